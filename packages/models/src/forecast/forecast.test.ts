import { expect, test } from 'vitest';
import { fitGammaGamma } from '../gamma-gamma.ts';
import { InvalidInput } from '../invalid-input.ts';
import { purchaseDaysOf } from '../purchase-days.ts';
import { simulatedPurchases } from '../testing/simulated.ts';
import { predictCustomers } from './customers.ts';
import { forecast, lookBack } from './forecast.ts';
import { chooseMethod, prophesy } from './method.ts';

const regulars = { r: 0.9, alpha: 40, a: 0.6, b: 2 };
const shop = simulatedPurchases('MBG/NBD', regulars, { customers: 3_000, span: 720 });

test('a shop with a past is told its future, and how the same way told the last 90 days', () => {
  const told = forecast(shop, { until: -1, horizonDays: 90 });
  if (told.status === 'insufficient') throw new Error(JSON.stringify(told.reasons));
  const { report, total } = told;
  expect(told.status).toBe('ok');
  expect(report.until).toBe(-91);
  expect(report.risk.areaUnderCurve).toBeGreaterThan(0.75);
  for (const { areaUnderCurve } of report.naive) expect(areaUnderCurve).toBeLessThan(report.risk.areaUnderCurve ?? 0);
  expect(report.purchases.actual).toBeGreaterThan(report.purchases.predicted.low);
  expect(report.purchases.actual).toBeLessThan(report.purchases.predicted.high);
  for (const { customers, predicted, actual } of report.risk.deciles) {
    // Four standard errors of a share of so many.
    expect(Math.abs(predicted - actual)).toBeLessThan(4 * Math.sqrt((actual * (1 - actual) + 0.01) / customers));
  }
  expect(report.weeks).toHaveLength(13);
  expect(report.weeks.at(-1)).toMatchObject({ day: -1, actual: report.purchases.actual });
  expect(total.low).toBeLessThan(total.value);
});

test('what comes later changes nothing of what is told', () => {
  const unaware = purchaseDaysOf(rowsUntil(-200));
  const [knowing, unknowing] = [shop, unaware].map((days) => chooseMethod(days, -200, 90));
  expect(knowing).toEqual(unknowing);
});

function rowsUntil(until: number, customers = Number.POSITIVE_INFINITY) {
  const rows = Array.from(shop.from.subarray(0, -1)).flatMap((begin, who) =>
    Array.from(
      shop.day.subarray(begin, shop.from[who + 1]),
      (day, nth) => [who, day, shop.amount[begin + nth] ?? 0] as const,
    ),
  );
  const kept = rows.filter(([who, day]) => day <= until && who < customers);
  return {
    customer: Int32Array.from(kept, ([who]) => who),
    day: Int32Array.from(kept, ([, day]) => day),
    amount: Float64Array.from(kept, ([, , amount]) => amount),
  };
}

test('for the same purchases the risk never falls with the days of silence', () => {
  const method = chooseMethod(shop, -100, 90);
  if (!method) throw new Error('no method');
  const days = purchaseDaysOf(rowsUntil(-100));
  // As the shop was on the first day: one where nobody buys any more is another shop.
  const known = prophesy(days, method, { until: -100, horizonDays: 90 });
  if (!known) throw new Error('no fit');
  const at = [-100, -90, -60, -30, -1].map((until) => prophesy(days, method, { until, horizonDays: 90, known })?.risk);
  for (let nth = 1; nth < at.length; nth++) {
    at[nth]?.forEach((risk, row) => {
      expect(risk).toBeGreaterThanOrEqual((at[nth - 1]?.[row] ?? 0) - 1e-9);
    });
  }
});

test('a part of the customers is told as among all of them', () => {
  const method = chooseMethod(shop, -1, 90);
  const all = method && prophesy(shop, method, { until: -1, horizonDays: 90 });
  if (!all) throw new Error('no method');
  const some = purchaseDaysOf(rowsUntil(-1, 40));
  const told = prophesy(some, method, { until: -1, horizonDays: 90, known: all });
  expect(told?.risk).toEqual(all.risk.slice(0, 40));
  expect(told?.expectedPurchases).toEqual(all.expectedPurchases.slice(0, 40));
});

test('each customer is told orders, spending and a date, where one can be told', () => {
  const method = chooseMethod(shop, -1, 90);
  const known = method && prophesy(shop, method, { until: -1, horizonDays: 90 });
  if (!known) throw new Error('no method');
  const spend = fitGammaGamma(known.summary);
  const told = predictCustomers(shop, { method, known, spend, until: -1, horizonDays: 90 });
  if (!told) throw new Error('nothing told');
  expect(told.customer).toHaveLength(3_000);
  const { summary } = known;
  told.customer.forEach((_, row) => {
    expect(told.purchases30[row]).toBeLessThanOrEqual(told.purchases90[row] ?? 0);
    expect(told.purchases90[row]).toBeLessThanOrEqual(told.purchases365[row] ?? 0);
    expect(told.meanSpend[row]).toBeGreaterThan(0);
    if (summary.x[row] === 0) expect(told.nextMiddle[row]).toBeNaN();
    if (Number.isNaN(told.nextMiddle[row])) return;
    expect(told.nextEarly[row]).toBeLessThan(told.nextMiddle[row] ?? 0);
    expect(told.nextMiddle[row]).toBeLessThan(told.nextLate[row] ?? 0);
  });
  expect(told.nextMiddle.some((days) => days > 0)).toBe(true);
  // Everybody's usual spend lies between 20 and 80.
  const mean = told.meanSpend.reduce((sum, amount) => sum + amount, 0) / 3_000;
  expect(mean).toBeGreaterThan(45);
  expect(mean).toBeLessThan(55);
});

test('too little is said to be too little, and what is missing', () => {
  const few = simulatedPurchases('MBG/NBD', regulars, { customers: 60, span: 720 });
  const told = forecast(few, { until: -1, horizonDays: 90 });
  expect(told.status).toBe('insufficient');
  expect(told.reasons).toContainEqual({ code: 'too_few_customers', found: 60, needed: 100 });
  const young = simulatedPurchases('MBG/NBD', regulars, { customers: 3_000, span: 100 });
  expect(forecast(young, { until: -1, horizonDays: 90 }).reasons).toContainEqual(
    expect.objectContaining({ code: 'too_short', needed: 180 }),
  );
  const nobody = purchaseDaysOf({ customer: new Int32Array(), day: new Int32Array(), amount: new Float64Array() });
  expect(forecast(nobody, { until: 0, horizonDays: 90 }).status).toBe('insufficient');
});

test('a shop where nobody comes back is told nothing', () => {
  const once = purchaseDaysOf({
    customer: Int32Array.from({ length: 2_000 }, (_, who) => who),
    day: Int32Array.from({ length: 2_000 }, (_, who) => -(who % 700)),
    amount: new Float64Array(2_000).fill(20),
  });
  expect(forecast(once, { until: 0, horizonDays: 90 })).toMatchObject({ status: 'insufficient' });
  expect(lookBack(once, -90, 90)).toBeNull();
});

test('a horizon that is none is refused', () => {
  expect(() => forecast(shop, { until: -1, horizonDays: 0 })).toThrow(InvalidInput);
  expect(() => forecast(shop, { until: -1.5, horizonDays: 90 })).toThrow('until is -1.5');
});

test('a shop where nobody buys any more is told so in finite figures', () => {
  const told = forecast(shop, { until: 3_000, horizonDays: 90 });
  const finite = JSON.stringify(told, (_, value) =>
    typeof value === 'number' && !Number.isFinite(value) ? 'NOT FINITE' : value,
  );
  expect(finite).not.toContain('NOT FINITE');
  const method = chooseMethod(shop, 3_000, 90);
  const known = method && prophesy(shop, method, { until: 3_000, horizonDays: 90 });
  if (!method || !known) return;
  const { purchases30, purchases90, purchases365 } =
    predictCustomers(shop, { method, known, spend: null, until: 3_000, horizonDays: 90 }) ?? {};
  for (const column of [purchases30, purchases90, purchases365])
    expect(column?.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
});

test('a busy season is not a busy year: beyond the days in which a model was seen to be off it is taken as it is', () => {
  const method = chooseMethod(shop, -1, 90);
  if (!method) throw new Error('no method');
  const told = (scale: number, horizonDays: number) => {
    const { expectedPurchases } =
      prophesy(shop, { ...method, correction: null, scale }, { until: -1, horizonDays }) ?? {};
    return expectedPurchases?.reduce((sum, purchases) => sum + purchases, 0) ?? 0;
  };
  expect(told(2, 90) / told(1, 90)).toBeCloseTo(2, 1);
  expect(told(2, 365) - told(1, 365)).toBeCloseTo(told(2, 90) - told(1, 90), -1);
});
