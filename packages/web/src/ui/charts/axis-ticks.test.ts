import { expect, test } from 'vitest';
import { axisTicks } from './axis-ticks.ts';

test('the axis goes in round steps from zero', () => {
  expect(axisTicks(0, 1_780_000)).toEqual({
    domain: [0, 2_000_000],
    ticks: [0, 500_000, 1_000_000, 1_500_000, 2_000_000],
  });
});

test('a small refund takes a small place', () => {
  const { domain, ticks } = axisTicks(-20_000, 1_780_000);
  expect(domain).toEqual([-20_000, 2_000_000]);
  expect(ticks[0]).toBe(0);
});

test('a month of refunds alone has its axis too', () => {
  expect(axisTicks(-900, 0).ticks).toEqual([-750, -500, -250, 0]);
});

test('nothing at all has an axis, and a penny too', () => {
  expect(axisTicks(0, 0)).toEqual({ domain: [0, 1], ticks: [0] });
  expect(axisTicks(0, 1).ticks).toEqual([0, 1]);
});
