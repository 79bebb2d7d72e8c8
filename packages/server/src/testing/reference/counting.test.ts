import { expect, test } from 'vitest';
import { order, refund, worldOf } from './builders.ts';
import { contacts, isUpcoming, moneyBack, orderCounts, rootOf } from './counting.ts';
import type { Order } from './world.ts';

const placed = '2024-05-01T10:00:00Z';
const later = '2024-05-02T10:00:00Z';
const now = '2024-05-03T10:00:00Z';
const future = '2024-05-04T10:00:00Z';

const sale = (different: Partial<Order> = {}) => order({ happened_at: placed, ...different });
const booking = (different: Partial<Order> = {}) => sale({ kind: 'booking', confirmed_at: placed, ...different });

test.each([
  ['a paid sale', sale(), true],
  ['a sale nobody paid', sale({ paid_at: null }), false],
  ['a sale paid this very instant', sale({ paid_at: now }), true],
  ['a sale paid a millisecond from now', sale({ paid_at: '2024-05-03T10:00:00.001Z' }), false],
  ['a sale for nothing', sale({ total_minor: 0 }), false],
  ['a sale of a negative total', sale({ total_minor: -1 }), false],
  ['a sale that is worth nothing without its shipping', sale({ total_minor: 499, value_minor: 0 }), true],
  ['a test', sale({ is_test: true }), false],
  ['a void', sale({ voided: true }), false],
  ['a cancelled sale', sale({ cancelled_at: later }), false],
  ['a sale to be cancelled tomorrow', sale({ cancelled_at: future }), true],
  ['a paid work order, delivered or not', sale({ kind: 'work_order' }), true],
  ['a paid booking that has not taken place', booking(), false],
  ['a paid booking, attended', booking({ completed_at: later }), true],
  ['an attended booking that nobody paid', booking({ paid_at: null, completed_at: later }), false],
  ['an attended booking paid tomorrow', booking({ paid_at: future, completed_at: later }), false],
  ['a paid booking to which nobody came', booking({ no_show_at: later }), false],
  ['a completed booking that turned out a no-show', booking({ completed_at: placed, no_show_at: later }), false],
])('%s: counts is %3$s', (_what, what, counts) => {
  expect(orderCounts(what, now)).toBe(counts);
});

test('the past is what it was: a sale counts from its payment to its cancellation', () => {
  const cancelled = sale({ paid_at: later, cancelled_at: future });
  expect(orderCounts(cancelled, '2024-05-02T09:59:59.999Z')).toBe(false);
  expect(orderCounts(cancelled, later)).toBe(true);
  expect(orderCounts(cancelled, '2024-05-04T09:59:59.999Z')).toBe(true);
  expect(orderCounts(cancelled, future)).toBe(false);
});

test.each([
  ['a confirmed booking', booking(), true],
  ['a confirmed booking whose slot is over, but nobody said how it ended', booking({ happened_at: placed }), true],
  ['a booking nobody confirmed', booking({ confirmed_at: null }), false],
  ['a booking confirmed tomorrow', booking({ confirmed_at: future }), false],
  ['a completed booking', booking({ completed_at: later }), false],
  ['a cancelled booking', booking({ cancelled_at: later }), false],
  ['a booking to which nobody came', booking({ no_show_at: later }), false],
  ['a booking for nothing', booking({ total_minor: 0 }), false],
  ['a confirmed sale', sale({ confirmed_at: placed }), false],
  ['an unpaid confirmed booking', booking({ paid_at: null }), true],
])('%s: upcoming is %3$s', (_what, what, upcoming) => {
  expect(isUpcoming(what, now)).toBe(upcoming);
});

test('a refund counts with its order, a credit note for itself', () => {
  const counted = sale({ id: 'counted', customer_id: 'ann', location_id: 'north', channel: 'pos' });
  const unpaid = sale({ id: 'unpaid', customer_id: 'ann', paid_at: null });
  const refunds = [
    refund({ id: '1', refunded_at: later, amount_minor: 1, order_id: 'counted', customer_id: 'bob', channel: 'phone' }),
    refund({ id: '2', refunded_at: later, amount_minor: 2, order_id: 'unpaid', customer_id: 'ann' }),
    refund({ id: '3', refunded_at: later, amount_minor: 4, claims_order: true, customer_id: 'ann' }),
    refund({ id: '4', refunded_at: later, amount_minor: 8, customer_id: 'bob', channel: 'phone' }),
    refund({ id: '5', refunded_at: future, amount_minor: 16, customer_id: 'bob' }),
    refund({ id: '6', refunded_at: later, amount_minor: 32, customer_id: 'bob', voided: true }),
  ];
  const world = worldOf({ orders: [counted, unpaid], refunds });
  expect(moneyBack(world, now)).toMatchObject([
    { customer_id: 'ann', location_id: 'north', channel: 'pos', kind: 'sale', amount_minor: 1 },
    { customer_id: 'bob', channel: 'phone', kind: 'credit_note', amount_minor: 8 },
  ]);
});

test('what a guest is given back is a guest’s, whoever the refund names', () => {
  const world = worldOf({
    orders: [sale({ id: 'o' })],
    refunds: [refund({ refunded_at: later, order_id: 'o', customer_id: 'ann', location_id: 'north' })],
  });
  expect(moneyBack(world, now)).toMatchObject([
    { customer_id: null, location_id: '00000000-0000-0000-0000-000000000000' },
  ]);
});

test('a merge redirects along the chain, and never in a circle', () => {
  const customers = [{ id: 'ann' }, { id: 'anne', merged_into: 'ann' }, { id: 'a.', merged_into: 'anne' }];
  const world = worldOf({ customers });
  expect(rootOf(world, 'a.')).toBe('ann');
  expect(contacts(world, now)).toEqual(['ann']);
  const circle = worldOf({
    customers: [
      { id: 'ann', merged_into: 'bob' },
      { id: 'bob', merged_into: 'ann' },
    ],
  });
  expect(() => rootOf(circle, 'ann')).toThrow('circle');
});

test('before they registered, only who did something is on file', () => {
  const customers = [
    { id: 'ann', registered_at: future },
    { id: 'bob', registered_at: future },
    { id: 'cleo', registered_at: now },
  ];
  const world = worldOf({ customers, orders: [sale({ customer_id: 'bob' })] });
  expect(contacts(world, now)).toEqual(['bob', 'cleo']);
});
