import { emptyHistories, type Histories } from '../histories.ts';
import { type PurchaseDays, purchaseDaysOf } from '../purchase-days.ts';

/** Customers of a shop that a model describes exactly, in days; the same ones every time. Their ages: whole days. */
export function simulated(
  model: string,
  parameters: Readonly<Record<string, number>>,
  customers: number,
  ages: { from: number; to: number } = { from: 40, to: 80 },
): Histories {
  const random = seeded(1);
  const histories = emptyHistories(customers);
  for (let who = 0; who < customers; who++) {
    const T = ages.from + Math.floor(random() * (ages.to - ages.from));
    const times = purchaseTimes(random, model, parameters, T);
    histories.x[who] = times.length;
    histories.t_x[who] = times.at(-1) ?? 0;
    histories.T[who] = T;
  }
  return histories;
}

/** The same as purchases on days, over the last `span` of them until day 0; every customer begins in the first half. */
export function simulatedPurchases(
  model: string,
  parameters: Readonly<Record<string, number>>,
  { customers, span, seed = 1 }: { customers: number; span: number; seed?: number },
): PurchaseDays {
  const random = seeded(seed);
  const rows: [customer: number, day: number, amount: number][] = [];
  for (let who = 0; who < customers; who++) {
    const age = span / 2 + random() * (span / 2);
    const usual = 20 + 60 * random();
    for (const time of [0, ...purchaseTimes(random, model, parameters, age)]) {
      rows.push([who, Math.floor(time - age), usual * (0.5 + random())]);
    }
  }
  return purchaseDaysOf({
    customer: Int32Array.from(rows, ([customer]) => customer),
    day: Int32Array.from(rows, ([, day]) => day),
    amount: Float64Array.from(rows, ([, , amount]) => amount),
  });
}

/** When somebody buys again until T. */
function purchaseTimes(
  random: () => number,
  model: string,
  { r = 1, alpha = 1, a = 1, b = 1, s = 1, beta = 1 }: Readonly<Record<string, number>>,
  T: number,
): number[] {
  const rate = gamma(random, r) / alpha;
  const stops = chance(random, a, b);
  const lives = model === 'Pareto/NBD' ? exponential(random) / (gamma(random, s) / beta) : Number.POSITIVE_INFINITY;
  const times: number[] = [];
  let isAlive = model !== 'MBG/NBD' || random() >= stops;
  for (let at = 0; isAlive; ) {
    at += exponential(random) / rate;
    if (!(at <= Math.min(T, lives))) break;
    times.push(at);
    isAlive = model === 'Pareto/NBD' || random() >= stops;
  }
  return times;
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
