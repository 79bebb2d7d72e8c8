import { expect, test } from 'vitest';
import { order, refund, worldOf } from './builders.ts';
import { customerFacts, dayFacts, monthFacts, placeFacts, productFacts } from './facts.ts';
import { gapFacts } from './gaps.ts';
import { noLocation } from './world.ts';

/**
 * On paper, in London. The clocks go forward on 31 March 2024 at 01:00 UTC; 2024 has a 29 February.
 *
 *   what                     local date   place  channel      amount
 *   Ann buys                 29 Feb 2024  north  online       120.00   lens 100.00, frame 20.00
 *   Ann buys                 30 Mar       south  pos           50.00   lens 30.00, lens 20.00
 *   Anne buys, who is Ann    31 Mar       north  online         0.01
 *   Ann is refunded          1 Mar 2024   (north  online)     −20.00   frame 20.00
 *   credit note for Ann      2 Apr 2023   –      phone         −3.00   within 365 days
 *   credit note for Ann      1 Apr 2023   –      phone         −5.00   a millisecond too old
 *   a guest buys             31 Mar       north  pos           10.00   a work order
 *   and is refunded          31 Mar       (north  pos)         −4.00
 *   Bob has booked           2 and 5 Apr  south  online        40.00 each
 */
const as_of = '2024-03-31T22:59:59.999Z'; // a millisecond before 1 April in London
const world = worldOf({
  customers: [{ id: 'ann' }, { id: 'anne', merged_into: 'ann' }, { id: 'bob' }],
  orders: [
    order({
      id: 'o1',
      customer_id: 'ann',
      location_id: 'north',
      happened_at: '2024-02-29T23:59:59.999Z',
      total_minor: 12_000,
      lines: [
        { product_id: 'lens', total_minor: 10_000 },
        { product_id: 'frame', total_minor: 2_000 },
      ],
    }),
    order({
      id: 'o2',
      customer_id: 'ann',
      location_id: 'south',
      channel: 'pos',
      happened_at: '2024-03-30T23:59:59.999Z',
      total_minor: 5_000,
      lines: [
        { product_id: 'lens', total_minor: 3_000 },
        { product_id: 'lens', total_minor: 2_000 },
      ],
    }),
    order({
      id: 'o3',
      customer_id: 'anne',
      location_id: 'north',
      happened_at: '2024-03-31T00:00:00Z',
      total_minor: 1,
      lines: [{ product_id: null, total_minor: 1 }],
    }),
    order({
      id: 'o4',
      location_id: 'north',
      channel: 'pos',
      kind: 'work_order',
      happened_at: '2024-03-31T22:00:00Z',
      total_minor: 1_000,
      lines: [{ product_id: 'lens', total_minor: 1_000 }],
    }),
    ...['2024-04-02T10:00:00Z', '2024-04-05T10:00:00Z'].map((happened_at) =>
      order({
        customer_id: 'bob',
        location_id: 'south',
        kind: 'booking',
        happened_at,
        confirmed_at: '2024-03-01T00:00:00Z',
        paid_at: '2024-03-01T00:00:00Z',
        total_minor: 4_000,
      }),
    ),
  ],
  refunds: [
    refund({
      order_id: 'o1',
      refunded_at: '2024-03-01T00:00:00Z',
      amount_minor: 2_000,
      channel: 'phone',
      lines: [{ product_id: 'frame', amount_minor: 2_000 }],
    }),
    refund({ customer_id: 'ann', channel: 'phone', refunded_at: '2023-04-01T23:00:00Z', amount_minor: 300 }),
    refund({ customer_id: 'ann', channel: 'phone', refunded_at: '2023-04-01T22:59:59.999Z', amount_minor: 500 }),
    refund({ order_id: 'o4', refunded_at: '2024-03-31T22:30:00Z', amount_minor: 400 }),
  ],
});

test('what is known of each customer', () => {
  expect(customerFacts(world, as_of)).toEqual([
    {
      customer_id: 'ann',
      order_count: 3,
      gross_minor: 17_001,
      refunded_minor: 2_800,
      net_minor: 14_201,
      first_order_at: '2024-02-29T23:59:59.999Z',
      first_order_on: '2024-02-29',
      second_order_on: '2024-03-30',
      last_order_at: '2024-03-31T00:00:00.000Z',
      last_order_on: '2024-03-31',
      upcoming_count: 0,
      upcoming_minor: 0,
      last_upcoming_at: null,
      window_order_count: 3,
      window_net_minor: 14_701,
    },
    {
      customer_id: 'bob',
      order_count: 0,
      gross_minor: 0,
      refunded_minor: 0,
      net_minor: 0,
      first_order_at: null,
      first_order_on: null,
      second_order_on: null,
      last_order_at: null,
      last_order_on: null,
      upcoming_count: 2,
      upcoming_minor: 8_000,
      last_upcoming_at: '2024-04-05T10:00:00.000Z',
      window_order_count: 0,
      window_net_minor: 0,
    },
  ]);
});

test('at midnight the window moves on by a day, and its oldest credit note leaves it', () => {
  const [ann] = customerFacts(world, '2024-03-31T23:00:00Z');
  expect(ann).toMatchObject({ window_order_count: 3, window_net_minor: 15_001, net_minor: 14_201 });
});

test('at an instant of the past only what had happened is known', () => {
  const [ann] = customerFacts(world, '2024-02-29T23:59:59.999Z');
  expect(ann).toMatchObject({ order_count: 1, gross_minor: 12_000, refunded_minor: 800, second_order_on: null });
});

test('where and how a customer bought', () => {
  const none = { order_count: 0, gross_minor: 0, first_order_on: null, last_order_on: null };
  expect(placeFacts(world, as_of)).toEqual([
    {
      customer_id: 'ann',
      location_id: noLocation,
      channel: 'phone',
      ...none,
      refunded_minor: 800,
      net_minor: -800,
    },
    {
      customer_id: 'ann',
      location_id: 'north',
      channel: 'online',
      order_count: 2,
      gross_minor: 12_001,
      refunded_minor: 2_000,
      net_minor: 10_001,
      first_order_on: '2024-02-29',
      last_order_on: '2024-03-31',
    },
    {
      customer_id: 'ann',
      location_id: 'south',
      channel: 'pos',
      order_count: 1,
      gross_minor: 5_000,
      refunded_minor: 0,
      net_minor: 5_000,
      first_order_on: '2024-03-30',
      last_order_on: '2024-03-30',
    },
  ]);
});

test('what a customer bought: two lines of one order are one order', () => {
  const row = { customer_id: 'ann', order_count: 1 };
  expect(productFacts(world, as_of)).toEqual([
    {
      ...row,
      product_id: 'frame',
      location_id: 'north',
      gross_minor: 2_000,
      refunded_minor: 2_000,
      last_order_at: '2024-02-29T23:59:59.999Z',
    },
    {
      ...row,
      product_id: 'lens',
      location_id: 'north',
      gross_minor: 10_000,
      refunded_minor: 0,
      last_order_at: '2024-02-29T23:59:59.999Z',
    },
    {
      ...row,
      product_id: 'lens',
      location_id: 'south',
      gross_minor: 5_000,
      refunded_minor: 0,
      last_order_at: '2024-03-30T23:59:59.999Z',
    },
  ]);
});

test('in which month a customer bought: a refund in its own month, at the place of its order', () => {
  const row = (month_on: string, location_id: string, [order_count, gross_minor, refunded_minor]: number[]) => ({
    customer_id: 'ann',
    month_on,
    location_id,
    order_count,
    gross_minor,
    refunded_minor,
  });
  expect(monthFacts(world, as_of)).toEqual([
    row('2023-04-01', noLocation, [0, 0, 800]),
    row('2024-02-01', 'north', [1, 12_000, 0]),
    row('2024-03-01', 'north', [1, 1, 2_000]),
    row('2024-03-01', 'south', [1, 5_000, 0]),
  ]);
});

test('what each day brought, guests’ part apart', () => {
  const row = (key: string[], [order_count, gross_minor, refunded_minor]: number[], guests = [0, 0, 0]) => ({
    day_on: key[0],
    location_id: key[1],
    channel: key[2],
    kind: key[3],
    order_count,
    gross_minor,
    refunded_minor,
    guest_order_count: guests[0],
    guest_gross_minor: guests[1],
    guest_refunded_minor: guests[2],
  });
  expect(dayFacts(world, as_of)).toEqual([
    row(['2023-04-01', noLocation, 'phone', 'credit_note'], [0, 0, 500]),
    row(['2023-04-02', noLocation, 'phone', 'credit_note'], [0, 0, 300]),
    row(['2024-02-29', 'north', 'online', 'sale'], [1, 12_000, 0]),
    row(['2024-03-01', 'north', 'online', 'sale'], [0, 0, 2_000]),
    row(['2024-03-30', 'south', 'pos', 'sale'], [1, 5_000, 0]),
    row(['2024-03-31', 'north', 'online', 'sale'], [1, 1, 0]),
    row(['2024-03-31', 'north', 'pos', 'work_order'], [1, 1_000, 400], [1, 1_000, 400]),
  ]);
});

test('how long they stayed away: 30 days over a leap day, one day over a midnight', () => {
  expect(gapFacts(world, as_of)).toEqual([
    { order_class: '1', gap_days: 30, closed_count: 1 },
    { order_class: '2-3', gap_days: 1, closed_count: 1 },
  ]);
});

test('where the clocks go back over midnight, the next order may fall on the day before', () => {
  const st_johns = worldOf({
    time_zone: 'America/St_Johns',
    // 00:00:30 on 7 November 2010, and 45 seconds later 23:01:15 on the 6th.
    orders: ['2010-11-07T02:30:30Z', '2010-11-07T02:31:15Z'].map((happened_at) =>
      order({ customer_id: 'ann', happened_at }),
    ),
  });
  const [ann] = customerFacts(st_johns, '2010-11-08T12:00:00Z');
  expect(ann).toMatchObject({
    first_order_on: '2010-11-07',
    second_order_on: '2010-11-06',
    last_order_on: '2010-11-06',
  });
  expect(gapFacts(st_johns, '2010-11-08T12:00:00Z')).toEqual([{ order_class: '1', gap_days: 0, closed_count: 1 }]);
});
