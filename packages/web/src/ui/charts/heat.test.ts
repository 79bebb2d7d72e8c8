import { expect, test } from 'vitest';
import { heat, heatBetween } from './heat.ts';

test('a single customer is still seen beside a thousand', () => {
  expect(heat(1, 1000)).toBe(1);
  expect(heat(1000, 1000)).toBe(5);
  expect(heat(0, 1000)).toBe(0);
  expect(heat(0, 0)).toBe(0);
});

test('amounts that lie close together are told apart', () => {
  expect([0.1, 0.13, 0.15, 0.2].map((share) => heatBetween(share, 0.1, 0.2))).toEqual([1, 2, 3, 5]);
  expect(heatBetween(0, 0.1, 0.2)).toBe(0);
  expect(heatBetween(0.1, 0.1, 0.1)).toBe(3);
});
