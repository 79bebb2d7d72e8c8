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
  const { customer, amount } = transactions;
  const isTaken = policy === 'exclude' ? (row: number) => (amount[row] ?? 0) > 0 : () => true;
  let customers = 0;
  for (let row = 0; row < customer.length; row++) {
    const who = customer[row] ?? -1;
    if (who < 0) throw new InvalidInput(`Row ${row}: customer is ${who}, and is a number from 0 up`);
    if (!Number.isFinite(amount[row])) throw new InvalidInput(`Row ${row}: amount is ${amount[row]}`);
    if (who >= customers) customers = who + 1;
  }
  const grouped = group(transactions, customers, isTaken);
  return merge(grouped, policy, customer.length);
}

interface Grouped {
  from: Int32Array;
  day: Int32Array;
  amount: Float64Array;
}

/** By counting: one pass counts each customer's rows, one puts them there. */
function group({ customer, day, amount }: Transactions, customers: number, isTaken: (row: number) => boolean): Grouped {
  const from = new Int32Array(customers + 1);
  for (let row = 0; row < customer.length; row++) {
    if (isTaken(row)) from[(customer[row] ?? 0) + 1] = (from[(customer[row] ?? 0) + 1] ?? 0) + 1;
  }
  for (let who = 0; who < customers; who++) from[who + 1] = (from[who + 1] ?? 0) + (from[who] ?? 0);
  const next = from.slice();
  const total = from[customers] ?? 0;
  const days = new Int32Array(total);
  const amounts = new Float64Array(total);
  for (let row = 0; row < customer.length; row++) {
    if (!isTaken(row)) continue;
    const who = customer[row] ?? 0;
    const at = next[who] ?? 0;
    next[who] = at + 1;
    days[at] = day[row] ?? 0;
    amounts[at] = amount[row] ?? 0;
  }
  return { from, day: days, amount: amounts };
}

/** In place: the days of each customer sorted, equal ones added up, and the gaps closed. */
function merge({ from, day, amount }: Grouped, policy: NonPositivePolicy, rows: number): PurchaseDays {
  let kept = 0;
  let dropped = 0;
  const starts = new Int32Array(from.length);
  for (let who = 0; who + 1 < from.length; who++) {
    const [begin, end] = [from[who] ?? 0, from[who + 1] ?? 0];
    sortDays(day, amount, begin, end);
    starts[who] = kept;
    for (let at = begin; at < end; ) {
      const today = day[at] ?? 0;
      let sum = 0;
      const first = at;
      for (; at < end && day[at] === today; at++) sum += amount[at] ?? 0;
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
  const leftOut = rows - (from.at(-1) ?? 0) + dropped;
  return { from: starts, day: day.subarray(0, kept), amount: amount.subarray(0, kept), leftOut };
}

/** Most groups are short, and most come in order. */
function sortDays(day: Int32Array, amount: Float64Array, begin: number, end: number): void {
  let isSorted = true;
  for (let at = begin + 1; at < end && isSorted; at++) isSorted = (day[at] ?? 0) >= (day[at - 1] ?? 0);
  if (isSorted) return;
  if (end - begin <= 32) {
    for (let at = begin + 1; at < end; at++) {
      const [today, sum] = [day[at] ?? 0, amount[at] ?? 0];
      let to = at;
      for (; to > begin && (day[to - 1] ?? 0) > today; to--) {
        day[to] = day[to - 1] ?? 0;
        amount[to] = amount[to - 1] ?? 0;
      }
      day[to] = today;
      amount[to] = sum;
    }
    return;
  }
  const order = Int32Array.from({ length: end - begin }, (_, nth) => begin + nth).sort(
    (one, other) => (day[one] ?? 0) - (day[other] ?? 0),
  );
  const days = Int32Array.from(order, (at) => day[at] ?? 0);
  const amounts = Float64Array.from(order, (at) => amount[at] ?? 0);
  day.set(days, begin);
  amount.set(amounts, begin);
}
