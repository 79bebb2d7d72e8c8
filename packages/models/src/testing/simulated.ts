import { emptyHistories, type Histories } from '../histories.ts';

/** Customers of a shop that a model describes exactly, in days; the same ones every time. */
export function simulated(model: string, parameters: Readonly<Record<string, number>>, customers: number): Histories {
  const random = seeded(1);
  const histories = emptyHistories(customers);
  const { r = 1, alpha = 1, a = 1, b = 1, s = 1, beta = 1 } = parameters;
  for (let who = 0; who < customers; who++) {
    const T = 40 + Math.floor(random() * 40);
    const rate = gamma(random, r) / alpha;
    const stops = chance(random, a, b);
    const lives = model === 'Pareto/NBD' ? exponential(random) / (gamma(random, s) / beta) : Number.POSITIVE_INFINITY;
    let [x, last, at] = [0, 0, 0];
    let isAlive = model !== 'MBG/NBD' || random() >= stops;
    while (isAlive) {
      at += exponential(random) / rate;
      if (!(at <= Math.min(T, lives))) break;
      x += 1;
      last = at;
      isAlive = model === 'Pareto/NBD' || random() >= stops;
    }
    histories.x[who] = x;
    histories.t_x[who] = last;
    histories.T[who] = T;
  }
  return histories;
}

/** Mulberry32: numbers in [0, 1), the same for a seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const exponential = (random: () => number): number => -Math.log1p(-random());

function normal(random: () => number): number {
  return Math.sqrt(2 * exponential(random)) * Math.cos(2 * Math.PI * random());
}

/** Marsaglia and Tsang (2000); below a shape of 1 by a power of a uniform. */
export function gamma(random: () => number, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const z = normal(random);
    const v = (1 + z / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log1p(-random()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}

function chance(random: () => number, a: number, b: number): number {
  const [one, other] = [gamma(random, a), gamma(random, b)];
  return one / (one + other);
}
