import { expect, test } from 'vitest';
import { bgNbd } from './bg-nbd.ts';
import { expectedMeanSpend } from './gamma-gamma.ts';
import { newcomer } from './histories.ts';
import { mbgNbd } from './mbg-nbd.ts';
import { paretoNbd } from './pareto-nbd.ts';
import * as predict from './predictions.ts';

/** What papers and the reference packages print, on the CDNOW customers; time in weeks. */

const bg = { model: bgNbd, parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } };
const bgAtOptimum = {
  model: bgNbd,
  parameters: { r: 0.24259452, alpha: 4.413602, a: 0.79292202, b: 2.4259068 },
};
const mbgAtOptimum = {
  model: mbgNbd,
  parameters: { r: 0.52484316, alpha: 6.1830853, a: 0.89135939, b: 1.6140022 },
};
const pareto = {
  model: paretoNbd,
  parameters: { r: 0.55327705, alpha: 10.577683, s: 0.60623999, beta: 11.668735 },
};
const customer1516 = { x: 26, t_x: 30 + 6 / 7, T: 31 };

test('BG/NBD: what a customer with two repeat purchases buys in the next 39 weeks (Fader, Hardie and Lee 2005)', () => {
  expect(predict.expectedPurchases(bg, { x: 2, t_x: 30.43, T: 38.86 }, 39)).toBeCloseTo(1.226, 3);
});

test.each([
  [0.1429, 0.0078],
  [1, 0.0532],
  [3, 0.1506],
  [31.8571, 1.0405],
  [32, 1.0437],
  [78, 1.8576],
])('BG/NBD: what a new customer buys in %d weeks (the sheet to the paper)', (t, expected) => {
  expect(predict.expectedPurchases(bgAtOptimum, newcomer, t)).toBeCloseTo(expected, 3);
});

test('a customer who bought weekly, by all three models (BTYD walkthrough)', () => {
  expect(predict.expectedPurchases(bgAtOptimum, customer1516, 52)).toBeCloseTo(25.757, 2);
  expect(predict.probabilityAlive(bgAtOptimum, customer1516)).toBeCloseTo(0.968852, 5);
  expect(predict.expectedPurchases(pareto, customer1516, 52)).toBeCloseTo(25.456, 2);
  expect(predict.probabilityAlive(pareto, customer1516)).toBeCloseTo(0.997874, 5);
  expect(predict.expectedPurchases(mbgAtOptimum, customer1516, 52)).toBeCloseTo(23.998, 2);
  expect(predict.probabilityAlive(mbgAtOptimum, customer1516)).toBeCloseTo(0.965484, 5);
});

test.each([
  [10, 0.34746, 0.70623],
  [15, 0.042834, 0.14424],
  [20, 0.004159, 0.022507],
  [25, 0.00035837, 0.0030927],
])('the more often somebody bought who is silent now, the less is expected: %d purchases', (x, byBg, byPareto) => {
  const lapsed = { x, t_x: 20, T: 39 };
  // The walkthrough's fits end a little before the optimum: the fourth digit moves.
  expect(Math.abs(predict.expectedPurchases(bgAtOptimum, lapsed, 52) / byBg - 1)).toBeLessThan(0.001);
  expect(Math.abs(predict.expectedPurchases(pareto, lapsed, 52) / byPareto - 1)).toBeLessThan(0.001);
});

test('a new customer in a year, by all three', () => {
  expect(predict.expectedPurchases(bgAtOptimum, newcomer, 52)).toBeCloseTo(1.444012, 5);
  expect(predict.expectedPurchases(pareto, newcomer, 52)).toBeCloseTo(1.473434, 5);
  expect(predict.expectedPurchases(mbgAtOptimum, newcomer, 52)).toBeCloseTo(1.418885, 5);
});

test('somebody who bought once is never gone by BG/NBD, and is by the others', () => {
  const once = { x: 0, t_x: 0, T: 39 };
  expect(predict.probabilityAlive(bgAtOptimum, once)).toBe(1);
  expect(predict.probabilityAlive(mbgAtOptimum, once)).toBeLessThan(0.7);
  const manual = { model: paretoNbd, parameters: { r: 0.5533, alpha: 10.5802, s: 0.6061, beta: 11.6562 } };
  expect(predict.probabilityAlive(manual, once)).toBeCloseTo(0.294163, 4);
});

test('Pareto/NBD: residual transactions at a discount (BTYD manual)', () => {
  const parameters = { r: 0.5629966, alpha: 12.559037, s: 0.4081095, beta: 10.5148048 };
  const shop = { model: paretoNbd, parameters };
  const T = 77.86;
  const dert = (x: number, t_x: number) => predict.discountedResidualPurchases(shop, { x, t_x, T }, 0.0027);
  expect(dert(7, 35)).toBeCloseTo(1.864183328, 8);
  expect(dert(4, 70)).toBeCloseTo(10.65167, 4);
  expect(dert(14, 70)).toBeCloseTo(32.95753, 4);
  expect(dert(0, 0)).toBeCloseTo(0.364756, 5);
});

test('the chance of so many purchases (lifetimes, BTYD)', () => {
  expect(predict.probabilityOf(bg, newcomer, 10, 2) / 1.07868964e-7).toBeCloseTo(1, 6);
  expect(predict.probabilityOf(bg, newcomer, 0, 39)).toBeCloseTo(0.573786352, 8);
  expect(predict.probabilityOf(bg, newcomer, 11, 30)).toBeCloseTo(0.00199952145, 9);
});

test('Gamma-Gamma: what the first ten customers spend at a time (lifetimes)', () => {
  const parameters = { p: 6.24957, q: 3.744225, gamma: 15.44352 };
  expect(expectedMeanSpend(parameters, { x: 2, m: 22.35 })).toBeCloseTo(24.654, 2);
  expect(expectedMeanSpend(parameters, { x: 1, m: 11.77 })).toBeCloseTo(18.91, 2);
  expect(expectedMeanSpend(parameters, { x: 0, m: 0 })).toBeCloseTo(35.17, 2);
  expect(expectedMeanSpend({ ...parameters, q: 0.9 }, { x: 0, m: 0 })).toBeNull();
});
