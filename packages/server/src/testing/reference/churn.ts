import { type Gap, gaps, type OrderClass, orderClasses } from './gaps.ts';
import type { Instant, World } from './world.ts';

/** A class with fewer closed gaps takes the curve of all gaps; fewer in all: there is no risk. */
export const closedGapsNeeded = 30;

export type ChurnModel = {
  horizon_days: number;
  closed_gaps: number;
  /** Classes that have too few closed gaps of their own. */
  pooled: OrderClass[];
  /** Why there is no risk; null when there is. */
  no_risk_reason: string | null;
  /** Probability of no order in the next `horizon_days`, given `days` without one; null when there is no risk. */
  risk: (order_class: OrderClass, days: number) => number | null;
};

export const churnModel = (world: World, as_of: Instant): ChurnModel => {
  const horizon_days = world.organization.thresholds.churn_horizon_days;
  const all = gaps(world, as_of);
  const enough = (some: Gap[]) => closedCount(some) >= closedGapsNeeded;
  const ofClass = (order_class: OrderClass) => all.filter((gap) => gap.order_class === order_class);
  const pooled = orderClasses.filter((order_class) => !enough(ofClass(order_class)));

  const model = { horizon_days, closed_gaps: closedCount(all), pooled };
  if (!enough(all)) {
    const no_risk_reason = `${model.closed_gaps} closed gaps between orders; ${closedGapsNeeded} are needed`;
    return { ...model, no_risk_reason, risk: () => null };
  }

  const curves = new Map(
    orderClasses.map((order_class) => [
      order_class,
      riskCurve(pooled.includes(order_class) ? all : ofClass(order_class), horizon_days),
    ]),
  );
  return { ...model, no_risk_reason: null, risk: (order_class, days) => curves.get(order_class)?.(days) ?? null };
};

/**
 * S(d + horizon) ÷ S(d), and never less than on an earlier day. Where S(d) is 0 the ratio is undefined and the risk of
 * the day before stays; where no day up to d has one, it is 0.
 */
export const riskCurve = (some: Gap[], horizon_days: number): ((days: number) => number) => {
  const survival = survivalCurve(some);
  const longest = longestOf(some);
  const risks: number[] = [];
  let highest = 0;
  for (let day = 0; day <= longest; day += 1) {
    if (survival(day) > 0) highest = Math.max(highest, survival(day + horizon_days) / survival(day));
    risks.push(highest);
  }
  // After the longest gap nothing changes any more: S stays, the ratio is 1, or undefined and carried.
  const at_last = survival(longest) > 0 ? 1 : highest;
  return (days) => risks[days] ?? at_last;
};

/**
 * Kaplan–Meier: S(d) = Π over days t ≤ d of (1 − closed gaps of length t ÷ gaps, closed or open, of length ≥ t).
 * Kaplan, Meier (1958), Nonparametric estimation from incomplete observations.
 */
export const survivalCurve = (some: Gap[]): ((days: number) => number) => {
  const values: number[] = [];
  let survival = 1;
  for (let day = 0; day <= longestOf(some); day += 1) {
    const at_risk = some.filter((gap) => gap.days >= day).length;
    const closed = some.filter((gap) => gap.closed && gap.days === day).length;
    survival *= 1 - closed / at_risk;
    values.push(survival);
  }
  return (days) => values[days] ?? survival;
};

const closedCount = (some: Gap[]): number => some.filter((gap) => gap.closed).length;

const longestOf = (some: Gap[]): number => Math.max(0, ...some.map((gap) => gap.days));
