import { invariant } from '../../platform/errors.ts';

/** Chance that can be told again: the same seed and name give the same draws, whatever else was drawn elsewhere. */
export type Random = {
  /** Evenly in [0, 1). */
  next(): number;
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the list, each as often as its weight says. */
  weighted<T>(list: readonly T[], weight: (item: T) => number): T;
  /** Positive with mean 1; the smaller the shape, the more unequal. Shape 1 is exponential. */
  gamma(shape: number): number;
  /** In (0, 1) with mean a ÷ (a + b). */
  beta(a: number, b: number): number;
  /** Positive, half of the draws below the median. */
  logNormal(median: number, sigma: number): number;
};

export function randomFrom(seed: number, name: string): Random {
  const next = sfc32(seed, name);

  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));

  // Box–Muller; 1 − next() is never 0.
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

  const gamma = (shape: number) => standardGamma(shape) / shape;

  // Marsaglia and Tsang, "A simple method for generating gamma variables" (2000).
  function standardGamma(shape: number): number {
    invariant(shape > 0, 'a gamma shape is positive');
    if (shape < 1) return standardGamma(shape + 1) * (1 - next()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  return {
    next,
    int,
    between: (from, to) => from + next() * (to - from),
    chance: (probability) => next() < probability,
    pick: (list) => elementAt(list, int(0, list.length - 1)),
    weighted(list, weight) {
      let left = next() * list.reduce((sum, item) => sum + weight(item), 0);
      for (const item of list) {
        left -= weight(item);
        if (left < 0) return item;
      }
      return elementAt(list, list.length - 1);
    },
    gamma,
    beta(a, b) {
      const left = standardGamma(a);
      return left / (left + standardGamma(b));
    },
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
  };
}

export function elementAt<T>(list: ArrayLike<T>, index: number): T {
  invariant(index >= 0 && index < list.length, 'an element within the list');
  return list[index] as T; // the bounds were just looked at
}

/** sfc32 of the PractRand suite, seeded from number and name by FNV-1a. */
function sfc32(seed: number, name: string): () => number {
  let a = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) a = Math.imul(a ^ name.charCodeAt(at), 0x01000193);
  let b = seed | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  for (let round = 0; round < 16; round++) next();
  return next;
}
