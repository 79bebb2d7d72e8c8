import { expect, test } from 'vitest';
import { bucketBounds, ltvPosition } from './ltv-position.ts';

test('a bucket has its bounds', () => {
  expect(bucketBounds('100-250')).toEqual({ from: 100, to: 250 });
  expect(bucketBounds('5000+')).toEqual({ from: 5000, to: null });
});

test('an amount lies within the column of its bucket', () => {
  expect(ltvPosition(0)).toBe(0);
  expect(ltvPosition(25)).toBe(0.5 / 8);
  expect(ltvPosition(50)).toBe(1 / 8);
  expect(ltvPosition(1750)).toBe(5.5 / 8);
});

test('a huge value stays on the chart, and a negative one at its left edge', () => {
  expect(ltvPosition(1_000_000)).toBeCloseTo((7 + 1 / 3) / 8);
  expect(ltvPosition(-20)).toBe(0);
});
