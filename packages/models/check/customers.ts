import { newcomer } from '../src/histories.ts';
import * as predict from '../src/predictions.ts';
import type { CustomerCase, PopulationCase } from './case-file.ts';
import { purchaseModel } from './purchase-models.ts';
import type { Compare, Verdict } from './verdicts.ts';

/** Single customers of known parameters. */
export function checkCustomers(compare: Compare, key: string, cases: readonly CustomerCase[]): Verdict[] {
  const model = purchaseModel(key);
  return cases.flatMap(({ id, params, customer, expect }) => {
    const fitted = { model, parameters: params };
    const { dert, discountedPurchases: discounted } = expect;
    return [
      compare(id, 'log-likelihood', model.logLikelihood(params, customer), expect.logLik, 'logLik'),
      compare(id, 'P(alive)', predict.probabilityAlive(fitted, customer), expect.pAlive),
      ...expect.expectedPurchases.map(({ t, value }) =>
        compare(id, `E[purchases in ${t}]`, predict.expectedPurchases(fitted, customer, t), value),
      ),
      ...expect.pNoPurchase.map(({ t, value }) =>
        compare(id, `P(none in ${t})`, predict.probabilityOfNone(fitted, customer, t), value),
      ),
      ...(expect.nextPurchaseQuantileGivenAlive ?? []).map(({ q, value }) =>
        compare(id, `time to the next, ${q}`, predict.timeToNextPurchase(fitted, customer, q), value),
      ),
      ...(dert
        ? [
            compare(
              id,
              `DERT at ${dert.delta}`,
              predict.discountedResidualPurchases(fitted, customer, dert.delta),
              dert.value,
            ),
          ]
        : []),
      ...(discounted
        ? [
            compare(
              id,
              'discounted purchases',
              predict.discountedPurchases(fitted, customer, discounted),
              discounted.value,
            ),
          ]
        : []),
    ];
  });
}

/** Somebody new. */
export function checkPopulations(compare: Compare, key: string, cases: readonly PopulationCase[]): Verdict[] {
  const model = purchaseModel(key);
  return cases.flatMap(({ id, params, expectedTransactions, pmf }) => {
    const fitted = { model, parameters: params };
    return [
      ...expectedTransactions.map(({ t, value }) =>
        compare(id, `E[X(${t})]`, predict.expectedPurchases(fitted, newcomer, t), value),
      ),
      ...pmf.map(({ t, n, value }) =>
        compare(id, `P(X(${t}) = ${n})`, predict.probabilityOf(fitted, newcomer, n, t), value, 'pmf'),
      ),
    ];
  });
}
