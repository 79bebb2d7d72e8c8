import { type OrderInput, orderDocument } from '@regulars/contract/activity.ts';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShop, orderOf, type Shop } from '../../testing/shop.ts';
import { checkFacts, completeDueBookings, mergeCustomers, moveWindows, rebuildFacts, undoMerge } from './activity.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  await shop.close();
});

test('an order told twice counts once', async () => {
  const told = orderOf('1', 'ann', '2026-06-01T10:00:00Z', 2000);
  expect((await shop.order(told)).outcome).toBe('created');
  expect((await shop.order(told)).outcome).toBe('unchanged');
  expect(await facts()).toEqual([
    { name: 'ann', order_count: 1, gross_minor: 2000, refunded_minor: 0, net_minor: 2000 },
  ]);
  await expectExact();
});

test('a newer version replaces the order, an older one changes nothing', async () => {
  const version = (at: string, amount: number) => ({
    ...orderOf('1', 'ann', '2026-06-01T10:00:00Z', amount),
    source_updated_at: at,
  });
  await shop.order(version('2026-06-01T11:00:00Z', 2000));
  expect((await shop.order(version('2026-06-01T12:00:00Z', 1500))).outcome).toBe('changed');
  expect((await shop.order(version('2026-06-01T11:30:00Z', 9900))).outcome).toBe('unchanged');
  expect((await facts())[0]?.gross_minor).toBe(1500);
  await expectExact();
});

test('paid, cancelled and reinstated may be told before the order', async () => {
  expect(
    (await shop.status({ source: 'test', external_id: '1', status: 'paid', at: '2026-06-01T10:05:00Z' })).outcome,
  ).toBe('pending');
  const { paid_at: _, ...unpaid } = orderOf('1', 'ann', '2026-06-01T10:00:00Z', 2000);
  await shop.order(unpaid);
  expect((await facts())[0]?.order_count).toBe(1);
  await shop.status({ source: 'test', external_id: '1', status: 'cancelled', at: '2026-06-02T10:00:00Z' });
  expect((await facts())[0]?.order_count).toBe(0);
  await shop.status({ source: 'test', external_id: '1', status: 'reinstated', at: '2026-06-03T10:00:00Z' });
  expect((await facts())[0]?.order_count).toBe(1);
  await expectExact();
});

test('a refund waits for its order and is not subtracted while the order does not count', async () => {
  const refund = {
    source: 'test',
    external_id: 'r1',
    order: '1',
    refunded_at: '2026-06-04T10:00:00Z',
    amount_minor: 500,
  };
  expect((await shop.refund(refund)).outcome).toBe('pending');
  await shop.order(orderOf('1', 'ann', '2026-06-01T10:00:00Z', 2000));
  expect((await facts())[0]).toMatchObject({ gross_minor: 2000, refunded_minor: 500, net_minor: 1500 });
  await shop.status({ source: 'test', external_id: '1', status: 'cancelled', at: '2026-06-05T10:00:00Z' });
  expect((await facts())[0]).toMatchObject({ gross_minor: 0, refunded_minor: 0, net_minor: 0 });
  await expectExact();
});

test('a credit note of somebody who never bought leaves a prospect with a negative net', async () => {
  await shop.refund({
    source: 'test',
    external_id: 'c1',
    customer: { external_id: 'cleo', name: 'cleo' },
    refunded_at: '2026-06-04T10:00:00Z',
    amount_minor: 700,
  });
  expect((await facts())[0]).toMatchObject({ name: 'cleo', order_count: 0, net_minor: -700 });
  await expectExact();
});

test('a booking counts when it completes by itself, a no-show does not', async () => {
  const booking = (id: string, slot: string) =>
    orderOf(id, 'ann', '2026-06-01T10:00:00Z', 3000, {
      kind: 'booking',
      slot_starts_at: slot,
      slot_ends_at: slot.replace('T18', 'T19'),
      confirmed_at: '2026-06-01T10:00:00Z',
    });
  await shop.order(booking('1', '2026-06-16T18:00:00Z'));
  await shop.order(booking('2', '2026-06-17T18:00:00Z'));
  expect(await upcoming()).toEqual({ upcoming_count: 2, order_count: 0 });
  shop.setNow('2026-06-16T20:00:00Z');
  expect(await shop.inside((scope) => completeDueBookings(scope))).toBe(1);
  expect(await upcoming()).toEqual({ upcoming_count: 1, order_count: 1 });
  shop.setNow('2026-06-18T10:00:00Z');
  await shop.status({ source: 'test', external_id: '2', status: 'no_show', at: '2026-06-17T18:15:00Z' });
  expect(await shop.inside((scope) => completeDueBookings(scope))).toBe(0);
  expect(await upcoming()).toEqual({ upcoming_count: 0, order_count: 1 });
  await shop.status({ source: 'test', external_id: '1', status: 'no_show', at: '2026-06-16T18:15:00Z' });
  expect(await upcoming()).toEqual({ upcoming_count: 0, order_count: 0 });
  await expectExact();
});

test('a merge moves the facts and its undoing moves them back', async () => {
  const ann = await shop.order(orderOf('1', 'ann', '2026-06-01T10:00:00Z', 2000));
  const annie = await shop.order(orderOf('2', 'annie', '2026-06-08T10:00:00Z', 1000));
  const before = await facts();
  const merge = await shop.inside((scope) => mergeCustomers(scope, annie.customer_id ?? '', ann.customer_id ?? ''));
  expect(await facts()).toEqual([
    { name: 'ann', order_count: 2, gross_minor: 3000, refunded_minor: 0, net_minor: 3000 },
  ]);
  await shop.order(orderOf('3', 'annie', '2026-06-09T10:00:00Z', 500));
  expect((await facts())[0]?.order_count).toBe(3);
  await expectExact();
  await shop.inside((scope) => undoMerge(scope, merge));
  expect(await facts()).toEqual([before[0], { ...before[1], order_count: 2, gross_minor: 1500, net_minor: 1500 }]);
  await expectExact();
});

test('the window sums move at local midnight by what left the window', async () => {
  shop.setNow('2026-06-15T12:00:00Z');
  await shop.order(orderOf('1', 'ann', '2025-06-16T10:00:00Z', 2000));
  await shop.order(orderOf('2', 'ann', '2026-06-01T10:00:00Z', 1000));
  expect(await windowSums()).toEqual({ window_order_count: 2, window_net_minor: 3000 });
  shop.setNow('2026-06-15T23:30:00Z');
  expect(await shop.inside(moveWindows)).toBe(1);
  expect(await windowSums()).toEqual({ window_order_count: 1, window_net_minor: 1000 });
  expect(await shop.inside(moveWindows)).toBe(0);
  await expectExact();
});

test('two first orders with the same phone at the same instant make one customer', async () => {
  const told = (id: string, phone: string) => ({
    ...orderOf(id, null, '2026-06-01T10:00:00Z', 1000),
    customer: { phone },
  });
  await Promise.all([
    shop.order(told('1', '020 7946 0018')),
    shop.order(told('2', '+44 20 7946 0018')),
    shop.order(told('3', '(020) 79460018')),
  ]);
  expect(await facts()).toMatchObject([{ order_count: 3, gross_minor: 3000 }]);
  await expectExact();
});

test('the same order told ten times at once is one order', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () => shop.order(orderOf('1', 'ann', '2026-06-01T10:00:00Z', 2000))),
  );
  expect(outcomes.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
  expect((await facts())[0]).toMatchObject({ order_count: 1, gross_minor: 2000 });
  await expectExact();
});

test('an older telling that names somebody else brings nobody', async () => {
  const told = (email: string, at: string) => ({
    ...orderOf('1', null, '2026-06-01T10:00:00Z', 1000),
    customer: { email },
    source_updated_at: at,
  });
  const owner = await shop.order(told('owner@example.com', '2026-06-02T12:00:00Z'));
  const stale = await shop.order(told('ghost@example.com', '2026-06-02T11:00:00Z'));
  expect(stale).toEqual({ ...owner, outcome: 'unchanged' });
  expect(await facts()).toHaveLength(1);
  const refund = (email: string, at: string) => ({
    source: 'test',
    external_id: 'c1',
    customer: { email },
    refunded_at: '2026-06-03T10:00:00Z',
    amount_minor: 100,
    source_updated_at: at,
  });
  await shop.refund(refund('owner@example.com', '2026-06-04T12:00:00Z'));
  expect((await shop.refund(refund('ghost@example.com', '2026-06-04T11:00:00Z'))).customer_id).toBe(owner.customer_id);
  expect(await facts()).toHaveLength(1);
  await expectExact();
});

test('eight records at once that each bring a new identifier of one customer all come in', async () => {
  const told = (id: string) => ({
    ...orderOf(id, null, '2026-06-01T10:00:00Z', 1000),
    customer: { phone: '+44 20 7946 0018', external_id: `till-${id}` },
  });
  await shop.order(told('0'));
  const outcomes = await Promise.all(Array.from({ length: 8 }, (_, index) => shop.order(told(String(index + 1)))));
  expect(outcomes.every(({ outcome }) => outcome === 'created')).toBe(true);
  expect(await facts()).toMatchObject([{ order_count: 9 }]);
  const strangers = (id: string) => ({
    ...orderOf(`s${id}`, null, '2026-06-01T10:00:00Z', 1000),
    customer: { phone: '+44 20 7946 0099', email: `${id}@example.com` },
  });
  await Promise.all(Array.from({ length: 8 }, (_, index) => shop.order(strangers(String(index)))));
  expect((await facts()).map((row) => row.order_count).sort()).toEqual([8, 9]);
  await expectExact();
});

test('an order as far from Greenwich as a clock can be is read to the instant', async () => {
  await shop.order(orderOf('1', 'ann', '2026-06-02T10:00:00+23:59', 1000));
  await expectExact();
});

test.each([
  [
    'a change from the future, which would freeze the order',
    { source_updated_at: '2199-01-01T00:00:00Z' },
    'in_the_future',
  ],
  ['an amount beyond what an order may come to', { shipping_minor: 1e12, tax_minor: 1e12 }, 'amount_too_large'],
  [
    'a slot that ends before it starts, whatever the offsets',
    { kind: 'booking', slot_starts_at: '2026-06-20T10:00:00Z', slot_ends_at: '2026-06-20T11:00:00+02:00' },
    'slot_ends_early',
  ],
  ['a place that is not there', { location: 'nowhere' }, 'unknown_location'],
  ['another currency', { currency: 'EUR' }, 'other_currency'],
  ['a negative total', { lines: [{ quantity: '-1', unit_price: '5' }] }, 'negative_total'],
] as const)('%s is refused by name', async (_name, more, code) => {
  const told = { ...orderOf('1', 'ann', '2026-06-01T10:00:00Z', 1000), ...more } as OrderInput;
  await expect(shop.order(told)).rejects.toMatchObject({ code });
  expect(await facts()).toEqual([]);
});

test('a field that nobody knows is refused, and so is an amount that sums could not hold', () => {
  const told = orderOf('1', 'ann', '2026-06-01T10:00:00Z', 1000);
  expect(() => orderDocument.parse({ ...told, custommer: { email: 'z@example.com' } })).toThrow(/custommer/);
  expect(() =>
    orderDocument.parse({ ...told, lines: [{ quantity: 1, unit_price: 1, total_minor: 2 ** 53 - 1 }] }),
  ).toThrow();
  expect(() => orderDocument.parse({ ...told, lines: [{ quantity: '1e5', unit_price: 1 }] })).toThrow(/nine decimals/);
  expect(orderDocument.parse({ ...told, lines: [{ quantity: 1e-9, unit_price: 1.5 }] }).lines[0]).toMatchObject({
    quantity: '0.000000001',
    unit_price: '1.5',
  });
});

test('a fact that somebody changed by hand is found, and made anew', async () => {
  await shop.order(orderOf('1', 'ann', '2026-06-01T10:00:00Z', 2000));
  await shop.inside((scope) =>
    sql`update customer_place_facts set gross_minor = 1 where organization_id = ${scope.organizationId}`.execute(
      scope.db,
    ),
  );
  await shop.inside((scope) =>
    sql`update day_facts set order_count = 7 where organization_id = ${scope.organizationId}`.execute(scope.db),
  );
  const found = await shop.inside(checkFacts);
  expect(found.map(({ table }) => table)).toEqual(['customer_place_facts', 'day_facts']);
  expect(found[0]).toMatchObject({ kept: { gross_minor: 1 }, recomputed: { gross_minor: 2000 } });
  await shop.inside(rebuildFacts);
  await expectExact();
  expect((await facts())[0]?.gross_minor).toBe(2000);
});

async function facts() {
  const { rows } = await shop.inside((scope) =>
    sql<{ name: string | null; order_count: number; gross_minor: number; refunded_minor: number; net_minor: number }>`
      select c.name, f.order_count, f.gross_minor, f.refunded_minor, f.net_minor
      from customer_facts f join customers c on c.organization_id = f.organization_id and c.customer_id = f.customer_id
      where f.organization_id = ${scope.organizationId} order by c.name`.execute(scope.db),
  );
  return rows;
}

async function upcoming() {
  const { rows } = await shop.inside((scope) =>
    sql`select upcoming_count, order_count from customer_facts where organization_id = ${scope.organizationId}`.execute(
      scope.db,
    ),
  );
  return rows[0];
}

async function windowSums() {
  const { rows } = await shop.inside((scope) =>
    sql`select window_order_count, window_net_minor from customer_facts where organization_id = ${scope.organizationId}`.execute(
      scope.db,
    ),
  );
  return rows[0];
}

async function expectExact() {
  expect(await shop.inside(checkFacts)).toEqual([]);
}
