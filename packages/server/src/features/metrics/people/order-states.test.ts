import { expect, test } from 'vitest';
import { orderState, orderStatuses, type StateRow } from './order-states.ts';

const day = (on: string) => new Date(`2026-06-${on}T12:00:00Z`);
const now = day('15');

/** Paid on the 1st, 10.00. */
const sale: StateRow = {
  kind: 'sale',
  is_test: false,
  total_minor: 1_000,
  slot_starts_at: null,
  slot_ends_at: null,
  confirmed_at: null,
  paid_at: day('01'),
  completed_at: null,
  completed_itself_at: null,
  delivered_at: null,
  cancelled_at: null,
  no_show_at: null,
  reinstated_at: null,
  counts_at: day('01'),
  uncounts_at: null,
  ended_at: null,
};
const booking: StateRow = { ...sale, kind: 'booking', confirmed_at: day('01'), counts_at: null };

test.each<[string, StateRow, number, string]>([
  ['paid', sale, 0, 'counts'],
  ['given back in part', sale, 400, 'partially_refunded'],
  ['given back whole', sale, 1_000, 'refunded'],
  ['a test', { ...sale, is_test: true, counts_at: null }, 0, 'test'],
  ['cancelled', { ...sale, cancelled_at: day('03'), uncounts_at: day('03') }, 0, 'cancelled'],
  ['cancelled only tomorrow', { ...sale, cancelled_at: day('16'), uncounts_at: day('16') }, 0, 'counts'],
  ['not come', { ...booking, no_show_at: day('10'), uncounts_at: day('10'), ended_at: day('10') }, 0, 'no_show'],
  ['of nothing', { ...sale, total_minor: 0, counts_at: null }, 0, 'nothing_paid'],
  ['not paid', { ...sale, paid_at: null, counts_at: null }, 0, 'unpaid'],
  ['paid only tomorrow', { ...sale, paid_at: day('16'), counts_at: day('16') }, 0, 'unpaid'],
  ['booked ahead', { ...booking, slot_starts_at: day('20') }, 0, 'upcoming'],
  ['booked ahead and not paid', { ...booking, paid_at: null, slot_starts_at: day('20') }, 0, 'upcoming'],
  ['booked, and the slot has passed', { ...booking, slot_starts_at: day('10') }, 0, 'not_completed'],
  [
    'booked and neither confirmed nor paid',
    { ...booking, confirmed_at: null, paid_at: null, slot_starts_at: day('20') },
    0,
    'unpaid',
  ],
  ['attended', { ...booking, slot_starts_at: day('10'), completed_at: day('10'), counts_at: day('10') }, 0, 'counts'],
])('an order that is %s', (_, order, refunded, state) => {
  expect(orderState(order, refunded, now)).toBe(state);
});

test('what was said of it comes in the order in which it happened, and nothing of later', () => {
  const order = { ...sale, confirmed_at: day('02'), delivered_at: day('05'), cancelled_at: day('16') };
  expect(orderStatuses(order, now).map(({ status }) => status)).toEqual(['paid', 'confirmed', 'delivered']);
  expect(orderStatuses({ ...booking, completed_itself_at: day('10') }, now).at(-1)).toEqual({
    status: 'completed',
    at: day('10').toISOString(),
  });
});
