import type { OrderInput, OrderStatusChange, RefundInput } from '@regulars/contract/activity.ts';
import { describe, expect, test } from 'vitest';
import { type FoldOptions, fold } from './fold.ts';
import { spread } from './spread.ts';
import type { Telling } from './tellings.ts';
import { defaultThresholds } from './world.ts';

const identity = { source: 'shop', external_id: 'o1' };
const placed_at = '2024-05-01T10:00:00Z';

const told = (document: Partial<OrderInput> = {}): Telling => ({
  tells: 'order',
  document: { ...identity, placed_at, ...document },
});
const changed = (status: OrderStatusChange['status'], at: string): Telling => ({
  tells: 'status',
  change: { ...identity, status, at },
});
const refunded = (document: Partial<RefundInput> = {}): Telling => ({
  tells: 'refund',
  document: { source: 'shop', external_id: 'r1', refunded_at: placed_at, amount_minor: 100, ...document },
});
const line = (total_minor: number, product?: string) => ({
  quantity: 1,
  unit_price: 0,
  total_minor,
  ...(product === undefined ? {} : { product }),
});

const worldOf = (
  tellings: Telling[],
  { values_by = 'total', ...options }: FoldOptions & { values_by?: 'total' | 'goods' } = {},
) =>
  fold(
    {
      organization: { time_zone: 'Europe/London', values_by, thresholds: defaultThresholds },
      people: ['ann@example.com', 'bob@example.com', 'cleo@example.com'],
      locations: [],
      now: '2024-06-01T00:00:00Z',
      moments: [],
      tellings,
    },
    options,
  );
const orderOf = (tellings: Telling[], values_by?: 'total' | 'goods') =>
  worldOf(tellings, values_by === undefined ? {} : { values_by }).orders[0];

describe('versions', () => {
  const older = told({ number: 'older', source_updated_at: '2024-05-01T10:00:00+01:00', channel: 'pos' });
  const newer = told({ source_updated_at: '2024-05-01T09:00:00.001Z', channel: 'phone' });
  const undated = told({ channel: 'marketplace' });

  test('the newest stands, whatever comes last', () => {
    for (const tellings of [
      [older, newer, undated],
      [newer, undated, older],
      [undated, older, newer, older],
    ]) {
      expect(worldOf(tellings).orders).toMatchObject([{ id: 'shop/o1', channel: 'phone' }]);
    }
    expect(orderOf([older, undated])).toMatchObject({ channel: 'pos' });
  });

  test('equally old ones are told apart by a rule that may be given', () => {
    const [one, other] = [told({ channel: 'pos' }), told({ channel: 'phone' })];
    expect([orderOf([one, other])?.channel, orderOf([other, one])?.channel]).toEqual(['pos', 'pos']);
    const byLessText = (a: object, b: object) => (JSON.stringify(a) > JSON.stringify(b) ? 1 : -1);
    const [first, second] = [
      worldOf([one, other], { breakTie: byLessText }),
      worldOf([other, one], { breakTie: byLessText }),
    ];
    expect([first.orders[0]?.channel, second.orders[0]?.channel]).toEqual(['phone', 'phone']);
  });

  test('the same id at another source is another order', () => {
    expect(worldOf([told(), told({ source: 'till' })]).orders.map((order) => order.id)).toEqual(['shop/o1', 'till/o1']);
  });

  test('a newer version replaces the whole document: who it no longer names is no longer its customer', () => {
    const named = told({ customer: { email: 'ann@example.com' }, paid_at: placed_at, lines: [line(5)] });
    const bare = told({ source_updated_at: placed_at });
    expect(orderOf([bare, named])).toMatchObject({ customer_id: null, paid_at: null, lines: [], total_minor: 0 });
  });
});

describe('amounts', () => {
  const document = {
    lines: [line(1_000, 'lens'), { product: 'game', quantity: '3', unit_price: '1.005', discount_minor: 2 }],
    discount_minor: 100,
    tax_minor: 200,
    shipping_minor: 50,
    tip_minor: 9_999,
  };

  test('the total is lines after discounts, tax and shipping; a tip is apart', () => {
    // 3 × 1.005 = 3.015, rounded to 3.02, less 0.02 = 3.00. The discount of 1.00: 76.92… to 23.07…
    expect(orderOf([told(document)])).toMatchObject({
      total_minor: 1_450,
      value_minor: 1_450,
      lines: [
        { product_id: 'shop/lens', total_minor: 1_000 - 77 },
        { product_id: 'shop/game', total_minor: 300 - 23 },
      ],
    });
  });

  test('or the goods alone, if the organization values so', () => {
    expect(orderOf([told(document)], 'goods')).toMatchObject({ total_minor: 1_450, value_minor: 1_200 });
  });

  test('a refund without lines falls on the lines of its order, one with lines where it says', () => {
    const order = told({ lines: [line(200, 'lens'), line(100)] });
    const whole = refunded({ order: 'o1', amount_minor: 100 });
    const part = refunded({ external_id: 'r2', order: 'o1', lines: [{ product: 'lens', amount_minor: 10 }] });
    const note = refunded({ external_id: 'r3' });
    expect(worldOf([whole, part, note, order]).refunds.map((refund) => refund.lines)).toEqual([
      [
        { product_id: 'shop/lens', amount_minor: 67 },
        { product_id: null, amount_minor: 33 },
      ],
      [{ product_id: 'shop/lens', amount_minor: 10 }],
      [],
    ]);
  });

  test.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [2, [1, 1, 1], [1, 1, 0]],
    [10, [1, 2, 4], [1, 3, 6]], // 1.43, 2.86, 5.71
    [10, [5, -5, 0], [10, 0, 0]],
    [10, [0, 0], [0, 0]],
    [0, [3], [0]],
  ])('%i over %o is %o', (amount, weights, shares) => {
    expect(spread(amount, weights)).toEqual(shares);
  });
});

describe('statuses', () => {
  const may = (day: number) => `2024-05-${String(day).padStart(2, '0')}T00:00:00Z`;
  const utcMay = (day: number) => may(day).replace('Z', '.000Z');

  test('paid, completed, delivered, confirmed: the earliest that was told, apart or in the order', () => {
    const document = told({ paid_at: may(5), completed_at: may(4) });
    expect(orderOf([changed('paid', may(6)), changed('completed', may(3)), document])).toMatchObject({
      paid_at: utcMay(5),
      completed_at: utcMay(3),
    });
    expect(orderOf([changed('confirmed', may(6)), changed('delivered', may(3)), document])).toMatchObject({
      confirmed_at: utcMay(6),
      delivered_at: utcMay(3),
    });
  });

  test('what an older version said of its statuses is gone with it, what was told apart is not', () => {
    const older = told({ paid_at: may(2), source_updated_at: may(2) });
    const newer = told({ source_updated_at: may(3) });
    expect(orderOf([older, newer])).toMatchObject({ paid_at: null });
    expect(orderOf([older, newer, changed('paid', may(9))])).toMatchObject({ paid_at: utcMay(9) });
  });

  test.each([
    [[], null],
    [[changed('cancelled', may(3)), changed('cancelled', may(5))], utcMay(5)],
    [[changed('cancelled', may(3)), changed('reinstated', may(2))], utcMay(3)],
    [[changed('cancelled', may(3)), changed('reinstated', may(3))], null],
    [[changed('cancelled', may(3)), changed('reinstated', may(4)), changed('cancelled', may(5))], utcMay(5)],
    [[changed('cancelled', may(3)), changed('cancelled', may(5)), changed('reinstated', may(6))], null],
  ])('cancelled and reinstated, case %#', (changes, cancelled_at) => {
    expect(orderOf([...changes, told()])).toMatchObject({ cancelled_at });
    expect(orderOf([told(), ...changes.toReversed(), ...changes])).toMatchObject({ cancelled_at });
  });

  test.each([
    [[changed('completed', may(3)), changed('no_show', may(4))], utcMay(3), utcMay(4)],
    [[changed('completed', may(4)), changed('no_show', may(3))], utcMay(4), null],
    [[changed('completed', may(4)), changed('no_show', may(4))], utcMay(4), null],
    [[changed('no_show', may(4)), changed('reinstated', may(5))], null, null],
  ])('attended or not, case %#: the later word stands', (changes, completed_at, no_show_at) => {
    expect(orderOf([told({ kind: 'booking' }), ...changes])).toMatchObject({ completed_at, no_show_at });
  });

  test('what is said of an order that never comes is nothing', () => {
    const world = worldOf([changed('paid', may(3)), refunded({ order: 'o1' })]);
    expect(world.orders).toEqual([]);
    expect(world.refunds).toMatchObject([{ order_id: null, claims_order: true }]);
  });

  test('a booking happens at its slot, if it has one; a sale when it was placed', () => {
    const slot_starts_at = may(20);
    expect(orderOf([told({ kind: 'booking', slot_starts_at })])).toMatchObject({ happened_at: utcMay(20) });
    expect(orderOf([told({ kind: 'booking' })])).toMatchObject({ happened_at: '2024-05-01T10:00:00.000Z' });
    expect(orderOf([told({ slot_starts_at })])).toMatchObject({ happened_at: '2024-05-01T10:00:00.000Z' });
  });
});

describe('what people do', () => {
  const merge = (from: string, into: string): Telling => ({
    tells: 'merge',
    from: `${from}@example.com`,
    into: `${into}@example.com`,
  });
  const undo = (from: string): Telling => ({ tells: 'undo_merge', from: `${from}@example.com` });
  const mergedInto = (tellings: Telling[]) => worldOf(tellings).customers.map((customer) => customer.merged_into);

  test('merges hold until they are undone', () => {
    expect(mergedInto([merge('ann', 'bob'), merge('bob', 'cleo')])).toEqual([
      'bob@example.com',
      'cleo@example.com',
      null,
    ]);
    expect(mergedInto([merge('ann', 'bob'), merge('bob', 'cleo'), undo('ann')])).toEqual([
      null,
      'cleo@example.com',
      null,
    ]);
    expect(mergedInto([merge('ann', 'bob'), undo('ann'), merge('bob', 'ann')])).toEqual([
      null,
      'ann@example.com',
      null,
    ]);
  });

  test('what is void stays void, however often it is told again', () => {
    const order: Telling = { tells: 'void', of: 'order', ...identity };
    const refund: Telling = { tells: 'void', of: 'refund', source: 'shop', external_id: 'r1' };
    const newer = told({ source_updated_at: placed_at });
    expect(worldOf([told(), refunded(), order, newer])).toMatchObject({
      orders: [{ voided: true }],
      refunds: [{ voided: false }],
    });
    expect(worldOf([told(), refunded(), refund, told()])).toMatchObject({
      orders: [{ voided: false }],
      refunds: [{ voided: true }],
    });
  });

  test('ids of another kind may be given', () => {
    const idOf: FoldOptions['idOf'] = (kind, { source, external_id }) => `${kind}:${source}:${external_id}`;
    const order = told({ customer: { email: 'ann@example.com' }, location: 'north', lines: [line(1, 'lens')] });
    expect(worldOf([order, merge('ann', 'bob')], { idOf })).toMatchObject({
      customers: [{ id: 'customer:null:ann@example.com', merged_into: 'customer:null:bob@example.com' }, {}, {}],
      orders: [
        {
          id: 'order:shop:o1',
          customer_id: 'customer:null:ann@example.com',
          location_id: 'location:null:north',
          lines: [{ product_id: 'product:shop:lens' }],
        },
      ],
    });
  });
});
