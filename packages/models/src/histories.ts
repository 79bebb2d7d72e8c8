import { InvalidInput } from './invalid-input.ts';

/**
 * What a model has to know of one customer, in the field's own letters (Fader, Hardie and Lee 2005): all times in one unit of
 * the caller's choice, counted from the customer's first purchase.
 */
export interface History {
  /** Repeat purchases: the occasions after the first. */
  x: number;
  /** When the last purchase was; 0 where x is 0. */
  t_x: number;
  /** When the observation ended. */
  T: number;
}

/** Many customers, those who are alike in one row: columns of equal length. */
export interface Histories {
  x: Float64Array;
  t_x: Float64Array;
  T: Float64Array;
  /** How many customers there are of each. */
  count: Float64Array;
}

/** Somebody who has just bought for the first time. */
export const newcomer: History = { x: 0, t_x: 0, T: 0 };

/** The row as a history. */
export function historyAt({ x, t_x, T }: Histories, row: number): History {
  return { x: x[row] ?? 0, t_x: t_x[row] ?? 0, T: T[row] ?? 0 };
}

/**
 * Rows of [x, t_x, T, count] as columns.
 * @throws InvalidInput naming the row and what cannot be
 */
export function historiesOf(rows: readonly (readonly [number, number, number, number])[]): Histories {
  const histories = emptyHistories(rows.length);
  rows.forEach(([x, t_x, T, count], row) => {
    histories.x[row] = x;
    histories.t_x[row] = t_x;
    histories.T[row] = T;
    histories.count[row] = count;
  });
  demandHistories(histories);
  return histories;
}

export function emptyHistories(length: number): Histories {
  return {
    x: new Float64Array(length),
    t_x: new Float64Array(length),
    T: new Float64Array(length),
    count: new Float64Array(length).fill(1),
  };
}

/** @throws InvalidInput naming the first row that no customer can have, and why */
export function demandHistories({ x, t_x, T, count }: Histories): void {
  for (let row = 0; row < x.length; row++) {
    const why = whyImpossible(
      x[row] ?? Number.NaN,
      t_x[row] ?? Number.NaN,
      T[row] ?? Number.NaN,
      count[row] ?? Number.NaN,
    );
    if (why) throw new InvalidInput(`Row ${row}: ${why}`);
  }
}

function whyImpossible(x: number, t_x: number, T: number, count: number): string | null {
  if (!(x >= 0) || !Number.isInteger(x)) return `x is ${x}, and counts purchases: 0, 1, 2, …`;
  if (!(T >= 0) || T === Infinity) return `T is ${T}, and is a time from 0 up`;
  if (!(t_x >= 0) || t_x > T) return `t_x is ${t_x}, and lies between 0 and T = ${T}`;
  if (x === 0 && t_x > 0) return `t_x is ${t_x} without a repeat purchase`;
  if (!(count > 0) || count === Infinity) return `count is ${count}`;
  return null;
}

export interface HistoryTotals {
  customers: number;
  /** Customers with a repeat purchase. */
  repeaters: number;
  repeatPurchases: number;
  /** Mean of T; 0 for nobody. */
  meanAge: number;
  longestAge: number;
}

export function totalsOf({ x, T, count }: Histories): HistoryTotals {
  let [customers, repeaters, repeatPurchases, ages, longestAge] = [0, 0, 0, 0, 0];
  for (let row = 0; row < x.length; row++) {
    const [n, bought, age] = [count[row] ?? 0, x[row] ?? 0, T[row] ?? 0];
    customers += n;
    if (bought > 0) repeaters += n;
    repeatPurchases += n * bought;
    ages += n * age;
    longestAge = Math.max(longestAge, age);
  }
  return { customers, repeaters, repeatPurchases, meanAge: customers > 0 ? ages / customers : 0, longestAge };
}
