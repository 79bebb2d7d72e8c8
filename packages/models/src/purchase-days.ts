import { InvalidInput } from './invalid-input.ts';

/** Purchases in columns of equal length, in any order. */
export interface Transactions {
  /** Whose, by numbers from 0 up. */
  customer: Int32Array;
  /** The local calendar day, as a number of days. */
  day: Int32Array;
  amount: Float64Array;
}

/** What becomes of amounts of 0 and below: such rows are left out, a customer's day is netted first and left out then, or they count. */
export type NonPositivePolicy = 'exclude' | 'net_same_day' | 'keep';

/** Each customer's purchase days in their order, one day once. Customer c's are those from `from[c]` to before `from[c + 1]`. */
export interface PurchaseDays {
  from: Int32Array;
  day: Int32Array;
  /** What was bought on that day in all. */
  amount: Float64Array;
  /** Rows that were left out because of their amount, days netted to nothing among them. */
  leftOut: number;
}

/**
 * Puts each customer's purchases in order, those of one day together: two orders of one day are one occasion to the models.
 * @throws InvalidInput naming a row that no purchase can have
 */
export function purchaseDaysOf(transactions: Transactions, policy: NonPositivePolicy = 'exclude'): PurchaseDays {
  const least = policy === 'exclude' ? Number.MIN_VALUE : Number.NEGATIVE_INFINITY;
  const from = placesOf(transactions, least);
  return merge(grouped(transactions, from, least), from, policy, transactions.customer.length);
}

/** Those of several shops, or of parts of one, as if of one: the customers of the second follow those of the first. */
export function purchaseDaysTogether(parts: readonly PurchaseDays[]): PurchaseDays {
  const days = parts.reduce((sum, { day }) => sum + day.length, 0);
  const customers = parts.reduce((sum, { from }) => sum + from.length - 1, 0);
  const together = {
    from: new Int32Array(customers + 1),
    day: new Int32Array(days),
    amount: new Float64Array(days),
    leftOut: parts.reduce((sum, { leftOut }) => sum + leftOut, 0),
  };
  let [who, at] = [0, 0];
  for (const { from, day, amount } of parts) {
    for (let nth = 0; nth + 1 < from.length; nth++) together.from[who + nth] = at + (from[nth] ?? 0);
    together.day.set(day, at);
    together.amount.set(amount, at);
    who += from.length - 1;
    at += day.length;
  }
  together.from[customers] = days;
  return together;
}

/** Where each customer's rows begin, by counting them. Rows below `least` are not counted. */
function placesOf({ customer, amount }: Transactions, least: number): Int32Array {
  let counts = new Int32Array(1_024);
  let customers = 0;
  for (let row = 0; row < customer.length; row++) {
    const who = customer[row] ?? -1;
    const sum = amount[row] ?? Number.NaN;
    if (who < 0) throw new InvalidInput(`Row ${row}: customer is ${who}, and is a number from 0 up`);
    if (!Number.isFinite(sum)) throw new InvalidInput(`Row ${row}: amount is ${sum}`);
    if (who >= customers) customers = who + 1;
    if (who >= counts.length) {
      const wider = new Int32Array(Math.max(who + 1, 2 * counts.length));
      wider.set(counts);
      counts = wider;
    }
    if (sum >= least) counts[who] = (counts[who] ?? 0) + 1;
  }
  const from = new Int32Array(customers + 1);
  for (let who = 0; who < customers; who++) from[who + 1] = (from[who] ?? 0) + (counts[who] ?? 0);
  return from;
}

/** Day and amount of each row beside each other, the rows of a customer together: two columns would be fetched from memory twice. */
type Pairs = Float64Array;

function grouped({ customer, day, amount }: Transactions, from: Int32Array, least: number): Pairs {
  const next = from.slice();
  const pairs = new Float64Array(2 * (from.at(-1) ?? 0));
  for (let row = 0; row < customer.length; row++) {
    const sum = amount[row] ?? 0;
    if (!(sum >= least)) continue;
    const who = customer[row] ?? 0;
    const at = next[who] ?? 0;
    next[who] = at + 1;
    pairs[2 * at] = day[row] ?? 0;
    pairs[2 * at + 1] = sum;
  }
  return pairs;
}

/** The days of each customer sorted, and equal ones added up. */
function merge(pairs: Pairs, from: Int32Array, policy: NonPositivePolicy, rows: number): PurchaseDays {
  const day = new Int32Array(pairs.length / 2);
  const amount = new Float64Array(day.length);
  const starts = new Int32Array(from.length);
  let kept = 0;
  let dropped = 0;
  for (let who = 0; who + 1 < from.length; who++) {
    const [begin, end] = [from[who] ?? 0, from[who + 1] ?? 0];
    sortByDay(pairs, begin, end);
    starts[who] = kept;
    for (let at = begin; at < end; ) {
      const today = pairs[2 * at] ?? 0;
      const first = at;
      let sum = 0;
      for (; at < end && pairs[2 * at] === today; at++) sum += pairs[2 * at + 1] ?? 0;
      if (policy === 'net_same_day' && !(sum > 0)) {
        dropped += at - first;
        continue;
      }
      day[kept] = today;
      amount[kept] = sum;
      kept += 1;
    }
  }
  starts[from.length - 1] = kept;
  return {
    from: starts,
    day: day.subarray(0, kept),
    amount: amount.subarray(0, kept),
    leftOut: rows - day.length + dropped,
  };
}

/** Most customers have few rows, and most rows come in order. */
function sortByDay(pairs: Pairs, begin: number, end: number): void {
  if (end - begin > 64) {
    sortManyByDay(pairs, begin, end);
    return;
  }
  for (let at = begin + 1; at < end; at++) {
    const today = pairs[2 * at] ?? 0;
    if (today >= (pairs[2 * at - 2] ?? 0)) continue;
    const sum = pairs[2 * at + 1] ?? 0;
    let to = at;
    for (; to > begin && (pairs[2 * to - 2] ?? 0) > today; to--) {
      pairs[2 * to] = pairs[2 * to - 2] ?? 0;
      pairs[2 * to + 1] = pairs[2 * to - 1] ?? 0;
    }
    pairs[2 * to] = today;
    pairs[2 * to + 1] = sum;
  }
}

function sortManyByDay(pairs: Pairs, begin: number, end: number): void {
  const those = pairs.slice(2 * begin, 2 * end);
  const order = Uint32Array.from({ length: end - begin }, (_, nth) => nth).sort(
    (one, other) => (those[2 * one] ?? 0) - (those[2 * other] ?? 0) || one - other,
  );
  for (const [at, nth] of order.entries()) {
    pairs[2 * (begin + at)] = those[2 * nth] ?? 0;
    pairs[2 * (begin + at) + 1] = those[2 * nth + 1] ?? 0;
  }
}
