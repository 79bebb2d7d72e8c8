import { expect, test } from 'vitest';
import { bgNbd } from '../bg-nbd.ts';
import { emptyHistories, type Histories, historiesOf } from '../histories.ts';
import { mbgNbd } from '../mbg-nbd.ts';
import { paretoNbd } from '../pareto-nbd.ts';
import type { PurchaseModel } from '../purchase-model.ts';
import { tally } from '../tally.ts';
import { simulated } from '../testing/simulated.ts';
import { fitPurchases } from './fit-purchases.ts';

const beta = { model: bgNbd, truth: { r: 0.8, alpha: 12, a: 0.9, b: 2.5 } };
const modified = { model: mbgNbd, truth: { r: 0.9, alpha: 10, a: 0.8, b: 2.2 } };
const pareto = { model: paretoNbd, truth: { r: 0.7, alpha: 10, s: 0.7, beta: 15 } };
const cases = [beta, modified, pareto] as unknown as readonly { model: PurchaseModel; truth: Record<string, number> }[];

test.each(cases)('what a shop was made from is found again: $model.name', ({ model, truth }) => {
  const fit = fitPurchases(model, tally(simulated(model.name, truth, 30_000)));
  expect(fit.status).toBe('ok');
  for (const [name, value] of Object.entries(truth)) {
    const error = fit.standardErrors?.[name] ?? 0;
    expect(Math.abs((fit.parameters?.[name] ?? 0) - value) / error, name).toBeLessThan(4);
  }
});

test.each(cases)('no parameters beside the fit are likelier: $model.name', ({ model, truth }) => {
  const histories = tally(simulated(model.name, truth, 2_000));
  const fit = fitPurchases(model, histories);
  const likelihood = model.likelihoodOf(histories);
  const best = model.parameters.map((name) => Math.log(fit.parameters?.[name] ?? 0));
  const gradient = new Float64Array(best.length);
  const height = likelihood(best, gradient);
  expect(height).toBeCloseTo(fit.logLikelihood ?? 0, 6);
  for (const [nth] of best.entries()) {
    for (const step of [-0.5, -0.01, 0.01, 0.5]) {
      const beside = best.with(nth, (best[nth] ?? 0) + step);
      expect(likelihood(beside, gradient)).toBeLessThan(height);
    }
  }
});

test.each(cases)('the slope is the one that differences show: $model.name', ({ model, truth }) => {
  const likelihood = model.likelihoodOf(tally(simulated(model.name, truth, 500)));
  const at = model.parameters.map((name, nth) => Math.log(truth[name] ?? 0) + 0.1 * (nth - 1));
  const [gradient, other] = [new Float64Array(at.length), new Float64Array(at.length)];
  likelihood(at, gradient);
  for (const [nth] of at.entries()) {
    const height = (step: number) => likelihood(at.with(nth, (at[nth] ?? 0) + step), other);
    const slope = (height(1e-5) - height(-1e-5)) / 2e-5;
    expect(Math.abs((gradient[nth] ?? 0) - slope)).toBeLessThan(1e-5 * Math.max(1, Math.abs(slope)));
  }
});

test.each(cases)('the unit of time moves the times and nothing else: $model.name', ({ model, truth }) => {
  const days = tally(simulated(model.name, truth, 3_000));
  const weeks = { ...days, t_x: days.t_x.map((time) => time / 7), T: days.T.map((time) => time / 7) };
  const [byDay, byWeek] = [fitPurchases(model, days), fitPurchases(model, weeks)];
  for (const name of model.parameters) {
    const factor = model.times.includes(name) ? 7 : 1;
    expect((byDay.parameters?.[name] ?? 0) / factor / (byWeek.parameters?.[name] ?? 1)).toBeCloseTo(1, 5);
  }
});

test('customers who are alike may stand in one row', () => {
  const each = simulated('BG/NBD', beta.truth, 3_000);
  const [apart, together] = [fitPurchases(bgNbd, each), fitPurchases(bgNbd, tally(each))];
  expect(together.logLikelihood).toBeCloseTo(apart.logLikelihood ?? 0, 6);
  expect(together.customers).toBe(3_000);
});

test('a million rows go most of the way with a part of them, and arrive at the same', () => {
  const each = simulated('MBG/NBD', modified.truth, 40_000);
  const whole = fitPurchases(mbgNbd, each);
  expect(whole.slope).toBeLessThan(1e-8);
  expect(whole.logLikelihood).toBeCloseTo(fitPurchases(mbgNbd, tally(each)).logLikelihood ?? 0, 4);
});

test.each([
  ['nobody', [], ['too_few_customers']],
  ['one who bought once', [[0, 0, 10, 1]], ['no_repeat_purchase']],
  ['everybody bought once', [[0, 0, 30, 5_000]], ['no_repeat_purchase']],
  [
    'three',
    [
      [0, 0, 30, 1],
      [1, 4, 30, 1],
      [2, 10, 30, 1],
    ],
    ['too_few_customers', 'too_few_repeaters'],
  ],
] as [string, [number, number, number, number][], string[]][])('too little to tell from: %s', (_, rows, reasons) => {
  for (const { model } of cases) {
    const fit = fitPurchases(model, historiesOf(rows));
    expect(fit.status).toBe('insufficient');
    expect(fit.reasons).toEqual(expect.arrayContaining(reasons));
  }
});

test('who are all alike are told apart by no model, and that is said', () => {
  for (const { model } of cases) {
    const fit = fitPurchases(model, historiesOf([[4, 20, 26, 200]]));
    expect(fit.status).toBe('weak');
    expect(Object.values(fit.parameters ?? {}).every(Number.isFinite)).toBe(true);
  }
});

test.each([
  ['t_x is 12', [2, 12, 10, 1]],
  ['t_x is 3 without a repeat purchase', [0, 3, 10, 1]],
  ['x is -1', [-1, 0, 10, 1]],
  ['x is 1.5', [1.5, 2, 10, 1]],
  ['T is NaN', [1, 2, Number.NaN, 1]],
  ['T is -5', [0, 0, -5, 1]],
  ['count is 0', [0, 0, 5, 0]],
])('refused by name: %s', (message, [x = 0, t_x = 0, T = 0, count = 0]) => {
  const one = emptyHistories(2);
  for (const [name, value] of Object.entries({ x, t_x, T, count })) one[name as keyof Histories][1] = value;
  expect(() => fitPurchases(bgNbd, one)).toThrow(`Row 1: ${message}`);
});
