import type { Fit } from '../src/fitting/fit.ts';
import { fitPurchases } from '../src/fitting/fit-purchases.ts';
import { fitGammaGamma, type GammaGammaParameters, type Spendings, spendLogLikelihood } from '../src/gamma-gamma.ts';
import { type Histories, historyAt } from '../src/histories.ts';
import { column, type DatasetCase, type Expected, type FitCase, type RowsCase } from './case-file.ts';
import { purchaseModel } from './purchase-models.ts';
import { type Compare, fitLikelihood, type Verdict } from './verdicts.ts';

/** The log-likelihood of many at given parameters: summed one by one, and as the fit sums it. */
export function checkDatasets(compare: Compare, cases: readonly DatasetCase[]): Verdict[] {
  return cases.flatMap(({ id, model: key, params, rows, logLik }) => {
    if (key === 'gammaGamma') {
      const { x, m, count } = spendingsOf(rows);
      const parameters = params as unknown as GammaGammaParameters;
      let sum = 0;
      x.forEach((bought, row) => {
        sum += (count[row] ?? 0) * (spendLogLikelihood(parameters, { x: bought, m: m[row] ?? 0 }) ?? 0);
      });
      return [compare(id, 'log-likelihood', sum, logLik, 'logLik')];
    }
    const model = purchaseModel(key);
    const histories = historiesFrom(rows);
    const logParameters = model.parameters.map((name) => Math.log(params[name] ?? 0));
    let sum = 0;
    histories.count.forEach((count, row) => {
      sum += count * model.logLikelihood(params, historyAt(histories, row));
    });
    const together = model.likelihoodOf(histories)(logParameters, new Float64Array(logParameters.length));
    return [
      compare(id, 'log-likelihood, one by one', sum, logLik, 'logLik'),
      compare(id, 'log-likelihood, together', together, logLik, 'logLik'),
    ];
  });
}

export function checkFits(compare: Compare, cases: readonly FitCase[]): Verdict[] {
  return cases.flatMap(({ id, model: key, rows, expect }) => {
    const fit =
      key === 'gammaGamma' ? fitGammaGamma(spendingsOf(rows)) : fitPurchases(purchaseModel(key), historiesFrom(rows));
    return checkFit(compare, id, fit, expect);
  });
}

/** Where the likelihood is nearly flat, parameters and standard errors say nothing: then only its height is compared. */
export function checkFit(compare: Compare, id: string, fit: Fit, expect: Expected): Verdict[] {
  const height = fitLikelihood(compare, id, fit.logLikelihood, expect.logLik);
  if (expect.weaklyIdentified) return [height];
  return [
    height,
    ...Object.entries(expect.params).map(([name, value]) =>
      compare(id, name, fit.parameters?.[name] ?? null, value, 'fitParams'),
    ),
    ...Object.entries(expect.standardErrors ?? {}).map(([name, value]) =>
      compare(id, `standard error of ${name}`, fit.standardErrors?.[name] ?? null, value, 'standardErrors'),
    ),
  ];
}

export function historiesFrom(rows: RowsCase['rows']): Histories {
  return { x: column(rows, 0), t_x: column(rows, 1), T: column(rows, 2), count: column(rows, 3) };
}

export function spendingsOf(rows: RowsCase['rows']): Spendings {
  return { x: column(rows, 0), m: column(rows, 1), count: column(rows, 2) };
}
