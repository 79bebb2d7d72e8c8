/** A curve that never falls, through what was seen: constant left and right of its points, straight between them. */
export interface IsotonicCurve {
  /** Ascending. */
  at: Float64Array;
  value: Float64Array;
}

/**
 * The curve without a fall that lies nearest to what was seen, by pooling neighbours that are in the wrong order (Barlow,
 * Bartholomew, Bremner and Brunk 1972). `least`: each step of it stands on so many at least, lest the ends follow a few.
 */
export function isotonicCurve(at: ArrayLike<number>, seen: ArrayLike<number>, least = 1): IsotonicCurve {
  const order = Uint32Array.from({ length: at.length }, (_, nth) => nth).sort(
    (one, other) => (at[one] ?? 0) - (at[other] ?? 0),
  );
  const pools: Pool[] = [];
  for (const nth of order) {
    const place = at[nth] ?? 0;
    pools.push({ weight: 1, sum: seen[nth] ?? 0, place });
    for (;;) {
      const [before, last] = [pools.at(-2), pools.at(-1)];
      if (!before || !last) break;
      const isTied = before.place / before.weight === last.place / last.weight;
      if (!isTied && before.weight >= least && before.sum / before.weight <= last.sum / last.weight) break;
      pools.splice(-2, 2, {
        weight: before.weight + last.weight,
        sum: before.sum + last.sum,
        place: before.place + last.place,
      });
    }
  }
  joinShortEnd(pools, least);
  return {
    at: Float64Array.from(pools, ({ place, weight }) => place / weight),
    value: Float64Array.from(pools, ({ sum, weight }) => sum / weight),
  };
}

/** Neighbours that share a level: how many, what was seen of them and where they lie, as sums. */
interface Pool {
  weight: number;
  sum: number;
  place: number;
}

function joinShortEnd(pools: Pool[], least: number): void {
  for (;;) {
    const [before, last] = [pools.at(-2), pools.at(-1)];
    if (!before || !last || last.weight >= least) return;
    pools.splice(-2, 2, {
      weight: before.weight + last.weight,
      sum: before.sum + last.sum,
      place: before.place + last.place,
    });
  }
}

/** The curve's height at a place. */
export function heightAt({ at, value }: IsotonicCurve, place: number): number {
  let [from, to] = [0, at.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((at[middle] ?? 0) < place) from = middle + 1;
    else to = middle;
  }
  if (from === 0) return value[0] ?? 0;
  if (from === at.length) return value[at.length - 1] ?? 0;
  const [left, right] = [at[from - 1] ?? 0, at[from] ?? 0];
  const [low, high] = [value[from - 1] ?? 0, value[from] ?? 0];
  return low + ((high - low) * (place - left)) / (right - left);
}
