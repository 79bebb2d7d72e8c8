import { expectedPurchasesOfAll } from '../predictions.ts';
import type { PurchaseDays } from '../purchase-days.ts';
import { type PurchaseSummary, purchasesAfter } from '../purchase-summary.ts';
import * as ranking from '../ranking.ts';
import { type Tally, tally } from '../tally.ts';
import { type Interval, intervalOf, uncertaintyOfTotal } from './intervals.ts';
import type { Method, Prophecy } from './method.ts';

/** How well a method would have told what came after a day on which nothing later was known. */
export interface ReportCard {
  /** The day that was pretended to be the last. */
  until: number;
  horizonDays: number;
  /** Chosen and learned on the days before that day. */
  method: { model: string; isCorrected: boolean; learnedDays: number };
  /** Known on that day. */
  customers: number;
  /** Those of them who bought within the horizon. */
  buyers: number;
  purchases: {
    actual: number;
    predicted: Interval;
    /** Of the purchases of each customer. */
    meanAbsoluteError: number;
    gini: number | null;
    /** The share of all purchases that those made of whom the most were expected, a tenth of the customers. */
    topDecileShare: number | null;
  };
  risk: {
    /** Of silence: 0.5 is chance. */
    areaUnderCurve: number | null;
    brier: number;
    deciles: ranking.Decile[];
  };
  naive: NaiveRule[];
  /** Purchases from that day on, week by week. */
  weeks: { day: number; actual: number; predicted: number }[];
}

/** A rule without a model. */
export interface NaiveRule {
  rule: 'days inactive' | 'repeat purchases' | 'rate so far' | 'as in the last period' | 'as a year ago';
  /** Of silence, in the order the rule gives; null where it gives none. */
  areaUnderCurve: number | null;
  /** Of the purchases that the rule expects of each customer; null where it expects none. */
  meanAbsoluteError: number | null;
}

export function reportCard(days: PurchaseDays, method: Method, told: Prophecy): ReportCard {
  const { summary, horizonDays, risk } = told;
  const { until } = summary.options;
  const { purchases } = purchasesAfter(days, summary, until + horizonDays);
  const silent = purchases.map((count) => (count > 0 ? 0 : 1));
  return {
    until,
    horizonDays,
    method: {
      model: method.model.name,
      isCorrected: method.correction !== null,
      learnedDays: method.chosen.horizonDays,
    },
    customers: summary.x.length,
    buyers: silent.length - sum(silent),
    purchases: {
      actual: sum(purchases),
      predicted: totalOf(days, method, told),
      meanAbsoluteError: ranking.meanAbsoluteError(told.expectedPurchases, purchases),
      gini: ranking.normalizedGini(told.expectedPurchases, purchases),
      topDecileShare: ranking.topDecileShare(told.expectedPurchases, purchases),
    },
    risk: {
      areaUnderCurve: ranking.areaUnderCurve(risk, silent),
      brier: ranking.brierScore(risk, silent),
      deciles: ranking.deciles(risk, silent),
    },
    naive: naiveRules(days, summary, horizonDays, purchases, silent),
    weeks: weeksOf(days, method, told),
  };
}

/**
 * What the whole shop is expected to buy. Uncertain by chance (as much as the time before was), by the parameters, and by how far what is
 * expected was moved from what the model says: it may be off as far again.
 */
export function totalOf(days: PurchaseDays, method: Method, told: Prophecy): Interval {
  const rows = tally(told.summary);
  const parameters = uncertaintyOfTotal(method.model, told.fit, rows, told.horizonDays);
  const total = sum(told.expectedPurchases);
  const drift = Math.min(Math.abs(Math.log(total / modelTotal(method, told, rows, told.horizonDays))), most_drift) || 0;
  return intervalOf(total, { dispersion: dispersionOf(days, told), relative: Math.hypot(parameters, drift) });
}

/** Where the model expects next to nothing, how far it was moved says nothing. */
const most_drift = Math.log(2);

function modelTotal({ model }: Method, { fit }: Prophecy, rows: Tally, t: number): number {
  return fit.parameters ? expectedPurchasesOfAll({ model, parameters: fit.parameters }, rows, t) : 0;
}

/** How much more the purchases of customers vary over equal spans than by chance: of those with a past, by their last two halves. */
function dispersionOf({ from, day }: PurchaseDays, { summary, horizonDays }: Prophecy): number {
  const { until } = summary.options;
  let [squares, count] = [0, 0];
  summary.customer.forEach((who, row) => {
    const begin = from[who] ?? 0;
    const end = begin + (summary.x[row] ?? 0);
    let [late, early] = [0, 0];
    for (let at = end; at > begin && (day[at] ?? 0) > until - 2 * horizonDays; at--) {
      if ((day[at] ?? 0) > until - horizonDays) late += 1;
      else early += 1;
    }
    squares += (late - early) ** 2;
    count += late + early;
  });
  return count > 0 ? Math.max(1, squares / count) : 1;
}

function naiveRules(
  { from, day }: PurchaseDays,
  { customer, x, t_x, T, options }: PurchaseSummary,
  horizonDays: number,
  purchases: Float64Array,
  silent: Float64Array,
): NaiveRule[] {
  const { until } = options;
  const within = (first: number, last: number) =>
    Float64Array.from(customer, (who, row) => {
      let count = 0;
      const begin = from[who] ?? 0;
      for (let at = begin; at <= begin + (x[row] ?? 0); at++) {
        if ((day[at] ?? 0) > first && (day[at] ?? 0) <= last) count += 1;
      }
      return count;
    });
  const counts: [NaiveRule['rule'], Float64Array][] = [
    ['rate so far', x.map((count, row) => ((T[row] ?? 0) > 0 ? (count / (T[row] ?? 1)) * horizonDays : 0))],
    ['as in the last period', within(until - horizonDays, until)],
    ['as a year ago', within(until - 365, until - 365 + horizonDays)],
  ];
  return [
    {
      rule: 'days inactive',
      areaUnderCurve: ranking.areaUnderCurve(
        T.map((age, row) => age - (t_x[row] ?? 0)),
        silent,
      ),
      meanAbsoluteError: null,
    },
    {
      rule: 'repeat purchases',
      areaUnderCurve: ranking.areaUnderCurve(
        x.map((count) => -count),
        silent,
      ),
      meanAbsoluteError: null,
    },
    ...counts.map(([rule, expected]) => ({
      rule,
      areaUnderCurve: ranking.areaUnderCurve(
        expected.map((count) => -count),
        silent,
      ),
      meanAbsoluteError: ranking.meanAbsoluteError(expected, purchases),
    })),
  ];
}

/** Along the model's course to what is expected in all. */
function weeksOf(days: PurchaseDays, method: Method, told: Prophecy) {
  const { summary, horizonDays, expectedPurchases } = told;
  const { until } = summary.options;
  const rows = tally(summary);
  const scale = sum(expectedPurchases) / (modelTotal(method, told, rows, horizonDays) || 1);
  const weeks = Math.ceil(horizonDays / 7);
  return Array.from({ length: weeks }, (_, nth) => {
    const t = Math.min((nth + 1) * 7, horizonDays);
    const { purchases } = purchasesAfter(days, summary, until + t);
    return { day: until + t, actual: sum(purchases), predicted: modelTotal(method, told, rows, t) * scale };
  });
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
