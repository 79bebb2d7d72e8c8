import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fitPurchases } from '../src/fitting/fit-purchases.ts';
import { fitGammaGamma } from '../src/gamma-gamma.ts';
import { historyAt } from '../src/histories.ts';
import * as predict from '../src/predictions.ts';
import { type PurchaseDays, purchaseDaysOf } from '../src/purchase-days.ts';
import { purchasesAfter, summarizePurchases } from '../src/purchase-summary.ts';
import { tally } from '../src/tally.ts';
import type { RealCase } from './case-file.ts';
import { checkFit } from './fits.ts';
import { purchaseModel } from './purchase-models.ts';
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
    let [expected, alive] = [0, 0];
    rows.count.forEach((count, row) => {
      expected += count * predict.expectedPurchases(fitted, historyAt(rows, row), one.horizonWeeks);
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

/** Customer, date and amount: with a head and commas, or the CDNOW sample's columns (who, which of the sample, date, CDs, dollars). */
function purchaseDaysIn(path: string): PurchaseDays {
  const lines = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const cells = path.endsWith('.csv')
    ? lines.slice(1).map((line) => line.split(','))
    : lines
        .map((line) => line.trim().split(/\s+/))
        .map(([who = '', , when = '', , amount = '']) => [who, when, amount]);
  const numbers = new Map<string, number>();
  const numberOf = (who: string): number => {
    const known = numbers.get(who) ?? numbers.size;
    numbers.set(who, known);
    return known;
  };
  return purchaseDaysOf(
    {
      customer: Int32Array.from(cells, ([who = '']) => numberOf(who)),
      day: Int32Array.from(cells, ([, when = '']) => dayOf(when)),
      amount: Float64Array.from(cells, ([, , amount]) => Number(amount)),
    },
    'keep', // the literature counts the orders of these files whatever they cost
  );
}

/** 1997-09-30 or 19970930, as a number of days. */
function dayOf(text: string): number {
  const date = text.includes('-') ? text.slice(0, 10) : `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
  return Math.round(Date.parse(date) / 86_400_000);
}
