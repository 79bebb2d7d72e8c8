import { type Fit, fitFrom, noFit } from './fitting/fit.ts';
import { maximize } from './fitting/maximum-likelihood.ts';
import { InvalidInput } from './invalid-input.ts';
import type { Likelihood, Parameters } from './purchase-model.ts';
import { digamma, digammaRising, logGamma, logRising } from './special/gamma.ts';

export type GammaGammaParameters = Parameters<(typeof names)[number]>;

const names = ['p', 'q', 'gamma'] as const;

/** What customers spend: equal ones in one row, columns of equal length. */
export interface Spendings {
  /** How many transactions the mean is of. */
  x: Float64Array;
  /** Their mean value. */
  m: Float64Array;
  /** How many customers there are of each. */
  count: Float64Array;
}

export interface SpendFit extends Fit<(typeof names)[number]> {
  /** Customers left out: without a repeat purchase, or whose mean is not above 0. */
  leftOut: number;
  /** Correlation of x and m over those taken in: the model says there is none. */
  correlation: number | null;
  /** The mean spend of those taken in, each customer once. */
  meanSpend: number | null;
}

/**
 * Gamma-Gamma: what a customer spends at a time varies around a mean of their own, and these means vary over customers. Fader,
 * Hardie and Lee (2005), RFM and CLV, Journal of Marketing Research 42(4); Fader and Hardie (2013), note 025.
 * @throws InvalidInput naming a row that no customer can have
 */
export function fitGammaGamma(spendings: Spendings): SpendFit {
  demandSpendings(spendings);
  const { taken, customers, leftOut } = usable(spendings);
  const meanSpend = customers > 0 ? sumOver(taken, (_, m) => m) / customers : null;
  const about = { leftOut, meanSpend, correlation: correlationOf(taken, customers) };
  if (meanSpend === null) return { ...noFit<(typeof names)[number]>(0, ['no_amounts']), ...about };
  const scaled = { ...taken, m: taken.m.map((value) => value / meanSpend) };
  const answer = maximize({
    likelihood: likelihoodOf(scaled),
    customers,
    start: Float64Array.from([4, 4, 3], Math.log),
  });
  const fit = fitFrom(
    names,
    answer,
    { customers, repeaters: customers },
    {
      units: [1, 1, meanSpend],
      logUnit: customers * Math.log(meanSpend),
    },
  );
  return { ...fit, ...about };
}

/** ln of the density of a customer's mean value m over x transactions; null where there is none to speak of. */
export function spendLogLikelihood(
  { p, q, gamma }: GammaGammaParameters,
  { x, m }: { x: number; m: number },
): number | null {
  if (!(x > 0) || !(m > 0)) return null;
  const px = p * x;
  return (
    logRising(px, q) -
    logGamma(q) +
    q * Math.log(gamma / m) -
    Math.log(m) +
    px * Math.log(x) +
    (px + q) * Math.log(m) -
    (px + q) * Math.log(gamma + m * x)
  );
}

/**
 * E[mean spend at a time | x transactions of mean m]: their own mean, drawn towards that of all customers the less they have
 * bought. Null where p·x + q ≤ 1: then it does not exist.
 */
export function expectedMeanSpend(
  { p, q, gamma }: GammaGammaParameters,
  { x, m }: { x: number; m: number },
): number | null {
  const below = p * x + q - 1;
  return below > 0 ? (p * (gamma + x * m)) / below : null;
}

function likelihoodOf({ x, m, count }: Spendings): Likelihood {
  return (logParameters, gradient) => {
    const [p, q, gamma] = [0, 1, 2].map((nth) => Math.exp(logParameters[nth] ?? 0)) as [number, number, number];
    const [logGammaQ, digammaQ, logScale] = [logGamma(q), digamma(q), Math.log(gamma)];
    let [value, byP, byQ, byGamma] = [0, 0, 0, 0];
    for (let row = 0; row < x.length; row++) {
      const [bought, mean, weight] = [x[row] ?? 0, m[row] ?? 0, count[row] ?? 0];
      const px = p * bought;
      const total = gamma + mean * bought;
      const logTotal = Math.log(total);
      const logPart = Math.log(mean * bought) - logTotal;
      const rising = digammaRising(px, q);
      value += weight * (logRising(px, q) - logGammaQ - Math.log(mean) + px * logPart + q * (logScale - logTotal));
      byP += weight * bought * (rising + logPart);
      byQ += weight * (rising + digamma(px) - digammaQ + logScale - logTotal);
      byGamma += weight * (q / gamma - (px + q) / total);
    }
    gradient[0] = p * byP;
    gradient[1] = q * byQ;
    gradient[2] = gamma * byGamma;
    return value;
  };
}

function demandSpendings({ x, m, count }: Spendings): void {
  for (let row = 0; row < x.length; row++) {
    const [bought, mean, weight] = [x[row] ?? Number.NaN, m[row] ?? Number.NaN, count[row] ?? Number.NaN];
    if (!(bought >= 0) || !Number.isInteger(bought))
      throw new InvalidInput(`Row ${row}: x is ${bought}, and counts transactions`);
    if (!Number.isFinite(mean)) throw new InvalidInput(`Row ${row}: m is ${mean}, and is an amount`);
    if (!(weight > 0) || weight === Infinity) throw new InvalidInput(`Row ${row}: count is ${weight}`);
  }
}

function usable({ x, m, count }: Spendings): { taken: Spendings; customers: number; leftOut: number } {
  const rows = [...x.keys()].filter((row) => (x[row] ?? 0) > 0 && (m[row] ?? 0) > 0);
  const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] ?? 0);
  const taken = { x: pick(x), m: pick(m), count: pick(count) };
  const customers = taken.count.reduce((sum, n) => sum + n, 0);
  return { taken, customers, leftOut: count.reduce((sum, n) => sum + n, 0) - customers };
}

function sumOver({ x, m, count }: Spendings, value: (x: number, m: number) => number): number {
  let sum = 0;
  for (let row = 0; row < x.length; row++) sum += (count[row] ?? 0) * value(x[row] ?? 0, m[row] ?? 0);
  return sum;
}

function correlationOf(spendings: Spendings, customers: number): number | null {
  if (customers < 2) return null;
  const [meanX, meanM] = [sumOver(spendings, (x) => x) / customers, sumOver(spendings, (_, m) => m) / customers];
  const spread = sumOver(spendings, (x) => (x - meanX) ** 2) * sumOver(spendings, (_, m) => (m - meanM) ** 2);
  return spread > 0 ? sumOver(spendings, (x, m) => (x - meanX) * (m - meanM)) / Math.sqrt(spread) : null;
}
