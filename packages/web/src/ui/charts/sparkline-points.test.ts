import { expect, test } from 'vitest';
import { sparklinePoints } from './sparkline-points.ts';

const box = { width: 100, height: 32 };

test('a rising course rises', () => {
  expect(sparklinePoints([10, 20, 30], box)).toEqual([
    [0, 29],
    [50, 16],
    [100, 3],
  ]);
});

test('a flat course lies in the middle, and nothing at all is no course', () => {
  expect(sparklinePoints([7, 7], box).map(([, y]) => y)).toEqual([16, 16]);
  expect(sparklinePoints([], box)).toEqual([]);
});
