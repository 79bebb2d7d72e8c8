import { describe, expect, test } from 'vitest';
import { early, order, refund, worldOf } from './builders.ts';
import { profiles, rfmCells } from './figures.ts';
import { type RfmSegment, readings, rfmSegment } from './readings.ts';
import { defaultThresholds, type Order } from './world.ts';

// Half past midnight in London on the first day of a month, the day after the clocks went forward: in UTC still March.
const as_of = '2024-03-31T23:30:00Z';
const today = '2024-04-01';

const bought = (days_ago: number, different: Partial<Order> = {}) =>
  order({ customer_id: 'ann', happened_at: early(today, days_ago), id: `${days_ago}`, ...different });

const readingOf = (orders: Order[], more: Partial<Parameters<typeof worldOf>[0]> = {}) =>
  readings(worldOf({ orders, ...more }), as_of).find((reading) => reading.customer_id === 'ann');

describe('lifecycle stage', () => {
  test.each([
    [0, 'new'],
    [29, 'new'],
    [30, 'active'],
    [89, 'active'],
    [90, 'at_risk'],
    [180, 'at_risk'],
    [181, 'churned'],
  ])('one order %i days ago: %s', (days_ago, lifecycle_stage) => {
    expect(readingOf([bought(days_ago)])).toMatchObject({ days_inactive: days_ago, lifecycle_stage });
  });

  test.each([
    [0, 'active', true],
    [89, 'active', true],
    [90, 'at_risk', false],
    [180, 'at_risk', false],
    [181, 'churned', false],
  ])('known for long, last order %i days ago: %s', (days_ago, lifecycle_stage, is_active) => {
    expect(readingOf([bought(400), bought(days_ago)])).toMatchObject({ lifecycle_stage, is_active });
  });

  test.each([
    [180, true],
    [365, true],
    [366, false],
    [89, false],
  ])('last order %i days ago: a churn candidate is %s', (days_ago, is_churn_candidate) => {
    expect(readingOf([bought(700), bought(days_ago)])).toMatchObject({ is_churn_candidate });
  });
});

describe('days', () => {
  // Each pair of instants is a few hours apart or almost two days, but a whole number of local dates.
  test.each([
    ['Europe/London', '2024-03-30T23:59:59.999Z', '2024-03-31T00:00:00Z', 1], // over a midnight by a millisecond
    ['Europe/London', '2024-03-31T00:00:00Z', '2024-03-31T22:59:59.999Z', 0], // all of the 23-hour day
    ['Europe/London', '2024-10-26T23:00:00Z', '2024-10-27T23:59:59.999Z', 0], // all of the 25-hour day
    ['America/New_York', '2024-03-10T05:00:00Z', '2024-03-11T03:59:59.999Z', 0],
    ['America/New_York', '2024-11-03T04:00:00Z', '2024-11-04T05:00:00Z', 1],
    ['America/St_Johns', '2024-02-29T03:29:59.999Z', '2024-02-29T03:30:00Z', 1], // 28 and 29 February there
    ['Pacific/Apia', '2024-02-28T11:00:00Z', '2024-03-01T11:00:00Z', 2], // 29 February and 2 March there
    ['Pacific/Apia', '2011-12-30T09:59:59.999Z', '2011-12-30T10:00:00Z', 2], // from the 29th to the 31st in a millisecond
  ])('in %s from %s to %s: %i', (time_zone, happened_at, then, days_inactive) => {
    const world = worldOf({ time_zone, orders: [order({ customer_id: 'ann', happened_at })] });
    expect(readings(world, then)).toMatchObject([{ days_inactive }]);
  });

  test('an order paid ahead of the day it is for has age 0', () => {
    expect(readingOf([bought(-3, { paid_at: early(today, 5) })])).toMatchObject({
      days_inactive: 0,
      lifecycle_stage: 'new',
    });
  });
});

describe('a booking ahead', () => {
  const booked = (happened_at: string, different: Partial<Order> = {}) =>
    order({
      customer_id: 'ann',
      kind: 'booking',
      happened_at,
      confirmed_at: early(today, 5),
      paid_at: null,
      ...different,
    });

  test('makes who had left inactive for 0 days, active, and not lost', () => {
    expect(readingOf([bought(300), booked('2024-03-31T23:30:00.001Z')])).toMatchObject({
      days_inactive: 0,
      is_active: true,
      lifecycle_stage: 'active',
      r_score: 5,
      rfm_segment: 'Potential Loyalists',
      crm_status: 'active',
      is_churn_candidate: false,
    });
  });

  test('does so no longer once its slot has begun', () => {
    expect(readingOf([bought(300), booked(as_of)])).toMatchObject({ days_inactive: 300, lifecycle_stage: 'churned' });
  });

  test('leaves a prospect a prospect', () => {
    expect(readingOf([booked(early(today, -3))])).toMatchObject({
      days_inactive: null,
      is_active: false,
      lifecycle_stage: 'prospect',
      rfm_segment: null,
      crm_status: 'inactive',
    });
  });
});

describe('tiers', () => {
  test.each([
    [100_001, 'vip'],
    [100_000, 'high'],
    [50_000, 'high'],
    [49_999, 'medium'],
    [10_000, 'medium'],
    [9_999, 'low'],
    [-1, 'low'],
  ])('net of %i: %s', (net, spending_tier) => {
    const returned = refund({ customer_id: 'ann', refunded_at: early(today, 3), amount_minor: 200_000 - net });
    expect(readingOf([bought(3, { total_minor: 200_000 })], { refunds: [returned] })).toMatchObject({ spending_tier });
  });

  test.each([
    [1, 'one_time'],
    [2, 'occasional'],
    [4, 'occasional'],
    [5, 'regular'],
    [10, 'regular'],
    [11, 'frequent'],
  ])('%i orders: %s', (orders, frequency_tier) => {
    expect(readingOf(Array.from({ length: orders }, (_, day) => bought(day)))).toMatchObject({ frequency_tier });
  });

  test('who is worth most and slips away is at risk, not a vip', () => {
    const orders = [bought(400, { total_minor: 200_000 }), bought(100)];
    expect(readingOf(orders)).toMatchObject({ spending_tier: 'vip', crm_status: 'at_risk' });
    expect(readingOf([...orders, bought(80)])).toMatchObject({ crm_status: 'vip' });
    expect(readingOf([bought(200, { total_minor: 200_000 })])).toMatchObject({ crm_status: 'lost' });
  });
});

test('averages: two orders and a refund over a hundred days', () => {
  const returned = refund({ customer_id: 'ann', refunded_at: early(today, 3), amount_minor: 1_000 });
  const reading = readingOf([bought(100, { total_minor: 3_000 }), bought(5, { total_minor: 4_001 })], {
    refunds: [returned],
  });
  expect(reading).toMatchObject({ average_order_value_minor: 3_000.5, purchase_frequency: 2 / (100 / 30.4375) });
  expect(reading).toMatchObject({ churn_risk: null, value_at_risk_minor: null });
});

test('who came yesterday for the first time has been known for a month, no less', () => {
  expect(readingOf([bought(1)])).toMatchObject({ purchase_frequency: 1 });
  expect(readingOf([bought(30)])).toMatchObject({ purchase_frequency: 1 });
  expect(readingOf([bought(61)])).toMatchObject({ purchase_frequency: 30.4375 / 61 });
});

describe('RFM', () => {
  test.each([
    [30, 5],
    [31, 4],
    [60, 4],
    [61, 3],
    [90, 3],
    [91, 2],
    [180, 2],
    [181, 1],
  ])('last order %i days ago: R is %i', (days_ago, r_score) => {
    expect(readingOf([bought(days_ago)])).toMatchObject({ r_score });
  });

  test('only what is in the window counts for F and M: an order of 364 days ago does, one of 365 does not', () => {
    const inside = [bought(364, { total_minor: 50_000 }), bought(0)];
    expect(readingOf(inside)).toMatchObject({ f_score: 2, m_score: 2 });
    const outside = [bought(365, { total_minor: 50_000 }), bought(0)];
    expect(readingOf(outside)).toMatchObject({ f_score: 1, m_score: 1 });
  });

  // One customer for each of the 125 cells: so many orders on one day, the first of them of the whole amount.
  const days = [200, 100, 75, 45, 0];
  const orders = [1, 2, 4, 7, 10];
  const amounts = [100, 50_000, 100_000, 250_000, 500_000];
  const cells = days.flatMap((days_ago, r) =>
    orders.flatMap((count, f) =>
      amounts.map((amount, m) => ({ id: `${r + 1}${f + 1}${m + 1}`, days_ago, count, amount })),
    ),
  );
  const everyone = worldOf({
    orders: cells.flatMap(({ id, days_ago, count, amount }) =>
      Array.from({ length: count }, (_, index) =>
        bought(days_ago, {
          customer_id: id,
          id: `${id}-${index}`,
          total_minor: index === 0 ? amount - (count - 1) : 1,
        }),
      ),
    ),
  });

  test('all 125 cells are reached, each by the one customer made for it', () => {
    expect(rfmCells(everyone, as_of)).toEqual(
      cells.map(({ id, amount }) => ({
        r: Number(id[0]),
        f: Number(id[1]),
        m: Number(id[2]),
        count: 1,
        net_minor: amount,
      })),
    );
  });

  test('which segment each of the 125 is in', () => {
    const expected = cells.map(({ id, days_ago, count }): [string, RfmSegment] => {
      const [r, f, m] = [...id].map(Number) as [number, number, number];
      if (days_ago <= 60 && count === 1) return [id, 'New Customers'];
      if (r === 1) return [id, 'Lost'];
      if (r === 2) return [id, 'At Risk'];
      // From here on R is 3 or more.
      if (r >= 4 && f >= 4 && m >= 4) return [id, 'Champions'];
      if (m === 5) return [id, 'VIP'];
      return [id, f >= 3 ? 'Loyal Customers' : 'Potential Loyalists'];
    });
    const actual = profiles(everyone, as_of).map((profile) => [profile.customer_id, profile.rfm_segment]);
    expect(actual).toEqual(expected.sort());
    const counts = Map.groupBy(expected, ([, segment]) => segment);
    expect(Object.fromEntries([...counts].map(([segment, members]) => [segment, members.length]))).toEqual({
      'New Customers': 10, // R 4 or 5, one order, any M
      Champions: 8, // 2 × 2 × 2
      VIP: 9, // M 5: R 3 with any F; R 4 and 5 with F 2 and 3
      'Loyal Customers': 32, // R 3: F 3–5 × M 1–4 = 12; R 4 and 5: F 3 × M 1–4 = 8, F 4 and 5 × M 1–3 = 12
      'Potential Loyalists': 16, // R 3: F 1 and 2 × M 1–4; R 4 and 5: F 2 × M 1–4
      'At Risk': 25,
      Lost: 25,
    });
  });

  test('a customer is new up to 60 days after the first order, while it is the only one', () => {
    const scores = { r_score: 4, f_score: 1, m_score: 5 } as const;
    const segment = (days_known: number, order_count: number) =>
      rfmSegment({ ...scores, days_known, order_count }, defaultThresholds);
    expect(segment(60, 1)).toBe('New Customers');
    expect(segment(61, 1)).toBe('VIP');
    expect(segment(60, 2)).toBe('VIP');
  });
});
