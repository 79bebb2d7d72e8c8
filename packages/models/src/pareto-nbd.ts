import { distinctTimes } from './distinct-times.ts';
import type { Histories, History } from './histories.ts';
import type { FutureOfTheLiving, Likelihood, Parameters, PurchaseModel } from './purchase-model.ts';
import { digammaRising, logRising } from './special/gamma.ts';
import { logistic, softplus } from './special/logistic.ts';
import { integrateFalling, panels } from './special/quadrature.ts';

type Name = 'r' | 'alpha' | 's' | 'beta';
type P = Parameters<Name>;

/** While alive they buy at a steady rate of their own, gamma(k, A) over customers, and stop at one of their own, gamma(s, B). */
export interface ParetoFuture {
  k: number;
  A: number;
  s: number;
  B: number;
}

/**
 * Pareto/NBD: customers buy at steady rates and stop at any moment, at a rate of their own. Schmittlein, Morrison and Colombo
 * (1987), Counting Your Customers, Management Science 33(1); the likelihood in the form of Fader and Hardie (2005), note 009:
 *
 * L = Γ(r+x) ÷ Γ(r) · α^r β^s · { (α+T)^−(r+x) (β+T)^−s + s ∫ from t_x to T of (α+y)^−(r+x) (β+y)^−(s+1) dy }.
 *
 * The integral, in the papers a difference of two hypergeometric functions that cancel, is done as it stands.
 */
export const paretoNbd: PurchaseModel<Name, ParetoFuture> = {
  name: 'Pareto/NBD',
  parameters: ['r', 'alpha', 's', 'beta'],
  times: ['alpha', 'beta'],
  start: { r: 0.5, alpha: 0.3, s: 0.6, beta: 0.3 },

  logLikelihood(parameters, history) {
    const { r, alpha, s, beta } = parameters;
    const { x, T } = history;
    return (
      logRising(r, x) -
      r * Math.log1p(T / alpha) -
      x * Math.log(alpha + T) -
      s * Math.log1p(T / beta) +
      softplus(logOddsGone(parameters, history))
    );
  },

  likelihoodOf,
  probabilityAlive: (parameters, history) => logistic(-logOddsGone(parameters, history)),
  futureOf: ({ r, alpha, s, beta }, { x, T }) => ({ k: r + x, A: alpha + T, s, B: beta + T }),
  whileAlive: {
    expectedPurchases: ({ k, A, s, B }, t) => (t > 0 ? ((k * B) / A) * overTime(s - 1, Math.log1p(t / B)) : 0),

    /** They buy nothing until t, or stop at y before it and bought nothing until then. */
    probabilityOfNone: ({ k, A, s, B }, t) => {
      if (!(t > 0)) return 1;
      const none = (y: number) => Math.exp(-k * Math.log1p(y / A) - (s + 1) * Math.log1p(y / B));
      return none(t) * (1 + t / B) + (s / B) * integrateFalling(none, t, Math.min(A / k, B / (s + 1)), fine);
    },

    probabilityOf: (future, n, t) => {
      if (n === 0) return paretoNbd.whileAlive.probabilityOfNone(future, t);
      if (!(t > 0)) return 0;
      const { k, A, s, B } = future;
      const ways = logRising(k, n) - logRising(1, n);
      const exactly = (y: number) =>
        y > 0 ? Math.exp(ways - k * Math.log1p(y / A) - n * Math.log1p(A / y) - (s + 1) * Math.log1p(y / B)) : 0;
      return exactly(t) * (1 + t / B) + (s / B) * integrateFalling(exactly, t, Math.min(t, B / (s + 1)), fine);
    },

    discountedPurchases: ({ k, A, s, B }, rate) => {
      const alive = (t: number) => Math.exp(-rate * t - s * Math.log1p(t / B));
      return (k / A) * integrateFalling(alive, 60 / rate, Math.min(1 / rate, B / s), fine);
    },

    timeToNextPurchase: ({ k, A }, q) => A * Math.expm1(-Math.log1p(-q) / k),
  } satisfies FutureOfTheLiving<ParetoFuture>,
};

/** (1 − e^(−c·L)) ÷ c, and its limit L where c = 0: s = 1 is a case like any other. */
function overTime(c: number, L: number): number {
  return c === 0 ? L : -Math.expm1(-c * L) / c;
}

const fine = panels(8);

/** The rule of the likelihood: three parts of sixteen points leave an error of 1e-14 (measured over extreme cases). */
const rule = panels(3);

/** ln of the odds of having stopped since the last purchase. */
function logOddsGone({ r, alpha, s, beta }: P, { x, t_x, T }: History): number {
  if (!(T > t_x)) return Number.NEGATIVE_INFINITY;
  const k = r + x;
  const scale = Math.min(alpha, beta) + t_x;
  const length = reach(k, alpha + t_x, s, beta + t_x, T - t_x, scale);
  let sum = 0;
  for (let nth = 0; nth < rule.places.length; nth++) {
    const u = length * (rule.places[nth] ?? 0);
    const past = scale * Math.expm1(u);
    const log = u - k * Math.log1p(past / (alpha + t_x)) - (s + 1) * Math.log1p(past / (beta + t_x));
    sum += (rule.weights[nth] ?? 0) * Math.exp(log);
  }
  const stays = k * Math.log1p((T - t_x) / (alpha + t_x)) + s * Math.log1p((T - t_x) / (beta + t_x));
  return Math.log((s * scale * length * sum) / (beta + t_x)) + stays;
}

/** Where the integrand has fallen to e^−45 of its first value, what is left of it is nothing. */
const enough = 45;

/**
 * How far in u = ln(1 + (y − t_x) ÷ scale) the integrand is worth a look. Its logarithm is concave in u: a line from above meets
 * the level no earlier than it does itself, so that Newton's steps from the right stay there.
 */
function reach(k: number, A: number, s: number, B: number, span: number, scale: number): number {
  const whole = Math.log1p(span / scale);
  // scale ≤ A and ≤ B, and ln(1 + v) ≥ 0.58 v for v up to e − 1: at least so steep is the fall from the first to u = 1, and then steeper.
  const fall = 0.58 * scale * (k / A + (s + 1) / B) - 1;
  let u = fall > 0 ? Math.min(whole, (1.5 * enough) / fall) : whole;
  for (let step = 0; step < 4; step++) {
    const grown = scale * Math.exp(u);
    const past = grown - scale;
    const height = u - k * Math.log1p(past / A) - (s + 1) * Math.log1p(past / B);
    if (height > -enough - 3) return u;
    const slope = 1 - grown * (k / (A + past) + (s + 1) / (B + past));
    u -= (height + enough) / slope;
  }
  return u;
}

function likelihoodOf({ x, t_x, T, count }: Histories): Likelihood {
  const xs = distinctTimes([x]);
  const places = Int32Array.from(x, xs.placeOf);
  const rising = new Float64Array(xs.times.length);
  const risingByR = new Float64Array(xs.times.length);

  return (logParameters, gradient) => {
    const [r, alpha, s, beta] = [0, 1, 2, 3].map((nth) => Math.exp(logParameters[nth] ?? 0)) as [
      number,
      number,
      number,
      number,
    ];
    xs.times.forEach((purchases, nth) => {
      rising[nth] = logRising(r, purchases);
      risingByR[nth] = digammaRising(r, purchases);
    });
    let [value, byR, byAlpha, byS, byBeta] = [0, 0, 0, 0, 0];
    for (let row = 0; row < x.length; row++) {
      const weight = count[row] ?? 0;
      const last = t_x[row] ?? 0;
      const age = T[row] ?? 0;
      const k = r + (x[row] ?? 0);
      const A = alpha + last;
      const B = beta + last;
      const span = age - last;
      const [agedA, agedB] = [Math.log1p(age / alpha), Math.log1p(age / beta)];
      let [odds, gone, inA, inB, perA, perB] = [Number.NEGATIVE_INFINITY, 0, 0, 0, 0, 0];
      if (span > 0) {
        const scale = Math.min(alpha, beta) + last;
        const length = reach(k, A, s, B, span, scale);
        let sum = 0;
        for (let nth = 0; nth < rule.places.length; nth++) {
          const u = length * (rule.places[nth] ?? 0);
          const past = scale * Math.expm1(u);
          const [logA, logB] = [Math.log1p(past / A), Math.log1p(past / B)];
          const part = (rule.weights[nth] ?? 0) * Math.exp(u - k * logA - (s + 1) * logB);
          sum += part;
          inA += part * logA;
          inB += part * logB;
          perA += part / (A + past);
          perB += part / (B + past);
        }
        odds = Math.log((s * scale * length * sum) / B) + k * Math.log1p(span / A) + s * Math.log1p(span / B);
        gone = logistic(odds);
        inA = inA / sum + Math.log1p(last / alpha);
        inB = inB / sum + Math.log1p(last / beta);
        perA /= sum;
        perB /= sum;
      }
      const place = places[row] ?? 0;
      const stays = 1 - gone;
      value +=
        weight * ((rising[place] ?? 0) - (x[row] ?? 0) * Math.log(alpha) - k * agedA - s * agedB + softplus(odds));
      byR += weight * ((risingByR[place] ?? 0) - stays * agedA - gone * inA);
      byAlpha += weight * (r / alpha - k * (stays / (alpha + age) + gone * perA));
      byS += weight * (gone / s - stays * agedB - gone * inB);
      byBeta += weight * (s / beta - (stays * s) / (beta + age) - gone * (s + 1) * perB);
    }
    gradient[0] = r * byR;
    gradient[1] = alpha * byAlpha;
    gradient[2] = s * byS;
    gradient[3] = beta * byBeta;
    return value;
  };
}
