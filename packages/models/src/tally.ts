import { emptyHistories, type Histories } from './histories.ts';

/** Histories with those who are alike in one row, in the order of x, T, t_x; and which row each of the given ones went to. */
export interface Tally extends Histories {
  rowOf: Int32Array;
}

/** Half of a shop's customers bought once: they are as many rows as there are days. A fit takes as long as there are rows. */
export function tally(histories: Histories): Tally {
  const { x, t_x, T, count } = histories;
  const times = ranksOf([T, t_x]);
  const purchases = ranksOf([x]);
  const [ages, lasts] = [times.rankOf(T), times.rankOf(t_x)];
  const bought = purchases.rankOf(x);
  const many = times.values.length;
  // Three ranks in one number, exact as long as it is below 2^53: 10 000 different times and as many x need 2^40.
  const keys = Float64Array.from(
    x,
    (_, row) => ((bought[row] ?? 0) * many + (ages[row] ?? 0)) * many + (lasts[row] ?? 0),
  );
  const all = ranksOf([keys]);
  const rowOf = all.rankOf(keys);
  const tallied = { ...emptyHistories(all.values.length), rowOf };
  tallied.count.fill(0);
  for (let row = 0; row < x.length; row++) {
    const to = rowOf[row] ?? 0;
    tallied.x[to] = x[row] ?? 0;
    tallied.t_x[to] = t_x[row] ?? 0;
    tallied.T[to] = T[row] ?? 0;
    tallied.count[to] = (tallied.count[to] ?? 0) + (count[row] ?? 0);
  }
  return tallied;
}

interface Ranks {
  /** Each value once, ascending. */
  values: Float64Array;
  rankOf: (column: Float64Array) => Int32Array;
}

/** By a table of our own: one of the language's maps takes five times as long for a million numbers. */
function ranksOf(columns: readonly Float64Array[]): Ranks {
  const table = new NumberTable(columns.reduce((sum, column) => sum + column.length, 0));
  const places = columns.map((column) => Int32Array.from(column, (value) => table.placeOf(value)));
  const found = table.found();
  const values = found.slice().sort();
  const order = new NumberTable(values.length);
  for (const value of values) order.placeOf(value);
  const rankOfPlace = Int32Array.from(found, (value) => order.placeOf(value));
  return {
    values,
    rankOf: (column) => (places[columns.indexOf(column)] ?? new Int32Array()).map((place) => rankOfPlace[place] ?? 0),
  };
}

/** Numbers in the order they are met, each found again by its value. Open addressing, never more than half full. */
class NumberTable {
  readonly #values: Float64Array;
  readonly #slots: Int32Array;
  readonly #mask: number;
  readonly #number = new Float64Array(1);
  readonly #bits = new Uint32Array(this.#number.buffer);
  #count = 0;

  constructor(atMost: number) {
    this.#mask = 2 ** Math.ceil(Math.log2(Math.max(2 * atMost, 2))) - 1;
    this.#values = new Float64Array(atMost);
    this.#slots = new Int32Array(this.#mask + 1);
  }

  placeOf(value: number): number {
    this.#number[0] = value;
    let hash = Math.imul((this.#bits[0] ?? 0) ^ Math.imul(this.#bits[1] ?? 0, 0x9e3779b1), 0x85ebca6b);
    hash ^= hash >>> 15;
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const place = (this.#slots[slot] ?? 0) - 1;
      if (place < 0) {
        this.#values[this.#count] = value;
        this.#count += 1;
        this.#slots[slot] = this.#count;
        return this.#count - 1;
      }
      if (this.#values[place] === value) return place;
    }
  }

  found(): Float64Array {
    return this.#values.slice(0, this.#count);
  }
}
