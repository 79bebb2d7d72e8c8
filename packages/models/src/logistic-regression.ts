import { logistic } from './special/logistic.ts';

/** ln of the odds as a weighted sum of features. */
export interface LogisticFit {
  intercept: number;
  weights: Float64Array;
}

export interface LogisticOptions {
  /** Which way each feature may go: 1 up only, −1 down only, 0 either. */
  signs: readonly (-1 | 0 | 1)[];
  /** Pulls the weights towards 0, in observations: features should be of spread about 1. */
  ridge: number;
}

const most_rounds = 100;

/**
 * Logistic regression with signs that are given beforehand: Newton's quadratic at each round, minimised one weight after the other
 * within its bounds (Friedman, Hastie and Tibshirani 2010).
 * @param rows features of each observation, one after the other
 * @param did 1 or 0 of each
 */
export function fitLogistic(
  rows: Float64Array,
  did: ArrayLike<number>,
  { signs, ridge }: LogisticOptions,
): LogisticFit {
  const size = signs.length;
  const fit: LogisticFit = { intercept: 0, weights: new Float64Array(size) };
  for (let round = 0; round < most_rounds; round++) {
    const { gradient, curvature } = quadratic(rows, did, fit, size);
    for (let nth = 0; nth < size; nth++) {
      gradient[nth + 1] = (gradient[nth + 1] ?? 0) - ridge * (fit.weights[nth] ?? 0);
      const place = (nth + 1) * (size + 2);
      curvature[place] = (curvature[place] ?? 0) + ridge;
    }
    const step = bounded(gradient, curvature, [0, ...fit.weights], [0, ...signs]);
    fit.intercept += step[0] ?? 0;
    for (let nth = 0; nth < size; nth++) fit.weights[nth] = (fit.weights[nth] ?? 0) + (step[nth + 1] ?? 0);
    if (step.every((change) => Math.abs(change) < 1e-9)) break;
  }
  return fit;
}

export function probabilityBy({ intercept, weights }: LogisticFit, features: ArrayLike<number>, from = 0): number {
  return logistic(logOddsBy({ intercept, weights }, features, from));
}

function logOddsBy({ intercept, weights }: LogisticFit, features: ArrayLike<number>, from: number): number {
  let sum = intercept;
  for (let nth = 0; nth < weights.length; nth++) sum += (weights[nth] ?? 0) * (features[from + nth] ?? 0);
  return sum;
}

/** First and second derivatives of the log-likelihood, the intercept first. */
function quadratic(rows: Float64Array, did: ArrayLike<number>, fit: LogisticFit, size: number) {
  const width = size + 1;
  const gradient = new Float64Array(width);
  const curvature = new Float64Array(width * width);
  const features = new Float64Array(width);
  features[0] = 1;
  for (let row = 0; row < did.length; row++) {
    for (let nth = 0; nth < size; nth++) features[nth + 1] = rows[row * size + nth] ?? 0;
    const p = probabilityBy(fit, rows, row * size);
    const miss = (did[row] ?? 0) - p;
    const spread = Math.max(p * (1 - p), 1e-6);
    for (let one = 0; one < width; one++) {
      const value = features[one] ?? 0;
      gradient[one] = (gradient[one] ?? 0) + miss * value;
      for (let other = 0; other <= one; other++) {
        const place = one * width + other;
        curvature[place] = (curvature[place] ?? 0) + spread * value * (features[other] ?? 0);
      }
    }
  }
  for (let one = 0; one < width; one++) {
    for (let other = 0; other < one; other++) curvature[other * width + one] = curvature[one * width + other] ?? 0;
  }
  return { gradient, curvature };
}

/** The step that maximises g·s − s·C·s ÷ 2 while no weight crosses 0 the wrong way. */
function bounded(
  gradient: Float64Array,
  curvature: Float64Array,
  weights: readonly number[],
  signs: readonly number[],
): Float64Array {
  const width = gradient.length;
  const step = new Float64Array(width);
  for (let sweep = 0; sweep < 1_000; sweep++) {
    let moved = 0;
    for (let one = 0; one < width; one++) {
      let slope = gradient[one] ?? 0;
      for (let other = 0; other < width; other++) slope -= (curvature[one * width + other] ?? 0) * (step[other] ?? 0);
      const bend = curvature[one * width + one] ?? 0;
      if (!(bend > 0)) continue;
      const weight = weights[one] ?? 0;
      let next = weight + (step[one] ?? 0) + slope / bend;
      if ((signs[one] ?? 0) > 0) next = Math.max(next, 0);
      if ((signs[one] ?? 0) < 0) next = Math.min(next, 0);
      moved = Math.max(moved, Math.abs(next - weight - (step[one] ?? 0)));
      step[one] = next - weight;
    }
    if (moved < 1e-10) break;
  }
  return step;
}
