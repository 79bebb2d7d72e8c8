/** What the scores of a customer are made from. */
export interface RfmMeasures {
  days_since_last: number;
  /** Within the window of the thresholds, 365 days as a rule. */
  orders: number;
  /** Net, in major units, within the same window. */
  net: number;
}

export interface RfmScores {
  r: number;
  f: number;
  m: number;
}

/** From the best score down: 5 for up to the first, 4 for up to the second, … 1 for more than all. */
export interface RfmThresholds {
  days_up_to: readonly number[];
  orders_from: readonly number[];
  net_from: readonly number[];
}

export const defaultThresholds: RfmThresholds = {
  days_up_to: [30, 60, 90, 180],
  orders_from: [10, 7, 4, 2],
  net_from: [5000, 2500, 1000, 500],
};

/** Scores from 1 to 5 by fixed thresholds, so that they mean the same next month. */
export function scoresOf(measures: RfmMeasures, thresholds: RfmThresholds = defaultThresholds): RfmScores {
  return {
    r: best(thresholds.days_up_to, (bound) => measures.days_since_last <= bound),
    f: best(thresholds.orders_from, (bound) => measures.orders >= bound),
    m: best(thresholds.net_from, (bound) => measures.net >= bound),
  };
}

function best(bounds: readonly number[], isMet: (bound: number) => boolean): number {
  const met = bounds.findIndex(isMet);
  return met < 0 ? 1 : bounds.length + 1 - met;
}

export type RfmSegment =
  | 'New Customers'
  | 'Champions'
  | 'VIP'
  | 'Loyal Customers'
  | 'Lost'
  | 'At Risk'
  | 'Potential Loyalists';

/** The first that fits. `orders_ever` and `days_since_first` tell who is new. */
export function rfmSegment(
  { r, f, m }: RfmScores,
  { orders_ever, days_since_first }: { orders_ever: number; days_since_first: number },
): RfmSegment {
  if (orders_ever === 1 && days_since_first <= 60) return 'New Customers';
  if (r >= 4 && f >= 4 && m >= 4) return 'Champions';
  if (m === 5 && r >= 3) return 'VIP';
  if (f >= 3 && r >= 3) return 'Loyal Customers';
  if (r === 1) return 'Lost';
  if (r === 2) return 'At Risk';
  return 'Potential Loyalists';
}

/**
 * Scores from 1 to 5 by rank, a fifth of the customers each as far as that goes: customers who are equal always score equal, so
 * that a fifth may be larger or empty. A value scores by the middle of those who have it.
 * @param values one per customer; the greatest score 5
 */
export function quintiles(values: ArrayLike<number>): Uint8Array {
  const order = Float64Array.from(values).sort();
  const scores = new Uint8Array(values.length);
  for (let who = 0; who < values.length; who++) {
    const value = values[who] ?? 0;
    const below = countBelow(order, value, false);
    const upTo = countBelow(order, value, true);
    scores[who] = Math.min(5, 1 + Math.floor((5 * (below + upTo)) / (2 * values.length)));
  }
  return scores;
}

/** How many of the sorted values lie below one, or are equal to it too. */
function countBelow(sorted: Float64Array, value: number, withEqual: boolean): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    const other = sorted[middle] ?? 0;
    if (other < value || (withEqual && other === value)) from = middle + 1;
    else to = middle;
  }
  return from;
}
