import { appointmentDocument, quoteDocument } from '@regulars/contract/activity.ts';
import type { CustomerRecord } from '@regulars/contract/customers.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownerConnection } from '../../../platform/database.ts';
import { type Principal, withScope } from '../../../platform/scope.ts';
import { openShop, orderOf, type Shop } from '../../../testing/shop.ts';
import { mergeCustomers, recordAppointments, recordQuotes, voidRecords } from '../../activity/activity.ts';
import { addLocation, createOrganization } from '../../organizations/organizations.ts';
import { customerDetail } from './detail.ts';
import { customerOrders } from './orders.ts';

/** All that Ann has done, told by a till, a web shop and a file. It is 15 June 2026, noon in London. */
let shop: Shop;
let ann: string;
let annAtTheShop: string;
let harbour: string;
const person = { external_id: 'C-1', name: 'Ann O’Neill', email: 'ann@example.com', phone: '07700 900001' };
const importId = '01a1fa63-8d6e-7cdf-a918-4fa5243094e4';

beforeAll(async () => {
  shop = await openShop();
  harbour = await shop.inside((scope) => addLocation(scope, { kind: 'shop', name: 'Harbour', external_id: 'harbour' }));
  const first = await shop.order(
    orderOf('o1', null, '2026-03-10T10:00:00Z', 0, {
      customer: person,
      channel: 'pos',
      location: 'harbour',
      number: '1001',
      lines: [
        { product: 'tea', name: 'Tea', category: 'Drinks', quantity: 2, unit_price: '10.005' },
        { product: 'cup', name: 'Cup', quantity: 1, unit_price: '5', discount_minor: 100 },
      ],
      tax_minor: 300,
      shipping_minor: 200,
      tip_minor: 50,
    }),
  );
  ann = first.customer_id ?? '';
  await shop.order(orderOf('o2', 'C-1', '2026-05-20T10:00:00Z', 4_000, { channel: 'online' }));
  await shop.refund({
    source: 'test',
    external_id: 'r1',
    order: 'o2',
    refunded_at: '2026-05-25T10:00:00Z',
    amount_minor: 1_000,
    reason: 'too cold',
  });
  await shop.refund({
    source: 'test',
    external_id: 'r2',
    customer: { external_id: 'C-1' },
    refunded_at: '2026-05-26T10:00:00Z',
    amount_minor: 500,
  });
  await shop.refund({
    source: 'test',
    external_id: 'r3',
    order: 'o9',
    customer: { external_id: 'C-1' },
    refunded_at: '2026-05-27T10:00:00Z',
    amount_minor: 700,
  });
  await shop.order(orderOf('o3', 'C-1', '2026-06-01T10:00:00Z', 900, { cancelled_at: '2026-06-02T10:00:00Z' }));
  await shop.order(
    orderOf('b1', 'C-1', '2026-06-03T10:00:00Z', 6_000, {
      kind: 'booking',
      slot_starts_at: '2026-06-20T18:00:00Z',
      slot_ends_at: '2026-06-20T19:00:00Z',
      confirmed_at: '2026-06-03T10:00:00Z',
    }),
  );
  const { paid_at: _, ...unpaid } = orderOf('o4', 'C-1', '2026-06-04T10:00:00Z', 1_200);
  await shop.order(unpaid);
  await shop.order(orderOf('o5', 'C-1', '2026-06-05T10:00:00Z', 1_200, { is_test: true }));
  const wrong = await shop.order(orderOf('o6', 'C-1', '2026-06-06T10:00:00Z', 1_200));
  await shop.inside((scope) => voidRecords(scope, { orderIds: [wrong.id ?? ''], refundIds: [] }));
  await shop.inside(async (scope) => {
    await recordQuotes(scope, [
      quoteDocument.parse({
        source: 'desk',
        external_id: 'q1',
        customer: { email: 'ann@example.com' },
        title: 'Tea for forty',
        amount_minor: 90_000,
        quoted_at: '2026-06-07T10:00:00Z',
        accepted_at: '2026-06-08T10:00:00Z',
        won_at: '2026-06-09T10:00:00Z',
      }),
    ]);
    await recordAppointments(scope, [
      appointmentDocument.parse({
        source: 'desk',
        external_id: 'a1',
        kind: 'tasting',
        customer: { email: 'ann@example.com' },
        location: 'harbour',
        booked_at: '2026-06-08T10:00:00Z',
        starts_at: '2026-06-18T10:00:00Z',
        confirmed_at: '2026-06-08T11:00:00Z',
      }),
    ]);
  });
  // Her account at the web shop, merged into her: its order came by a file.
  const web = await shop.order(
    orderOf('w1', null, '2026-04-01T09:00:00Z', 2_500, {
      source: 'web',
      customer: { external_id: '77', email: 'ann.o@example.com', name: 'A. O’Neill' },
      channel: 'online',
    }),
  );
  annAtTheShop = web.customer_id ?? '';
  await shop.inside((scope) => mergeCustomers(scope, annAtTheShop, ann));
  const owner = ownerConnection(shop.url);
  await owner.connect();
  await owner.query(
    `insert into imports (organization_id, import_id, file_name, file_hash, format, state, started_by, started_at)
     values ($1, $2, 'web-orders.csv', 'x', 'shopify', 'done', 'ann', '2026-04-02T08:00:00Z')`,
    [shop.principal.organizationId, importId],
  );
  await owner.query('update orders set import_id = $1 where source = $2', [importId, 'web']);
  await owner.end();
});
afterAll(() => shop.close());

const detailOf = (customer_id: string, as_of?: string, principal: Principal = shop.principal) =>
  withScope(shop.world, principal, (scope) => customerDetail(scope, { customer_id, as_of }));
const recordsOf = (customer_id: string, more: object = {}, principal: Principal = shop.principal) =>
  withScope(shop.world, principal, (scope) => customerOrders(scope, { customer_id, limit: 50, ...more }));

test('who she is: names, how she is known and by whom, and who was merged into her', async () => {
  const { customer, identities, merged_from } = await detailOf(ann);
  expect(customer).toMatchObject({
    customer_id: ann,
    name: 'Ann O’Neill',
    external_id: 'C-1',
    external_source: 'test',
    email: 'ann@example.com',
    phone: '+447700900001',
    registered_on: '2026-03-10',
    first_source: 'test',
    is_erased: false,
  });
  expect(
    identities.map(({ kind, source, value, customer_id }) => [kind, source, value, customer_id === ann]).sort(),
  ).toEqual(
    [
      ['email', null, 'ann.o@example.com', false],
      ['email', null, 'ann@example.com', true],
      ['external', 'test', 'C-1', true],
      ['external', 'web', '77', false],
      ['phone', null, '+447700900001', true],
    ].sort(),
  );
  expect(merged_from).toEqual([
    { customer_id: annAtTheShop, name: 'A. O’Neill', merged_at: '2026-06-15T12:00:00.000Z' },
  ]);
});

test('what she comes to, and what the clock makes of it', async () => {
  const { reading } = await detailOf(ann);
  // 20.01 + 4.00 + 3.00 + 2.00 at the till, 40.00 − 10.00 online, 25.00 by the web shop, and a credit note of 5.00.
  expect(reading).toMatchObject({
    order_count: 3,
    gross_minor: 9_401,
    refunded_minor: 1_500,
    net_minor: 7_901,
    average_order_value_minor: 2_634,
    first_order_on: '2026-03-10',
    last_order_on: '2026-05-20',
    upcoming_count: 1,
    upcoming_minor: 6_000,
    next_booking_at: '2026-06-20T18:00:00.000Z',
    days_inactive: 0,
    stage: 'active',
    frequency_tier: 'occasional',
    window_order_count: 3,
    window_net_minor: 7_901,
    churn_risk: null,
    horizon_days: 90,
  });
  expect(reading?.orders_per_month).toBeCloseTo(3 / (97 / 30.4375), 9);
});

test('where, what and when: places, products, months', async () => {
  const { places, products, months, product_count } = await detailOf(ann);
  expect(
    places.map(({ location, channel, order_count, net_minor }) => [location, channel, order_count, net_minor]),
  ).toEqual([
    [null, 'online', 2, 5_500],
    ['Harbour', 'pos', 1, 2_901],
    [null, 'other', 0, -500],
  ]);
  expect(
    products.map(({ name, category, order_count, gross_minor, refunded_minor }) => [
      name,
      category,
      order_count,
      gross_minor,
      refunded_minor,
    ]),
  ).toEqual([
    ['Tea', 'Drinks', 2, 6_001, 1_000],
    [null, null, 1, 2_500, 0],
    ['Cup', null, 1, 400, 0],
  ]);
  expect(product_count).toBe(3);
  expect(months.map(({ month, order_count, net_minor }) => [month, order_count, net_minor])).toEqual([
    ['2026-03-01', 1, 2_901],
    ['2026-04-01', 1, 2_500],
    ['2026-05-01', 1, 2_500],
  ]);
});

test('where it is known from: by each system and file how many records', async () => {
  const { sources } = await detailOf(ann);
  expect(sources).toEqual([
    { source: 'test', import: null, orders: 6, refunds: 2 },
    {
      source: 'web',
      import: { import_id: importId, file_name: 'web-orders.csv', at: '2026-04-02T08:00:00.000Z' },
      orders: 1,
      refunds: 0,
    },
  ]);
});

test('what happened, the newest first, each with what became of it', async () => {
  const { records } = await recordsOf(ann);
  const told = records.map((record) => [record.record, record.external_id, 'state' in record ? record.state : null]);
  expect(told).toEqual([
    ['order', 'b1', 'upcoming'],
    ['appointment', 'a1', null],
    ['quote', 'q1', null],
    ['order', 'o5', 'test'],
    ['order', 'o4', 'unpaid'],
    ['order', 'o3', 'cancelled'],
    ['credit_note', 'r2', null],
    ['order', 'o2', 'partially_refunded'],
    ['order', 'w1', 'counts'],
    ['order', 'o1', 'counts'],
  ]);
});

test('an order with its lines, the parts of its total, its statuses and refunds, and where it came from', async () => {
  const { records } = await recordsOf(ann);
  const order = (external_id: string) =>
    records.find((record) => record.external_id === external_id) as Extract<CustomerRecord, { record: 'order' }>; // it is one
  expect(order('o1')).toMatchObject({
    number: '1001',
    channel: 'pos',
    location: 'Harbour',
    happened_on: '2026-03-10',
    goods_minor: 2_401,
    discount_minor: 0,
    tax_minor: 300,
    shipping_minor: 200,
    tip_minor: 50,
    total_minor: 2_901,
    refunded_minor: 0,
    statuses: [{ status: 'paid', at: '2026-03-10T10:00:00.000Z' }],
    lines: [
      { line_no: 1, name: 'Tea', category: 'Drinks', quantity: '2', unit_price: '10.005', total_minor: 2_001 },
      {
        line_no: 2,
        name: 'Cup',
        category: null,
        quantity: '1',
        unit_price: '5',
        discount_minor: 100,
        total_minor: 400,
      },
    ],
    line_count: 2,
    refunds: [],
    source: 'test',
    import: null,
    customer_id: ann,
  });
  expect(order('o2').refunds).toMatchObject([
    { external_id: 'r1', amount_minor: 1_000, reason: 'too cold', refunded_on: '2026-05-25' },
  ]);
  expect(order('o3').statuses.map(({ status }) => status)).toEqual(['paid', 'cancelled']);
  expect(order('w1')).toMatchObject({
    source: 'web',
    import: { file_name: 'web-orders.csv' },
    customer_id: annAtTheShop,
  });
});

test('page by page nothing comes twice or is left out', async () => {
  const whole = (await recordsOf(ann)).records.map(({ external_id }) => external_id);
  const paged: string[] = [];
  for (let cursor: string | undefined | null; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof recordsOf>> = await recordsOf(ann, { limit: 2, ...(cursor && { cursor }) });
    paged.push(...page.records.map(({ external_id }) => external_id));
    cursor = page.next_cursor;
  }
  expect(paged).toEqual(whole);
  await expect(recordsOf(ann, { cursor: 'abc' })).rejects.toMatchObject({ code: 'wrong_cursor' });
});

test('as of a past day: what had happened by then, as it was then', async () => {
  const then = await detailOf(ann, '2026-05-24');
  expect(then.reading).toMatchObject({
    order_count: 3,
    refunded_minor: 0,
    net_minor: 9_401,
    stage: 'active',
    upcoming_count: 0,
  });
  expect(then.months).toHaveLength(3);
  const { records } = await recordsOf(ann, { as_of: '2026-05-24' });
  expect(records.map((record) => [record.external_id, 'state' in record && record.state])).toEqual([
    ['o2', 'counts'],
    ['w1', 'counts'],
    ['o1', 'counts'],
  ]);
  const before = await detailOf(ann, '2026-01-01');
  expect([before.reading, before.places, before.months]).toEqual([null, [], []]);
  expect(before.customer.name).toBe('Ann O’Neill');
});

test('who was merged answers with whom they stand for', async () => {
  expect((await detailOf(annAtTheShop)).customer.customer_id).toBe(ann);
  expect((await recordsOf(annAtTheShop)).records).toHaveLength(10);
});

test('without the right to reach people nothing says how', async () => {
  const permissions = new Set(
    [...shop.principal.permissions].filter((permission) => permission !== 'customers:contact'),
  );
  const told = JSON.stringify(await detailOf(ann, undefined, { ...shop.principal, permissions }));
  expect(told).toContain('C-1');
  expect(told).not.toMatch(/example\.com|7700/);
});

test('who sees one location sees what happened there, and nobody who never was there', async () => {
  const atHarbour: Principal = { ...shop.principal, locations: [harbour] };
  const told = await detailOf(ann, undefined, atHarbour);
  expect(told.reading).toMatchObject({ order_count: 1, net_minor: 2_901, next_booking_at: null });
  expect([told.places.length, told.products.length, told.months.length]).toEqual([1, 2, 1]);
  expect(told.sources).toEqual([{ source: 'test', import: null, orders: 1, refunds: 0 }]);
  expect((await recordsOf(ann, {}, atHarbour)).records.map(({ external_id }) => external_id)).toEqual(['a1', 'o1']);
  const bob = (await shop.order(orderOf('bob', 'bob', '2026-05-01T10:00:00Z', 100))).customer_id ?? '';
  await expect(detailOf(bob, undefined, atHarbour)).rejects.toMatchObject({ code: 'unknown_customer', status: 404 });
});

test('a customer of another organization is as unknown as nobody', async () => {
  const { organizationId } = await createOrganization(shop.world, {
    slug: 'other',
    name: 'Other',
    currency: 'EUR',
    time_zone: 'Europe/Berlin',
  });
  const stranger: Principal = { ...shop.principal, organizationId };
  const answers = [];
  for (const id of [ann, annAtTheShop, '01a1fa63-8d6e-7cdf-a918-4fa5243094e4']) {
    for (const ask of [() => detailOf(id, undefined, stranger), () => recordsOf(id, {}, stranger)]) {
      answers.push(await ask().catch(({ code, status, message }) => ({ code, status, message })));
    }
  }
  expect(answers[0]).toEqual({ code: 'unknown_customer', status: 404, message: 'There is no such customer' });
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
});

test('the search goes round the policies for the organization in use alone', async () => {
  const { organizationId } = await createOrganization(shop.world, {
    slug: 'third',
    name: 'Third',
    currency: 'EUR',
    time_zone: 'Europe/Berlin',
  });
  const ours = shop.principal.organizationId;
  for (const [inUse, asked, expected] of [
    [ours, ours, 1],
    [organizationId, ours, 0],
    [organizationId, organizationId, 0],
  ] as const) {
    const found = await withScope(shop.world, { ...shop.principal, organizationId: inUse }, async (scope) => {
      const { rows } = await sql`select * from app.customers_named(${asked}, array['ann', 'oneill'], false)`.execute(
        scope.db,
      );
      const alike = await sql`select * from app.customers_named(${asked}, array['ann', 'oneil'], true)`.execute(
        scope.db,
      );
      expect(alike.rows.length > 0).toBe(expected > 0);
      return rows.length;
    });
    expect(found).toBe(expected);
  }
  const { rows } = await sql`select * from app.customers_named(${ours}, array['ann'], false)`.execute(
    shop.world.databases.app,
  );
  expect(rows).toEqual([]);
});
