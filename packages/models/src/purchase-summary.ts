import type { Histories } from './histories.ts';
import type { PurchaseDays } from './purchase-days.ts';

export interface SummaryOptions {
  /** The day the observation ends on; its purchases belong to it, later ones do not. */
  until: number;
  /** How many days a unit of time has: 1 or 7, as a rule. */
  unitDays: number;
}

/** What is known of each customer at a day: row by row in the customers' order. */
export interface PurchaseSummary extends Histories {
  /** Which customer the row is of: those without a purchase until then have none. */
  customer: Int32Array;
  /** What a customer's days after the first came to on average; 0 without one. The first purchase is left out, as Gamma-Gamma wants it. */
  m: Float64Array;
  options: SummaryOptions;
}

/** Frequency, recency, age and mean spend of each customer (Fader and Hardie's conventions: distinct days, the first is none of the x). */
export function summarizePurchases({ from, day, amount }: PurchaseDays, options: SummaryOptions): PurchaseSummary {
  const { until, unitDays } = options;
  const customers = from.length - 1;
  const customer = new Int32Array(customers);
  const [x, t_x, T, m] = [0, 1, 2, 3].map(() => new Float64Array(customers)) as [
    Float64Array<ArrayBuffer>,
    Float64Array<ArrayBuffer>,
    Float64Array<ArrayBuffer>,
    Float64Array<ArrayBuffer>,
  ];
  let rows = 0;
  for (let who = 0; who < customers; who++) {
    const begin = from[who] ?? 0;
    const end = from[who + 1] ?? 0;
    const first = day[begin] ?? 0;
    if (begin === end || first > until) continue;
    let last = begin;
    let spent = 0;
    for (let at = begin + 1; at < end && (day[at] ?? 0) <= until; at++) {
      spent += amount[at] ?? 0;
      last = at;
    }
    const repeats = last - begin;
    customer[rows] = who;
    x[rows] = repeats;
    t_x[rows] = ((day[last] ?? 0) - first) / unitDays;
    T[rows] = (until - first) / unitDays;
    m[rows] = repeats > 0 ? spent / repeats : 0;
    rows += 1;
  }
  return {
    customer: customer.subarray(0, rows),
    x: x.subarray(0, rows),
    t_x: t_x.subarray(0, rows),
    T: T.subarray(0, rows),
    m: m.subarray(0, rows),
    count: new Float64Array(rows).fill(1),
    options,
  };
}

/** What the same customers did after that day, until another: for looking back on a forecast. */
export interface Afterwards {
  /** Purchase days. */
  purchases: Float64Array;
  spent: Float64Array;
}

export function purchasesAfter(
  { from, day, amount }: PurchaseDays,
  { customer, options }: Pick<PurchaseSummary, 'customer' | 'options'>,
  until: number,
): Afterwards {
  const after = { purchases: new Float64Array(customer.length), spent: new Float64Array(customer.length) };
  customer.forEach((who, row) => {
    for (let at = (from[who + 1] ?? 0) - 1; at >= (from[who] ?? 0) && (day[at] ?? 0) > options.until; at--) {
      if ((day[at] ?? 0) > until) continue;
      after.purchases[row] = (after.purchases[row] ?? 0) + 1;
      after.spent[row] = (after.spent[row] ?? 0) + (amount[at] ?? 0);
    }
  });
  return after;
}
