import type { Fit } from '../src/fitting/fit.ts';
import { fitPurchases } from '../src/fitting/fit-purchases.ts';
import { expectedMeanSpend, fitGammaGamma } from '../src/gamma-gamma.ts';
import { historyAt } from '../src/histories.ts';
import { InvalidInput } from '../src/invalid-input.ts';
import * as predict from '../src/predictions.ts';
import type { CaseFile, RowsCase } from './case-file.ts';
import { historiesFrom, spendingsOf } from './fits.ts';
import { type ModelKey, modelKeys, purchaseModel } from './purchase-models.ts';
import { held, type Verdict } from './verdicts.ts';

const longest_fit_ms = 10_000;
const horizons = [0, 1, 10, 100, 10_000];

/** Nasty shops: what comes of them is finite, within its bounds, soon there, and not sold as good. */
export function checkRobustness({
  cases = [],
  gammaGamma = [],
  invalidInputs = [],
}: NonNullable<CaseFile['robustness']>): Verdict[] {
  return [
    ...cases.flatMap((one) => modelKeys.flatMap((key) => checkShop(one, key))),
    ...gammaGamma.flatMap(checkSpendings),
    ...invalidInputs.flatMap(({ id, row }) =>
      modelKeys.map((key) =>
        held(
          id,
          `${key} refuses it`,
          isRefused(() => fitPurchases(purchaseModel(key), historiesFrom([row]))),
        ),
      ),
    ),
  ];
}

function checkShop(one: RowsCase, key: ModelKey): Verdict[] {
  const model = purchaseModel(key);
  const histories = historiesFrom(one.rows);
  const begun = performance.now();
  const fit = fitPurchases(model, histories);
  const took_ms = performance.now() - begun;
  const { parameters } = fit;
  const values = parameters
    ? one.rows.flatMap((_, row) => {
        const history = historyAt(histories, row);
        const fitted = { model, parameters };
        const chances = [
          predict.probabilityAlive(fitted, history),
          ...horizons.map((t) => predict.probabilityOfNone(fitted, history, t)),
        ];
        const amounts = horizons.map((t) => predict.expectedPurchases(fitted, history, t));
        return [
          ...chances.map((value) => value >= 0 && value <= 1),
          ...amounts.map((value) => value >= 0 && value < Infinity),
        ];
      })
    : [];
  return [
    held(one.id, `${key}: ends in time`, took_ms < longest_fit_ms),
    held(
      one.id,
      `${key}: ${fit.status}${one.okForbidden ? ', which must not be ok' : ''}`,
      !(one.okForbidden && fit.status === 'ok'),
    ),
    held(one.id, `${key}: every number of the fit is finite`, hasOnlyNumbers(fit)),
    held(one.id, `${key}: every prediction is within its bounds`, values.every(Boolean)),
  ];
}

function checkSpendings(one: RowsCase): Verdict[] {
  const spendings = spendingsOf(one.rows);
  const fit = fitGammaGamma(spendings);
  const { parameters } = fit;
  const means = parameters
    ? Array.from(spendings.x, (x, row) => expectedMeanSpend(parameters, { x, m: Math.max(spendings.m[row] ?? 0, 0) }))
    : [];
  return [
    held(
      one.id,
      `Gamma-Gamma: ${fit.status}${one.okForbidden ? ', which must not be ok' : ''}`,
      !(one.okForbidden && fit.status === 'ok'),
    ),
    held(one.id, 'Gamma-Gamma: every number of the fit is finite', hasOnlyNumbers(fit)),
    held(
      one.id,
      'Gamma-Gamma: every mean is finite, or there is none',
      means.every((mean) => mean === null || (mean >= 0 && mean < Infinity)),
    ),
  ];
}

function hasOnlyNumbers({ parameters, standardErrors, logLikelihood }: Fit): boolean {
  const numbers = [...Object.values(parameters ?? {}), ...Object.values(standardErrors ?? {}), logLikelihood ?? 0];
  return numbers.every(Number.isFinite);
}

function isRefused(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch (error) {
    if (error instanceof InvalidInput) return true;
    throw error;
  }
}
