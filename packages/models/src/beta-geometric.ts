import { distinctTimes } from './distinct-times.ts';
import type { Histories, History } from './histories.ts';
import type { FutureOfTheLiving, Likelihood, Parameters, PurchaseModel } from './purchase-model.ts';
import { digammaRising, logGamma as logGammaOf, logRising } from './special/gamma.ts';
import { logistic, softplus } from './special/logistic.ts';
import { integrateFalling, panels } from './special/quadrature.ts';

export type BetaGeometricName = 'r' | 'alpha' | 'a' | 'b';
type P = Parameters<BetaGeometricName>;

/**
 * While alive they buy at a steady rate of their own, gamma(k, A) over customers; after each purchase they stop with a chance of
 * their own, beta(a, b).
 */
export interface BetaGeometricFuture {
  k: number;
  A: number;
  a: number;
  b: number;
}

/**
 * The two beta-geometric models differ in one thing: whether a customer may stop right after the first purchase (`chances` 1,
 * Batislam, Denizel and Filiztekin 2007) or only after a repeat purchase (0, Fader, Hardie and Lee 2005).
 *
 * With k = r + x, n = x + chances and d = ln a − ln(b + n − 1) + k·[ln(α+T) − ln(α+t_x)], the two terms of the likelihood in
 * these papers become ln L = ln Γ-ratios + r ln α − k ln(α+T) + ln(1 + e^d) and P(alive) = 1 ÷ (1 + e^d): nothing overflows, and
 * no hypergeometric function is needed.
 */
export function betaGeometric(
  name: string,
  chances: 0 | 1,
  start: P,
): PurchaseModel<BetaGeometricName, BetaGeometricFuture> {
  const mayHaveStopped = (x: number) => x + chances > 0;

  /** ln of the odds of having stopped right after the last purchase. */
  function logOddsGone({ r, alpha, a, b }: P, { x, t_x, T }: History): number {
    if (!mayHaveStopped(x)) return Number.NEGATIVE_INFINITY;
    return Math.log(a / (b + x + chances - 1)) + (r + x) * Math.log1p((T - t_x) / (alpha + t_x));
  }

  return {
    name,
    parameters: ['r', 'alpha', 'a', 'b'],
    times: ['alpha'],
    start,
    whileAlive,

    logLikelihood(parameters, history) {
      const { r, alpha, a, b } = parameters;
      const { x, T } = history;
      const n = x + chances;
      return (
        logRising(r, x) -
        r * Math.log1p(T / alpha) -
        x * Math.log(alpha + T) +
        logRising(b, n) -
        logRising(a + b, n) +
        softplus(logOddsGone(parameters, history))
      );
    },

    probabilityAlive: (parameters, history) => logistic(-logOddsGone(parameters, history)),

    futureOf: ({ r, alpha, a, b }, { x, T }) => ({ k: r + x, A: alpha + T, a, b: b + x + chances }),

    likelihoodOf: (histories) => likelihoodOf(histories, chances),
  };
}

/** Rows of equal x stand together, so that what depends on x alone is computed once; so are the logarithms of equal times. */
function likelihoodOf(histories: Histories, chances: 0 | 1): Likelihood {
  const { byX, ages, lasts, times, count } = arranged(histories);
  const logs = new Float64Array(times.length);
  const inverses = new Float64Array(times.length);

  return (logParameters, gradient) => {
    const [r, alpha, a, b] = [0, 1, 2, 3].map((nth) => Math.exp(logParameters[nth] ?? 0)) as [
      number,
      number,
      number,
      number,
    ];
    for (let nth = 0; nth < times.length; nth++) {
      const moved = alpha + (times[nth] ?? 0);
      logs[nth] = Math.log1p((times[nth] ?? 0) / alpha);
      inverses[nth] = 1 / moved;
    }
    const logAlpha = Math.log(alpha);
    let [value, byR, byAlpha, byA, byB] = [0, 0, 0, 0, 0];
    for (const { x, from, to } of byX) {
      const k = r + x;
      const n = x + chances;
      const mayStop = n > 0;
      const logOdds = mayStop ? Math.log(a / (b + n - 1)) : Number.NEGATIVE_INFINITY;
      let [customers, sum, aged, agedInverse, gone, goneLog, goneInverse] = [0, 0, 0, 0, 0, 0, 0];
      for (let row = from; row < to; row++) {
        const weight = count[row] ?? 0;
        const age = ages[row] ?? 0;
        const log = logs[age] ?? 0;
        customers += weight;
        aged += weight * log;
        agedInverse += weight * (inverses[age] ?? 0);
        if (!mayStop) continue;
        const last = lasts[row] ?? 0;
        const between = log - (logs[last] ?? 0);
        const d = logOdds + k * between;
        const small = Math.exp(-Math.abs(d));
        sum += weight * ((d > 0 ? d : 0) + Math.log1p(small));
        const p = weight * (d >= 0 ? 1 / (1 + small) : small / (1 + small));
        gone += p;
        goneLog += p * between;
        goneInverse += p * ((inverses[age] ?? 0) - (inverses[last] ?? 0));
      }
      value += customers * (logRising(r, x) - x * logAlpha + logRising(b, n) - logRising(a + b, n)) - k * aged + sum;
      byR += customers * digammaRising(r, x) - aged + goneLog;
      byAlpha += (customers * r) / alpha - k * (agedInverse - goneInverse);
      const both = digammaRising(a + b, n);
      byA += gone / a - customers * both;
      byB += customers * (digammaRising(b, n) - both) - (mayStop ? gone / (b + n - 1) : 0);
    }
    gradient[0] = r * byR;
    gradient[1] = alpha * byAlpha;
    gradient[2] = a * byA;
    gradient[3] = b * byB;
    return value;
  };
}

interface Arranged {
  byX: { x: number; from: number; to: number }[];
  /** Places of T and t_x in `times`. */
  ages: Int32Array;
  lasts: Int32Array;
  times: Float64Array;
  count: Float64Array;
}

function arranged({ x, t_x, T, count }: Histories): Arranged {
  const order = Uint32Array.from(x.keys()).sort((one, other) => (x[one] ?? 0) - (x[other] ?? 0));
  const { times, placeOf } = distinctTimes([T, t_x]);
  const sorted: Arranged = {
    byX: [],
    ages: new Int32Array(order.length),
    lasts: new Int32Array(order.length),
    times,
    count: new Float64Array(order.length),
  };
  order.forEach((row, at) => {
    sorted.ages[at] = placeOf(T[row] ?? 0);
    sorted.lasts[at] = placeOf(t_x[row] ?? 0);
    sorted.count[at] = count[row] ?? 0;
    const value = x[row] ?? 0;
    const latest = sorted.byX.at(-1);
    if (latest?.x === value) latest.to = at + 1;
    else sorted.byX.push({ x: value, from: at, to: at + 1 });
  });
  return sorted;
}

const whileAlive: FutureOfTheLiving<BetaGeometricFuture> = {
  expectedPurchases(future, t) {
    if (!(t > 0)) return 0;
    return expectedByPurchases(future, t) ?? expectedByChances(future, t);
  },

  probabilityOfNone: ({ k, A }, t) => Math.exp(-k * Math.log1p(t / A)),

  probabilityOf(future, n, t) {
    const { k, A, a, b } = future;
    if (!(t > 0)) return n === 0 ? 1 : 0;
    const survives = Math.exp(logRising(b, n) - logRising(a + b, n));
    const exactly = Math.exp(logNegativeBinomial(k, A, n, t));
    if (n === 0) return exactly;
    // They may also have stopped with the n-th, and would have bought more: B(a+1, b+n−1) ÷ B(a, b).
    const stopsThen = (survives * a) / (b + n - 1);
    return survives * exactly + stopsThen * atLeast(k, A, n, t);
  },

  /** By parts: δ ∫ e^(−δt) E[Y(t)] dt, every part of it positive. */
  discountedPurchases(future, rate) {
    const scale = Math.min(future.A / future.k, 1 / rate);
    const inside = (t: number) => Math.exp(-rate * t) * whileAlive.expectedPurchases(future, t);
    return rate * integrateFalling(inside, 60 / rate, scale, discounting);
  },

  timeToNextPurchase: ({ k, A }, q) => A * Math.expm1(-Math.log1p(-q) / k),
};

const discounting = panels(4);

/** A sum longer than this is dearer than the integral. */
const longest_sum = 4_000;

/**
 * E[Y(t)] = Σ_j P(j purchases, if nobody ever stopped) × S_j, with S_j the purchases among these j that they live to make:
 * S_j = Σ_{i<j} Π_{l<i} (b+l) ÷ (a+b+l). All terms are positive: a = 1 and a + b < 1 are cases like any other, where the closed
 * form with a hypergeometric function has holes. Null where it would take too many terms.
 */
function expectedByPurchases({ k, A, a, b }: BetaGeometricFuture, t: number): number | null {
  const z = t / (A + t);
  const logNone = -k * Math.log1p(t / A);
  const mean = (k * t) / A;
  const spread = Math.sqrt(mean * (1 + t / A));
  if (logNone < -600 || mean + 11 * spread + 40 / -Math.log(z) > longest_sum) return null;
  let chance = Math.exp(logNone);
  let survives = 1;
  let lived = 0;
  let sum = 0;
  for (let j = 1; j <= longest_sum; j++) {
    chance *= (z * (k + j - 1)) / j;
    lived += survives;
    survives *= (b + j - 1) / (a + b + j - 1);
    const term = chance * lived;
    sum += term;
    // From the mean on the terms fall, in the end by z each.
    if (j > mean && term * (k + j + 1) < 1e-15 * sum * (1 - z) * (j + 1)) return sum;
  }
  return sum;
}

/**
 * The same over the chance p of stopping: given p they come to (1 − (A ÷ (A + pt))^k) ÷ p purchases. By the trapezoid rule in
 * ln(p ÷ (1−p)) stretched by a sinh, which is exact to rounding for such a bell however wide its tails are (Takahasi and Mori 1974).
 */
function expectedByChances({ k, A, a, b }: BetaGeometricFuture, t: number): number {
  const logBeta = logGammaRatio(a, b);
  const middle = Math.log(a / b);
  const width = Math.sqrt(1 / a + 1 / b);
  let sum = 0;
  const step = 1 / 32;
  for (let nth = -192; nth <= 192; nth++) {
    const u = nth * step;
    const logit = middle + width * Math.sinh(u);
    const logP = -softplus(-logit);
    const logRest = -softplus(logit);
    // The density of p, times dp ÷ d logit = p(1−p); the p of the denominator is taken off it.
    const weight = Math.exp((a - 1 + 1) * logP + b * logRest - logBeta) * width * Math.cosh(u);
    if (weight === 0) continue;
    const p = Math.exp(logP);
    const bought = p * t < 1e-300 ? (k * t) / A : -Math.expm1(-k * Math.log1p((p * t) / A)) / p;
    sum += weight * bought;
  }
  return sum * step;
}

/** ln B(a, b). */
function logGammaRatio(a: number, b: number): number {
  // Γ(a)Γ(b) ÷ Γ(a+b), the larger of the two within the ratio.
  const [small, large] = a < b ? [a, b] : [b, a];
  return logGammaOf(small) - logRising(large, small);
}

/** ln P(n purchases in t) of a process that never stops, of rate gamma(k, A): the negative binomial. */
function logNegativeBinomial(k: number, A: number, n: number, t: number): number {
  if (n === 0) return -k * Math.log1p(t / A);
  return logRising(k, n) - logRising(1, n) - k * Math.log1p(t / A) - n * Math.log1p(A / t);
}

/** P(n or more) of the same, by whichever side has the fewer terms and no cancellation. */
function atLeast(k: number, A: number, n: number, t: number): number {
  const z = t / (A + t);
  const mean = (k * t) / A;
  let term = Math.exp(logNegativeBinomial(k, A, n, t));
  if (n > mean) {
    let sum = 0;
    for (let j = n; term > 0; j++) {
      sum += term;
      const ratio = (z * (k + j)) / (j + 1);
      term *= ratio;
      if (ratio < 1 && term < 1e-17 * sum * (1 - ratio)) break;
    }
    return sum;
  }
  let below = 0;
  for (let j = n; j > 0; j--) {
    term *= j / (z * (k + j - 1));
    below += term;
    if (term < 1e-18 * below) break;
  }
  return 1 - below;
}
