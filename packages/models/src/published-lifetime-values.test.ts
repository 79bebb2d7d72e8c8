import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { onlineRetailSales } from '../check/shops.ts';
import { dayOf, daysOf } from '../check/transactions.ts';
import { bgNbd } from './bg-nbd.ts';
import { fitPurchases } from './fitting/fit-purchases.ts';
import { expectedMeanSpend, fitGammaGamma, type GammaGammaParameters } from './gamma-gamma.ts';
import { historyAt } from './histories.ts';
import { discountedPurchases, expectedPurchases, type Fitted } from './predictions.ts';
import { type PurchaseSummary, summarizePurchases } from './purchase-summary.ts';
import { tally } from './tally.ts';

/** What was published of the customers of Online Retail: BG/NBD and Gamma-Gamma fitted, and what its best are worth in 12 months. */
const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(process.env.REGULARS_DATA ?? join(root, '../shared/data'), 'online_retail');

interface Published {
  customers: number;
  bgnbd: Record<string, number>;
  gamma_gamma: { p: number; q: number; v: number; returning_customers: number };
  expected_purchases_next_day_top: Record<string, number>;
  conditional_expected_average_profit: Record<string, number>;
  clv_12_months_monthly_discount_0_01_top10: Record<string, number>;
}

describe.skipIf(!existsSync(folder))('the customers of Online Retail, as published', () => {
  let published: Published;
  let summary: PurchaseSummary;
  let shop: Fitted;
  let spend: GammaGammaParameters;
  let rowOf: (customer: string) => number;

  beforeAll(() => {
    const { clv } = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
    published = {
      ...clv.published,
      clv_12_months_monthly_discount_0_01_top10: clv.published['clv_12_months_monthly_discount_0.01_top10'],
    };
    const sales = onlineRetailSales(join(folder, '..'));
    summary = summarizePurchases(daysOf(sales), { until: dayOf('2011-12-09'), unitDays: 1 });
    const numbers = new Map([...new Set(sales.map(({ who }) => who))].map((who, number) => [who, number]));
    rowOf = (customer) => summary.customer.indexOf(numbers.get(customer) ?? -1);
    const fit = fitPurchases(bgNbd, tally(summary));
    const spendFit = fitGammaGamma(summary);
    if (!fit.parameters || !spendFit.parameters) throw new Error('no fit');
    // That there is next to no dropout is what there is to say of these customers: a and b are anybody's guess.
    expect(fit.status).toBe('weak');
    shop = { model: bgNbd, parameters: fit.parameters } as unknown as Fitted;
    spend = spendFit.parameters;
  });

  const meanSpendOf = (row: number) =>
    expectedMeanSpend(spend, { x: summary.x[row] ?? 0, m: summary.m[row] ?? 0 }) ?? 0;

  test('so many, and so many who came back', () => {
    expect(summary.x.length).toBe(published.customers);
    expect(summary.x.filter((x) => x > 0).length).toBe(published.gamma_gamma.returning_customers);
  });

  test('the parameters to the digits published: r, α; p, q, γ', () => {
    expect(shop.parameters.r?.toFixed(2)).toBe(String(published.bgnbd.r));
    expect(Math.abs((shop.parameters.alpha ?? 0) / (published.bgnbd.alpha ?? 1) - 1)).toBeLessThan(0.001);
    expect(spend.p.toFixed(1)).toBe(published.gamma_gamma.p.toFixed(1));
    expect(spend.q.toFixed(2)).toBe(String(published.gamma_gamma.q));
    expect(spend.gamma).toBeCloseTo(published.gamma_gamma.v, 1);
  });

  test('what the best five are expected to buy tomorrow', () => {
    for (const [customer, expected] of Object.entries(published.expected_purchases_next_day_top)) {
      const told = expectedPurchases(shop, historyAt(summary, rowOf(customer)), 1);
      expect(Math.abs(told / expected - 1), customer).toBeLessThan(0.001);
    }
  });

  test('what customers are expected to spend at a time', () => {
    for (const [customer, expected] of Object.entries(published.conditional_expected_average_profit)) {
      expect(Math.abs(meanSpendOf(rowOf(customer)) / expected - 1), customer).toBeLessThan(0.0001);
    }
  });

  test('the ten who are worth most in 12 months, in their order, and what', () => {
    const year = { step: 30, periods: 12, rate: 0.01 };
    const values = Array.from(
      summary.x,
      (_, row) => discountedPurchases(shop, historyAt(summary, row), year) * meanSpendOf(row),
    );
    const best = [...values.keys()].sort((one, other) => (values[other] ?? 0) - (values[one] ?? 0)).slice(0, 10);
    const ten = Object.entries(published.clv_12_months_monthly_discount_0_01_top10).sort(
      ([, one], [, other]) => other - one,
    );
    expect(best).toEqual(ten.map(([customer]) => rowOf(customer)));
    for (const [customer, value] of ten)
      expect(Math.abs((values[rowOf(customer)] ?? 0) / value - 1), customer).toBeLessThan(0.001);
  });
});
