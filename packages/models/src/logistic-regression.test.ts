import { expect, test } from 'vitest';
import { fitLogistic, probabilityBy } from './logistic-regression.ts';
import { logistic } from './special/logistic.ts';
import { seeded } from './testing/simulated.ts';

function drawn(weights: readonly number[], customers: number) {
  const random = seeded(3);
  const rows = Float64Array.from({ length: customers * weights.length }, () => 2 * random() - 1);
  const did = Float64Array.from({ length: customers }, (_, row) => {
    let odds = 0.3;
    weights.forEach((weight, nth) => {
      odds += weight * (rows[row * weights.length + nth] ?? 0);
    });
    return random() < logistic(odds) ? 1 : 0;
  });
  return { rows, did };
}

test('what the odds were made from is found again', () => {
  const { rows, did } = drawn([1.5, -2, 0], 20_000);
  const fit = fitLogistic(rows, did, { signs: [0, 0, 0], ridge: 0 });
  expect(fit.intercept).toBeCloseTo(0.3, 1);
  [1.5, -2, 0].forEach((weight, nth) => {
    expect(Math.abs((fit.weights[nth] ?? 0) - weight)).toBeLessThan(0.12);
  });
  let mean = 0;
  for (let row = 0; row < did.length; row++) mean += probabilityBy(fit, rows, row * 3) / did.length;
  expect(mean).toBeCloseTo(did.reduce((sum, happened) => sum + happened, 0) / did.length, 6);
});

test('a weight does not go where its sign forbids', () => {
  const { rows, did } = drawn([1.5, -2], 3_000);
  const fit = fitLogistic(rows, did, { signs: [-1, 1], ridge: 0 });
  expect([...fit.weights]).toEqual([0, 0]);
});

test('where a feature tells all, the ridge keeps it finite', () => {
  const fit = fitLogistic(Float64Array.of(-1, -1, 1, 1), [0, 0, 1, 1], { signs: [0], ridge: 0.1 });
  expect(fit.weights[0]).toSatisfy(Number.isFinite);
  expect(probabilityBy(fit, [1])).toBeGreaterThan(0.8);
});
