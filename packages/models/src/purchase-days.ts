import { type Drawers, intoDrawers, OpenDrawer } from './drawers.ts';
import type { Transactions } from './transactions.ts';

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
  const drawers = intoDrawers(transactions, policy === 'exclude' ? Number.MIN_VALUE : Number.NEGATIVE_INFINITY);
  const { from, day, amount, netted } = merged(drawers, policy === 'net_same_day');
  return { from, day, amount, leftOut: transactions.customer.length - drawers.key.length + netted };
}

/** A customer's rows of one day added up. `netted`: how many rows came to nothing. */
function merged(drawers: Drawers, isNetted: boolean): Omit<PurchaseDays, 'leftOut'> & { netted: number } {
  const { customers, bits, firstDay } = drawers;
  const width = 2 ** bits;
  const rows = new OpenDrawer(drawers);
  const from = new Int32Array(customers + 1);
  // No more comes out of a drawer than was in it, and those before it are empty: their places are taken, five million need no others.
  const { key: day, amount } = drawers;
  let kept = 0;
  let netted = 0;
  for (let who = 0; who < customers; who++) {
    const which = who & (width - 1);
    if (which === 0) rows.open(who >>> bits);
    const [begin, end] = rows.rowsOf(which);
    from[who] = kept;
    for (let at = begin; at < end; ) {
      const today = rows.day[at];
      const first = at;
      let sum = 0;
      for (; at < end && rows.day[at] === today; at++) sum += rows.amount[at] ?? 0;
      if (isNetted && !(sum > 0)) {
        netted += at - first;
        continue;
      }
      day[kept] = (today ?? 0) + firstDay;
      amount[kept] = sum;
      kept += 1;
    }
  }
  from[customers] = kept;
  return { from, day: day.subarray(0, kept), amount: amount.subarray(0, kept), netted };
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
