import type { Fit } from '../fitting/fit.ts';
import { expectedPurchasesOfAll } from '../predictions.ts';
import type { PurchaseModel } from '../purchase-model.ts';
import type { Tally } from '../tally.ts';

/** A number that is not certain, and between which it lies in 19 of 20 cases as far as can be told. */
export interface Interval {
  value: number;
  low: number;
  high: number;
}

/** ln of the total is as uncertain as the parameters' logarithms, by the slopes with which it follows them (the delta method). */
export function uncertaintyOfTotal(model: PurchaseModel, fit: Fit, rows: Tally, t: number): number {
  const { parameters, covariance } = fit;
  if (!parameters || !covariance) return 0;
  const step = 0.01;
  const slopes = model.parameters.map((name) => {
    const moved = (by: number) => ({ ...parameters, [name]: (parameters[name] ?? 0) * Math.exp(by) });
    return (Math.log(total(model, moved(step), rows, t)) - Math.log(total(model, moved(-step), rows, t))) / (2 * step);
  });
  let variance = 0;
  slopes.forEach((one, row) => {
    slopes.forEach((other, column) => {
      variance += one * other * (covariance[row * slopes.length + column] ?? 0);
    });
  });
  return Math.sqrt(Math.max(variance, 0));
}

/**
 * The interval of a count that is expected: `dispersion` times as variable as if each came by chance alone, and off in all by a
 * factor whose logarithm is uncertain by `relative`.
 */
export function intervalOf(
  value: number,
  { dispersion, relative }: { dispersion: number; relative: number },
): Interval {
  const spread = Math.sqrt(dispersion / Math.max(value, 1) + relative * relative);
  return { value, low: value * Math.exp(-1.96 * spread), high: value * Math.exp(1.96 * spread) };
}

/** So many rows stand for all of them: what is asked is a total. */
const most_rows = 4_000;

function total(model: PurchaseModel, parameters: Record<string, number>, rows: Tally, t: number): number {
  return expectedPurchasesOfAll({ model, parameters }, rows, t, Math.ceil(rows.x.length / most_rows));
}
