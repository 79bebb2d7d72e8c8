import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fitPurchases } from '../src/fitting/fit-purchases.ts';
import { fitGammaGamma } from '../src/gamma-gamma.ts';
import { historyAt } from '../src/histories.ts';
import * as predict from '../src/predictions.ts';
import type { PurchaseDays } from '../src/purchase-days.ts';
import { purchasesAfter, summarizePurchases } from '../src/purchase-summary.ts';
import { tally } from '../src/tally.ts';
import type { RealCase } from './case-file.ts';
import { checkFit } from './fits.ts';
import { purchaseModel } from './purchase-models.ts';
import { dayOf, purchaseDaysIn } from './transactions.ts';
import { type Compare, held, type Verdict } from './verdicts.ts';

/** Transactions of real shops: read, summarised, fitted, and what was predicted for the time afterwards. `folder`: of the case file. */
export function checkRealData(compare: Compare, folder: string, cases: readonly RealCase[]): Verdict[] {
  return cases.flatMap((one) => {
    const path = join(folder, one.dataFile);
    return existsSync(path)
      ? checkShop(compare, one, purchaseDaysIn(path))
      : [held(one.id, `${one.dataFile} is there`, false)];
  });
}

function checkShop(compare: Compare, one: RealCase, days: PurchaseDays): Verdict[] {
  const summary = summarizePurchases(days, { until: dayOf(one.calibrationEnd), unitDays: 7 });
  const after = purchasesAfter(days, summary, dayOf(one.holdoutEnd));
  const rows = tally(summary);
  const models = Object.entries(one.models).flatMap(([key, expect]) => {
    const id = `${one.id} ${key}`;
    if (key === 'gammaGamma') return checkFit(compare, id, fitGammaGamma(summary), expect);
    const model = purchaseModel(key);
    const fit = fitPurchases(model, rows);
    const { parameters } = fit;
    const verdicts = checkFit(compare, id, fit, expect);
    if (!parameters) return verdicts;
    const fitted = { model, parameters };
    const expected = predict.expectedPurchasesOfAll(fitted, rows, one.horizonWeeks);
    let alive = 0;
    rows.count.forEach((count, row) => {
      alive += count * predict.probabilityAlive(fitted, historyAt(rows, row));
    });
    return [
      ...verdicts,
      ...(expect.sumPredictedHoldout === undefined
        ? []
        : [compare(id, 'purchases predicted', expected, expect.sumPredictedHoldout, 'realDataSums')]),
      ...(expect.meanPAlive === undefined || expect.weaklyIdentified
        ? []
        : [compare(id, 'mean P(alive)', alive / one.customers, expect.meanPAlive, 'realDataSums')]),
    ];
  });
  return [
    compare(one.id, 'customers', summary.x.length, one.customers),
    compare(one.id, 'repeat purchases', total(summary.x), one.repeatTransactionsInCalibration),
    compare(one.id, 'purchases afterwards', total(after.purchases), one.actualHoldoutTransactions),
    ...models,
  ];
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
