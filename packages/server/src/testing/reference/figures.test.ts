import { expect, test } from 'vitest';
import { early, order, refund, worldOf } from './builders.ts';
import {
  churnCandidates,
  customers,
  lifecycle,
  ltvDistribution,
  overview,
  repeatRatio,
  rfmCells,
  segments,
} from './figures.ts';
import { factsOf, reference } from './reference.ts';

/**
 * On 31 May 2024:
 *   ann    buys often: today (phone), 10, 40 and 70 days ago 400.00 each            net 1 600.00   Loyal Customers
 *   bob    has lapsed: 400 days ago 49.99, 150 days ago 100.00                       net   149.99   At Risk
 *   cleo   is new: 1 day ago 50.00                                                   net    50.00   New Customers
 *   dora   left: 300 days ago 30.00, refunded 40.00                                  net   −10.00   Lost
 *   emil   never bought; a credit note of 5.00                                       prospect
 *   fay    only registered                                                           prospect
 *   guests 20.00, of which 3.00 came back
 */
const today = '2024-05-31';
const as_of = early(today, 0);
const bought = (customer_id: string | null, days_ago: number, total_minor: number, channel = 'online') =>
  order({ id: `${customer_id} ${days_ago}`, customer_id, happened_at: early(today, days_ago), total_minor, channel });
const world = worldOf({
  customers: ['ann', 'bob', 'cleo', 'dora', 'emil', 'fay'].map((id) => ({ id })),
  orders: [
    ...[70, 40, 10].map((days_ago) => bought('ann', days_ago, 40_000)),
    bought('ann', 0, 40_000, 'phone'),
    bought('bob', 400, 4_999),
    bought('bob', 150, 10_000, 'pos'),
    bought('cleo', 1, 5_000),
    bought('dora', 300, 3_000),
    bought(null, 5, 2_000),
  ],
  refunds: [
    refund({ order_id: 'dora 300', refunded_at: early(today, 2), amount_minor: 4_000 }),
    refund({ customer_id: 'emil', refunded_at: early(today, 2), amount_minor: 500 }),
    refund({ order_id: 'null 5', refunded_at: early(today, 2), amount_minor: 300 }),
  ],
});

test('the overview: customers, guests and prospects add up to everybody’s revenue', () => {
  expect(overview(world, as_of)).toEqual({
    contacts: 6,
    customers: 4,
    prospects: 2,
    repeat_customers: 2,
    repeat_rate: 0.5,
    new_this_month: 1,
    mean_ltv_minor: (160_000 + 14_999 + 5_000 - 1_000) / 4,
    median_ltv_minor: (14_999 + 5_000) / 2,
    gross_minor: 160_000 + 14_999 + 5_000 + 3_000 + 2_000,
    refunded_minor: 4_000 + 500 + 300,
    net_minor: 178_999 + 1_700 - 500,
    customers_net_minor: 178_999,
    guests_net_minor: 1_700,
    prospects_net_minor: -500,
    prospects_with_credit: 1,
    order_count: 9,
    guest_order_count: 1,
  });
});

test('segments: all seven, and the averages are pooled', () => {
  const none = { customer_count: 0, order_count: 0, net_minor: 0, average_order_value_minor: null, share: 0 };
  const one = { customer_count: 1, share: 0.25 };
  expect(segments(world, as_of)).toEqual([
    { segment: 'Champions', ...none },
    { segment: 'VIP', ...none },
    { segment: 'Loyal Customers', ...one, order_count: 4, net_minor: 160_000, average_order_value_minor: 40_000 },
    { segment: 'New Customers', ...one, order_count: 1, net_minor: 5_000, average_order_value_minor: 5_000 },
    { segment: 'Potential Loyalists', ...none },
    { segment: 'At Risk', ...one, order_count: 2, net_minor: 14_999, average_order_value_minor: 7_499.5 },
    { segment: 'Lost', ...one, order_count: 1, net_minor: -1_000, average_order_value_minor: -1_000 },
  ]);
});

test('lifetime value: 50.00 is in 50–100, what is below nothing in 0–50, and prospects in none', () => {
  const { buckets, customers: all, median_minor } = ltvDistribution(world, as_of);
  expect([all, median_minor]).toEqual([4, 9_999.5]);
  expect(buckets).toEqual([
    { bucket: '0-50', count: 1, net_minor: -1_000 },
    { bucket: '50-100', count: 1, net_minor: 5_000 },
    { bucket: '100-250', count: 1, net_minor: 14_999 },
    { bucket: '250-500', count: 0, net_minor: 0 },
    { bucket: '500-1000', count: 0, net_minor: 0 },
    { bucket: '1000-2500', count: 1, net_minor: 160_000 },
    { bucket: '2500-5000', count: 0, net_minor: 0 },
    { bucket: '5000+', count: 0, net_minor: 0 },
  ]);
});

test('the buckets are in major units: in a currency without decimals 5 000 is the last', () => {
  const yen = { ...world, organization: { ...world.organization, currency_digits: 0 } };
  expect(ltvDistribution(yen, as_of).buckets.at(-1)).toEqual({ bucket: '5000+', count: 3, net_minor: 179_999 });
});

test('who came back, and who came once', () => {
  const figures = { customers: 4, repeat_customers: 2, new_customers: 2, repeat_rate: 0.5 };
  expect(repeatRatio(world, as_of)).toEqual(figures);
  expect(repeatRatio(worldOf({}), as_of)).toEqual({
    customers: 0,
    repeat_customers: 0,
    new_customers: 0,
    repeat_rate: null,
  });
});

test('the stages add up to the contacts', () => {
  expect(lifecycle(world, as_of)).toEqual([
    { stage: 'prospect', count: 2, net_minor: -500 },
    { stage: 'new', count: 1, net_minor: 5_000 },
    { stage: 'active', count: 1, net_minor: 160_000 },
    { stage: 'at_risk', count: 1, net_minor: 14_999 },
    { stage: 'churned', count: 1, net_minor: -1_000 },
  ]);
});

test('the cells hold every customer once', () => {
  const held = rfmCells(world, as_of).filter((cell) => cell.count > 0);
  expect(held).toEqual([
    { r: 1, f: 1, m: 1, count: 1, net_minor: -1_000 },
    { r: 2, f: 1, m: 1, count: 1, net_minor: 14_999 },
    { r: 5, f: 1, m: 1, count: 1, net_minor: 5_000 },
    { r: 5, f: 3, m: 3, count: 1, net_minor: 160_000 },
  ]);
});

test('churn candidates: who has been away for long, but not for more than a year', () => {
  const { candidates, no_risk_reason } = churnCandidates(world, as_of);
  expect(candidates.map((candidate) => candidate.customer_id)).toEqual(['bob', 'dora']);
  expect(no_risk_reason).toBe('4 closed gaps between orders; 30 are needed');
});

test.each([
  [{ period_days: 1 }, ['ann']],
  [{ period_days: 2 }, ['ann', 'cleo']],
  [{ channel: 'phone' }, ['ann']],
  // Ann bought by phone today and Bob in the shop long ago: the period and the channel speak of one and the same order.
  [{ period_days: 150, channel: 'pos' }, []],
  [{ period_days: 151, channel: 'pos' }, ['bob']],
  [{ segment: 'Lost' as const }, ['dora']],
])('%o leaves %o, with their whole history', (filter, expected) => {
  const left = customers(world, as_of, filter);
  expect(left.map((customer) => customer.customer_id)).toEqual(expected);
  expect(left.find((customer) => customer.customer_id === 'ann')?.order_count ?? 4).toBe(4);
});

test('everything at once', () => {
  expect(reference(world, as_of)).toMatchObject(factsOf(world, as_of));
});
