import type { PurchaseDays } from '../purchase-days.ts';
import type { PurchaseSummary } from '../purchase-summary.ts';

/** Nothing that is known of a customer makes the risk of silence fall while their silence grows: the signs see to that. */
export interface RiskFeature {
  name: string;
  /** Which way the risk goes with it. */
  sign: 1 | -1;
}

export const riskFeatures: readonly RiskFeature[] = [
  /** ln of the odds of no purchase by the purchase model, within ±4. */
  { name: 'by the purchase model', sign: 1 },
  /** ln(1 + days since the last purchase). */
  { name: 'days inactive', sign: 1 },
  /** ln(days inactive ÷ the gap that is usual for them): see `usualGaps`. */
  { name: 'overdue', sign: 1 },
  /** ln(1 + repeat purchases): the models write off lapsed heavy buyers, who come back more often than they say. */
  { name: 'repeat purchases', sign: -1 },
  /** ln(1 + purchases within the last horizon), and within its last third. */
  { name: 'recent purchases', sign: -1 },
  { name: 'latest purchases', sign: -1 },
  /** ln(1 + all they spent, in means of the shop). */
  { name: 'spent', sign: -1 },
  /** ln(1 + days since the first purchase). */
  { name: 'age', sign: 1 },
];

const farthest = 4;

/** As many gaps of the whole shop stand in for those that a customer does not have. */
const borrowed_gaps = 2;

/** What is usual in a shop: against it each customer is seen. */
export interface ShopHabits {
  /** Mean of ln of the days between two purchases; null where nobody ever came back. */
  logGap: number | null;
  /** What a customer spent in all, on average. */
  spent: number;
}

export function habitsOf(days: PurchaseDays, summary: PurchaseSummary): ShopHabits {
  const gaps = logGapsOf(days, summary);
  const count = summary.x.reduce((sum, x) => sum + x, 0);
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  return {
    logGap: count > 0 ? total(gaps) / count : null,
    spent: total(spentOf(days, summary)) / (summary.customer.length || 1) || 1,
  };
}

/**
 * The features of each row of the summary, one row after the other.
 * @param modelRisk of each row: P(no purchase within the horizon) by the purchase model
 * @param habits those of the whole shop, of which the rows may be a part
 */
export function riskFeaturesOf(
  days: PurchaseDays,
  summary: PurchaseSummary,
  { modelRisk, habits, horizonDays }: { modelRisk: ArrayLike<number>; habits: ShopHabits; horizonDays: number },
): Float64Array {
  const { customer, x, t_x, T, options } = summary;
  const gaps = usualGaps(days, summary, habits);
  const spent = spentOf(days, summary);
  const rows = new Float64Array(customer.length * riskFeatures.length);
  customer.forEach((_, row) => {
    const inactive = ((T[row] ?? 0) - (t_x[row] ?? 0)) * options.unitDays;
    const within = (span: number) => purchasesWithin(days, summary, row, span);
    rows.set(
      [
        Math.min(Math.max(logOdds(modelRisk[row] ?? 0.5), -farthest), farthest),
        Math.log1p(inactive),
        Math.log((1 + inactive) / (1 + (gaps[row] ?? 0))),
        Math.log1p(x[row] ?? 0),
        Math.log1p(within(horizonDays)),
        Math.log1p(within(Math.ceil(horizonDays / 3))),
        Math.log1p(Math.max(spent[row] ?? 0, 0) / habits.spent),
        Math.log1p((T[row] ?? 0) * options.unitDays),
      ],
      row * riskFeatures.length,
    );
  });
  return rows;
}

/**
 * The days that usually lie between two purchases of each: the geometric mean of their own gaps and of two that are usual in the
 * shop, so that one short gap makes no regular customer. 0 where nobody ever came back.
 */
export function usualGaps(days: PurchaseDays, summary: PurchaseSummary, { logGap }: ShopHabits): Float64Array {
  const sums = logGapsOf(days, summary);
  if (logGap === null) return sums;
  return sums.map((sum, row) => Math.exp((sum + borrowed_gaps * logGap) / ((summary.x[row] ?? 0) + borrowed_gaps)));
}

/** Of each customer the sum of ln of the days between their purchases. */
function logGapsOf({ from, day }: PurchaseDays, { customer, x }: PurchaseSummary): Float64Array {
  return Float64Array.from(customer, (who, row) => {
    const begin = from[who] ?? 0;
    let sum = 0;
    for (let at = begin + 1; at <= begin + (x[row] ?? 0); at++) sum += Math.log((day[at] ?? 0) - (day[at - 1] ?? 0));
    return sum;
  });
}

function spentOf({ from, amount }: PurchaseDays, { customer, x }: PurchaseSummary): Float64Array {
  return Float64Array.from(customer, (who, row) => {
    const begin = from[who] ?? 0;
    let sum = 0;
    for (let at = begin; at <= begin + (x[row] ?? 0); at++) sum += amount[at] ?? 0;
    return sum;
  });
}

function purchasesWithin({ from, day }: PurchaseDays, summary: PurchaseSummary, row: number, span: number): number {
  const begin = from[summary.customer[row] ?? 0] ?? 0;
  let count = 0;
  for (let at = begin + (summary.x[row] ?? 0); at >= begin && (day[at] ?? 0) > summary.options.until - span; at--)
    count += 1;
  return count;
}

const logOdds = (p: number): number => Math.log(p) - Math.log1p(-p);
