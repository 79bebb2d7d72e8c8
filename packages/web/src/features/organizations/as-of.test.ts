import { expect, test } from 'vitest';
import { chooseAsOf } from './as-of.ts';

const today = '2026-11-20';

test('a shop with recent orders opens on today', () => {
  expect(chooseAsOf({ asked: undefined, lastOrderOn: '2026-11-19', today })).toEqual({ on: undefined, because: 'now' });
  expect(chooseAsOf({ asked: undefined, lastOrderOn: '2026-10-06', today })).toEqual({ on: undefined, because: 'now' });
});

test('a shop whose records end more than 45 days ago opens on the day of its last order', () => {
  expect(chooseAsOf({ asked: undefined, lastOrderOn: '2026-10-05', today })).toEqual({
    on: '2026-10-05',
    because: 'last_order',
  });
  expect(chooseAsOf({ asked: undefined, lastOrderOn: '2011-12-09', today })).toEqual({
    on: '2011-12-09',
    because: 'last_order',
  });
});

test('today can be chosen nevertheless', () => {
  expect(chooseAsOf({ asked: 'today', lastOrderOn: '2011-12-09', today })).toEqual({ on: undefined, because: 'now' });
  expect(chooseAsOf({ asked: today, lastOrderOn: '2011-12-09', today })).toEqual({ on: undefined, because: 'now' });
});

test('a chosen day wins', () => {
  expect(chooseAsOf({ asked: '2026-03-01', lastOrderOn: '2011-12-09', today })).toEqual({
    on: '2026-03-01',
    because: 'chosen',
  });
});

test('a shop without orders, and one with a booking ahead, open on today', () => {
  expect(chooseAsOf({ asked: undefined, lastOrderOn: null, today })).toEqual({ on: undefined, because: 'now' });
  expect(chooseAsOf({ asked: undefined, lastOrderOn: '2026-12-24', today })).toEqual({ on: undefined, because: 'now' });
});
