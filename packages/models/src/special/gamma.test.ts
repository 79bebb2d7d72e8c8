import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digamma, digammaRising, logGamma, logRising } from './gamma.ts';

// From tables with 20 digits (mpmath).
test.each([
  [1e-6, 13.815509980749432],
  [0.5, 0.5723649429247001],
  [1, 0],
  [3.7, 1.428072326665388],
  [12000.25, 100710.5139174245],
])('ln Γ(%d)', (x, expected) => {
  expect(Math.abs(logGamma(x) - expected)).toBeLessThan(2e-14 * Math.max(1, Math.abs(expected)));
});

test.each([
  [1e-6, -1000000.57721402],
  [0.5, -1.9635100260214235],
  [1, -0.5772156649015329],
  [30, 3.384438132685525],
])('ψ(%d)', (x, expected) => {
  expect(Math.abs(digamma(x) - expected)).toBeLessThan(2e-14 * Math.max(1, Math.abs(expected)));
});

test('a difference is exact where both sides are huge', () => {
  expect(logRising(1e12, 3) / (3 * Math.log(1e12))).toBeCloseTo(1, 13);
  expect(logRising(5e26, 2)).toBeCloseTo(2 * Math.log(5e26), 12);
  expect(digammaRising(1e12, 5)).toBeCloseTo(5e-12, 22);
});

test('a rising factorial is the product of its factors', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e4, noNaN: true }), fc.integer({ min: 0, max: 60 }), (b, n) => {
      let [log, slope] = [0, 0];
      for (let i = 0; i < n; i++) {
        log += Math.log(b + i);
        slope += 1 / (b + i);
      }
      expect(Math.abs(logRising(b, n) - log)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(log)));
      expect(Math.abs(digammaRising(b, n) - slope)).toBeLessThanOrEqual(1e-12 * Math.max(1, slope));
    }),
  );
});
