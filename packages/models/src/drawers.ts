import { InvalidInput } from './invalid-input.ts';
import type { Transactions } from './transactions.ts';

/**
 * Purchases dealt out by customer, so many neighbouring customers to a drawer: rows come in any order, and to put each of them to its
 * customer's at once would wait for memory five million times. A drawer fits into the processor's own.
 */
export interface Drawers {
  customers: number;
  /** A drawer has 2^bits customers. */
  bits: number;
  firstDay: number;
  /** Where each drawer begins, and behind the last where it ends. */
  from: Int32Array;
  /** Days since the first one, times 2^bits, and which of the drawer's customers. */
  key: Int32Array;
  amount: Float64Array;
}

/**
 * Rows whose amount is below `least` are left out.
 * @throws InvalidInput naming a row that no purchase can have
 */
export function intoDrawers({ customer, day, amount }: Transactions, least: number): Drawers {
  const { customers, firstDay, bits } = extentOf({ customer, day, amount });
  const from = drawerPlaces({ customer, amount }, least, customers, bits);
  const next = from.slice();
  const rows = from.at(-1) ?? 0;
  const drawers = { customers, bits, firstDay, from, key: new Int32Array(rows), amount: new Float64Array(rows) };
  const below = 2 ** bits - 1;
  for (let row = 0; row < customer.length; row++) {
    const sum = amount[row] ?? 0;
    if (!(sum >= least)) continue;
    const who = customer[row] ?? 0;
    const at = next[who >>> bits] ?? 0;
    next[who >>> bits] = at + 1;
    drawers.key[at] = (((day[row] ?? 0) - firstDay) << bits) | (who & below);
    drawers.amount[at] = sum;
  }
  return drawers;
}

function extentOf({ customer, day, amount }: Transactions): Pick<Drawers, 'customers' | 'firstDay' | 'bits'> {
  let last = -1;
  let [firstDay, lastDay] = [day[0] ?? 0, day[0] ?? 0];
  for (let row = 0; row < customer.length; row++) {
    const who = customer[row] ?? -1;
    const sum = amount[row] ?? Number.NaN;
    const on = day[row] ?? Number.NaN;
    if (who < 0) throw new InvalidInput(`Row ${row}: customer is ${who}, and is a number from 0 up`);
    if (!Number.isFinite(sum)) throw new InvalidInput(`Row ${row}: amount is ${sum}`);
    if (who > last) last = who;
    if (on < firstDay) firstDay = on;
    if (on > lastDay) lastDay = on;
  }
  // Day and customer share 32 bits. Eleven thousand years leave 10 for the customers; 12 are enough.
  const bits = Math.min(12, Math.clz32(lastDay - firstDay));
  return { customers: last + 1, firstDay, bits };
}

function drawerPlaces(
  { customer, amount }: Pick<Transactions, 'customer' | 'amount'>,
  least: number,
  customers: number,
  bits: number,
): Int32Array {
  const from = new Int32Array(Math.ceil(customers / 2 ** bits) + 1);
  for (let row = 0; row < customer.length; row++) {
    const behind = ((customer[row] ?? 0) >>> bits) + 1;
    if ((amount[row] ?? 0) >= least) from[behind] = (from[behind] ?? 0) + 1;
  }
  for (let nth = 1; nth < from.length; nth++) from[nth] = (from[nth] ?? 0) + (from[nth - 1] ?? 0);
  return from;
}

/** One drawer after another, its rows put in order: each customer's together, by day. */
export class OpenDrawer {
  /** Days since the first one. */
  readonly day: Uint32Array;
  readonly amount: Float64Array;
  readonly #drawers: Drawers;
  /** Where each of its customers ends. */
  readonly #end: Int32Array;

  constructor(drawers: Drawers) {
    const { from, bits } = drawers;
    let most = 0;
    for (let nth = 0; nth + 1 < from.length; nth++) most = Math.max(most, (from[nth + 1] ?? 0) - (from[nth] ?? 0));
    this.day = new Uint32Array(most);
    this.amount = new Float64Array(most);
    this.#drawers = drawers;
    this.#end = new Int32Array(2 ** bits + 1);
  }

  open(nth: number): void {
    const { from, key, amount, bits } = this.#drawers;
    const below = 2 ** bits - 1;
    const [begin, end] = [from[nth] ?? 0, from[nth + 1] ?? 0];
    // Where each begins, and that moved on with every row to where it ends.
    const places = this.#end.fill(0);
    for (let at = begin; at < end; at++) {
      const behind = ((key[at] ?? 0) & below) + 1;
      places[behind] = (places[behind] ?? 0) + 1;
    }
    for (let which = 1; which < places.length; which++) places[which] = (places[which] ?? 0) + (places[which - 1] ?? 0);
    for (let at = begin; at < end; at++) {
      const one = key[at] ?? 0;
      const to = places[one & below] ?? 0;
      places[one & below] = to + 1;
      this.day[to] = one >>> bits;
      this.amount[to] = amount[at] ?? 0;
    }
  }

  /** Which rows are those of one of its customers: from the first to before the second. Their days are in order then. */
  rowsOf(which: number): [number, number] {
    const [begin, end] = [which > 0 ? (this.#end[which - 1] ?? 0) : 0, this.#end[which] ?? 0];
    if (end - begin > 64) sortMany(this.day, this.amount, begin, end);
    else sortFew(this.day, this.amount, begin, end);
    return [begin, end];
  }
}

/** Most customers have few rows, and most rows come in order. */
function sortFew(day: Uint32Array, amount: Float64Array, begin: number, end: number): void {
  for (let at = begin + 1; at < end; at++) {
    const today = day[at] ?? 0;
    if (today >= (day[at - 1] ?? 0)) continue;
    const sum = amount[at] ?? 0;
    let to = at;
    for (; to > begin && (day[to - 1] ?? 0) > today; to--) {
      day[to] = day[to - 1] ?? 0;
      amount[to] = amount[to - 1] ?? 0;
    }
    day[to] = today;
    amount[to] = sum;
  }
}

function sortMany(day: Uint32Array, amount: Float64Array, begin: number, end: number): void {
  const [days, amounts] = [day.slice(begin, end), amount.slice(begin, end)];
  const order = Uint32Array.from(days, (_, nth) => nth).sort(
    (one, other) => (days[one] ?? 0) - (days[other] ?? 0) || one - other,
  );
  order.forEach((nth, at) => {
    day[begin + at] = days[nth] ?? 0;
    amount[begin + at] = amounts[nth] ?? 0;
  });
}
