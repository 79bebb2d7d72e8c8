import type { ImportReport } from '@regulars/contract/imports.ts';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testing/shop.ts';
import { changeOrderStatus, checkFacts } from '../activity/activity.ts';
import { type MadeFiles, type MadeRow, makeFiles } from './testing/made-files.ts';
import { takeFile } from './testing/take-file.ts';

let shop: Shop;
let files: MadeFiles;

beforeAll(() => {
  files = makeFiles();
});
afterAll(() => files.remove());
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

let counter = 0;
async function take(rows: readonly MadeRow[], fileName = `made-${counter++}.csv`) {
  return await takeFile(shop, files.online(fileName, rows));
}

async function rowsOf<Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return await shop.inside(async (scope) => (await query.execute(scope.db)).rows);
}

const orders = sql<{
  external_id: string;
  customer: string | null;
  placed_at: Date;
  paid_at: Date;
  total_minor: number;
  channel: string;
  kind: string;
}>`
  select o.external_id, i.value as customer, o.placed_at, o.paid_at, o.total_minor, o.channel, o.kind
  from orders o
  left join customer_identities i on i.organization_id = o.organization_id and i.customer_id = o.customer_id
  order by o.external_id collate "C"`;
const refunds = sql<{
  external_id: string;
  customer: string | null;
  refunded_at: Date;
  amount_minor: number;
  order_id: string | null;
}>`
  select r.external_id, i.value as customer, r.refunded_at, r.amount_minor, r.order_id
  from refunds r
  left join customer_identities i on i.organization_id = r.organization_id and i.customer_id = r.customer_id
  order by r.external_id collate "C"`;
const facts = sql<{
  customer: string;
  order_count: number;
  gross_minor: number;
  refunded_minor: number;
  net_minor: number;
}>`
  select i.value as customer, f.order_count, f.gross_minor, f.refunded_minor, f.net_minor
  from customer_facts f
  join customer_identities i on i.organization_id = f.organization_id and i.customer_id = f.customer_id
  order by i.value`;

const unread = (report: ImportReport) => Object.fromEntries(report.not_taken.map(({ reason, rows }) => [reason, rows]));

test('an invoice of several lines is one order, at its earliest time in the local zone', async () => {
  const report = await take([
    ['1001', 'MUG', 2, '2011-07-01 10:01:00', '1.25', 'ann'],
    ['1001', 'CUP', 1, '2011-07-01 10:00:00', '2.50', 'ann'],
    ['1002', 'MUG', 1, '2011-01-05 09:00:00', '1.25', 'bob'],
  ]);

  expect(report).toMatchObject({
    rows_read: 3,
    rows_taken: 3,
    rows_not_taken: 0,
    gross_minor: 625,
    records_written: 6,
  });
  expect(await rowsOf(orders)).toMatchObject([
    // British summer time: an hour ahead of UTC.
    {
      external_id: '1001',
      customer: 'ann',
      placed_at: new Date('2011-07-01T09:00:00Z'),
      paid_at: new Date('2011-07-01T09:00:00Z'),
      total_minor: 500,
      channel: 'online',
      kind: 'sale',
    },
    { external_id: '1002', customer: 'bob', placed_at: new Date('2011-01-05T09:00:00Z'), total_minor: 125 },
  ]);
  expect(await rowsOf(facts)).toEqual([
    { customer: 'ann', order_count: 1, gross_minor: 500, refunded_minor: 0, net_minor: 500 },
    { customer: 'bob', order_count: 1, gross_minor: 125, refunded_minor: 0, net_minor: 125 },
  ]);
  expect(await shop.inside(checkFacts)).toEqual([]);
});

test('the rows of an invoice need not stand together', async () => {
  await take([
    ['1001', 'MUG', 1, '2011-01-01 10:00:00', '1.00', 'ann'],
    ['1002', 'CUP', 1, '2011-01-01 10:05:00', '2.00', 'bob'],
    ['1001', 'CUP', 1, '2011-01-01 10:00:00', '2.00', 'ann'],
  ]);

  expect(await rowsOf(orders)).toMatchObject([
    { external_id: '1001', total_minor: 300 },
    { external_id: '1002', total_minor: 200 },
  ]);
});

test('a credit note is a refund of the customer alone, by product', async () => {
  const report = await take([
    ['1001', 'MUG', 4, '2011-01-01 10:00:00', '2.00', 'ann'],
    ['C1002', 'MUG', -1, '2011-01-09 10:00:00', '2.00', 'ann'],
    ['C1002', 'CUP', -2, '2011-01-09 10:00:00', '0.50', 'ann'],
    ['C1003', 'CUP', -1, '2011-01-10 10:00:00', '3.00'],
  ]);

  expect(report).toMatchObject({ gross_minor: 800, refunded_minor: 600, guest_refunds: 1, guest_refunded_minor: 300 });
  expect(await rowsOf(refunds)).toMatchObject([
    {
      external_id: 'C1002',
      customer: 'ann',
      refunded_at: new Date('2011-01-09T10:00:00Z'),
      amount_minor: 300,
      order_id: null,
    },
    { external_id: 'C1003', customer: null, amount_minor: 300, order_id: null },
  ]);
  const lines = await rowsOf(sql`
    select p.external_id, l.amount_minor, l.is_told from refund_lines l
    join products p on p.organization_id = l.organization_id and p.product_id = l.product_id order by l.refund_id, l.line_no`);
  expect(lines).toEqual([
    { external_id: 'MUG', amount_minor: 200, is_told: true },
    { external_id: 'CUP', amount_minor: 100, is_told: true },
    { external_id: 'CUP', amount_minor: 300, is_told: true },
  ]);
  expect(await rowsOf(facts)).toEqual([
    { customer: 'ann', order_count: 1, gross_minor: 800, refunded_minor: 300, net_minor: 500 },
  ]);
  expect(await shop.inside(checkFacts)).toEqual([]);
});

test('rows that are no sale are counted by their reason, and make no order of their own', async () => {
  const report = await take([
    ['1001', 'MUG', 1, '2011-01-01 10:00:00', '2.00', 'ann'],
    ['1001', 'GIFT', 1, '2011-01-01 10:00:00', '0', 'ann'],
    ['1002', 'GIFT', 1, '2011-01-02 10:00:00', '0.00', 'bob'],
    ['1003', 'MUG', -5, '2011-01-03 10:00:00', '0'],
    ['1004', 'MUG', -5, '2011-01-03 10:00:00', '1.00'],
    ['A1005', 'B', 1, '2011-01-04 10:00:00', '-110.62'],
    ['C1006', 'MUG', -1, '2011-01-04 10:00:00', '0', 'ann'],
  ]);

  expect(report).toMatchObject({
    rows_read: 7,
    rows_taken: 1,
    rows_not_taken: 6,
    orders: { created: 1 },
    refunds: { created: 0 },
  });
  expect(unread(report)).toEqual({ zero_price: 3, stock_write_off: 2, bad_debt: 1 });
  expect(report.not_taken.every((group) => !group.is_mistake)).toBe(true);
  expect(report.not_taken.find((group) => group.reason === 'bad_debt')?.examples).toEqual([
    { line: 7, field: 'UnitPrice', value: '-110.62', is_personal: false },
  ]);
  // Bob is on file, as a prospect.
  expect(await rowsOf(facts)).toMatchObject([
    { customer: 'ann', order_count: 1 },
    { customer: 'bob', order_count: 0, net_minor: 0 },
  ]);
});

test('a positive adjustment of bad debt counts as the published rule counts it', async () => {
  const report = await take([['A1005', 'B', 1, '2011-01-04 10:00:00', '110.62']]);
  expect(report).toMatchObject({ guest_orders: 1, guest_gross_minor: 11062 });
});

test('rows without a customer are orders of guests', async () => {
  const report = await take([
    ['1001', 'MUG', 1, '2011-01-01 10:00:00', '2.00'],
    ['1002', 'MUG', 2, '2011-01-01 11:00:00', '2.00', 'ann'],
  ]);

  expect(report).toMatchObject({
    gross_minor: 600,
    guest_orders: 1,
    guest_gross_minor: 200,
    customers: { created: 1 },
  });
  expect(await rowsOf(orders)).toMatchObject([{ customer: null }, { customer: 'ann' }]);
});

test('who only ever had a credit note is a prospect with a negative net', async () => {
  await take([['C1001', 'MUG', -1, '2011-01-01 10:00:00', '2.00', 'cleo']]);
  expect(await rowsOf(facts)).toEqual([
    { customer: 'cleo', order_count: 0, gross_minor: 0, refunded_minor: 200, net_minor: -200 },
  ]);
});

test('exact duplicate rows are kept as the file has them', async () => {
  const row: MadeRow = ['1001', 'MUG', 1, '2011-01-01 10:00:00', '2.00', 'ann'];
  const report = await take([row, row]);
  expect(report).toMatchObject({ rows_taken: 2, gross_minor: 400 });
  expect(await rowsOf(sql`select count(*)::integer as lines from order_lines`)).toEqual([{ lines: 2 }]);
});

test('prices of a tenth of a penny add up exactly: the order is rounded, and its pennies fall on the largest remainders', async () => {
  await take([
    // 0.004 + 0.004 + 0.007 = 0.015: half to even is 0.02
    ['1001', 'A', 4, '2011-01-01 10:00:00', '0.001', 'ann'],
    ['1001', 'B', 4, '2011-01-01 10:00:00', '0.001', 'ann'],
    ['1001', 'C', 7, '2011-01-01 10:00:00', '0.001', 'ann'],
    // 2.5 pence: half to even is 2
    ['1002', 'A', 25, '2011-01-01 10:00:00', '0.001', 'bob'],
    ['1003', 'A', 1, '2011-01-01 10:00:00', '0.001', 'bob'],
  ]);

  expect(await rowsOf(orders)).toMatchObject([
    { total_minor: 2 },
    { total_minor: 2 },
    { external_id: '1003', total_minor: 0 },
  ]);
  const lines = await rowsOf(sql`
    select o.external_id, p.external_id as product, l.unit_price::text, l.total_minor
    from order_lines l
    join orders o on o.organization_id = l.organization_id and o.order_id = l.order_id
    join products p on p.organization_id = l.organization_id and p.product_id = l.product_id
    order by 1, 2`);
  expect(lines).toMatchObject([
    { product: 'A', total_minor: 1, unit_price: '0.001000000' },
    { product: 'B', total_minor: 0 },
    { product: 'C', total_minor: 1 },
    { external_id: '1002', total_minor: 2 },
    { external_id: '1003', total_minor: 0 },
  ]);
  // An order of nothing does not count.
  expect(await rowsOf(facts)).toMatchObject([
    { customer: 'ann', order_count: 1 },
    { customer: 'bob', order_count: 1, gross_minor: 2 },
  ]);
  expect(await shop.inside(checkFacts)).toEqual([]);
});

test('a currency without decimals is rounded to whole units', async () => {
  await shop.close();
  shop = await openShop({ currency: 'JPY', time_zone: 'Asia/Tokyo', country: 'JP' });
  const report = await take([['1001', 'MUG', 3, '2011-01-01 10:00:00', '100.5', 'ann']]);
  expect(report).toMatchObject({ currency: 'JPY', gross_minor: 302 });
  expect(await rowsOf(orders)).toMatchObject([{ placed_at: new Date('2011-01-01T01:00:00Z'), total_minor: 302 }]);
});

test('a product has its newest description, and keeps the case of its code', async () => {
  await take([
    ['1001', 'mug', 1, '2011-01-02 10:00:00', '1.00', 'ann', 'NEW MUG'],
    ['1002', 'mug', 1, '2011-01-01 10:00:00', '1.00', 'ann', 'OLD MUG'],
    ['1003', 'mug', 1, '2011-01-03 10:00:00', '1.00', 'ann', ''],
    ['1004', 'MUG', 1, '2011-01-03 10:00:00', '1.00', 'ann', 'ANOTHER'],
  ]);
  const products = sql`select external_id, name from products order by external_id collate "C"`;
  expect(await rowsOf(products)).toEqual([
    { external_id: 'MUG', name: 'ANOTHER' },
    { external_id: 'mug', name: 'NEW MUG' },
  ]);

  // An older file told later does not bring the old name back; a newer one does bring its own.
  expect(await take([['1000', 'mug', 1, '2010-12-01 10:00:00', '1.00', 'ann', 'OLDEST MUG']])).toMatchObject({
    products: { changed: 0 },
  });
  expect(await take([['1005', 'mug', 1, '2011-02-01 10:00:00', '1.00', 'ann', 'NEWEST MUG']])).toMatchObject({
    products: { changed: 1 },
  });
  expect(await rowsOf(products)).toMatchObject([{}, { name: 'NEWEST MUG' }]);
});

test('a customer is registered on the day of their first row, whichever file tells it', async () => {
  await take([['1002', 'MUG', 1, '2011-02-01 10:00:00', '1.00', 'ann']]);
  const report = await take([['1001', 'MUG', 1, '2011-01-01 10:00:00', '1.00', 'ann']]);
  expect(report.customers).toEqual({ created: 0, changed: 1, unchanged: 0 });
  expect(await rowsOf(sql`select registered_at from customers`)).toEqual([
    { registered_at: new Date('2011-01-01T10:00:00Z') },
  ]);
});

const file: readonly MadeRow[] = [
  ['1001', 'MUG', 2, '2011-01-01 10:00:00', '1.25', 'ann'],
  ['1001', 'CUP', 1, '2011-01-01 10:00:00', '2.50', 'ann'],
  ['1002', 'MUG', 1, '2011-01-05 09:00:00', '1.25', 'bob'],
  ['1003', 'MUG', 1, '2011-01-06 09:00:00', '1.25'],
  ['C1004', 'MUG', -1, '2011-01-07 09:00:00', '1.25', 'ann'],
];

const fingerprint = sql<{ of: string; hash: string }>`
  select 'orders' as of, md5(string_agg(o::text, '|' order by o.order_id)) as hash from orders o
  union all select 'lines', md5(string_agg(l::text, '|' order by l.order_id, l.line_no)) from order_lines l
  union all select 'refunds', md5(string_agg(r::text, '|' order by r.refund_id)) from refunds r
  union all select 'refund lines', md5(string_agg(l::text, '|' order by l.refund_id, l.line_no)) from refund_lines l
  union all select 'customers', md5(string_agg(c::text, '|' order by c.customer_id)) from customers c
  union all select 'products', md5(string_agg(p::text, '|' order by p.product_id)) from products p
  union all select 'facts', md5(string_agg(f::text, '|' order by f.customer_id)) from customer_facts f
  union all select 'days', md5(string_agg(d::text, '|' order by d.day_on, d.kind, d.slot)) from day_facts d`;

async function countEvents(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from outbox`.execute(
    shop.world.databases.door('relay'),
  );
  return rows[0]?.count ?? 0;
}

test('the same file again changes nothing: no row, no fact, no event', async () => {
  await take(file);
  const before = await rowsOf(fingerprint);
  const eventsBefore = await countEvents();
  shop.setNow('2026-06-16T12:00:00Z');
  const again = await take(file);

  expect(again).toMatchObject({
    rows_taken: 5,
    records_written: 0,
    orders: { created: 0, changed: 0, unchanged: 3 },
    refunds: { created: 0, changed: 0, unchanged: 1 },
    customers: { created: 0, changed: 0, unchanged: 2 },
    products: { created: 0, changed: 0, unchanged: 2 },
    gross_minor: 750,
  });
  expect(await rowsOf(fingerprint)).toEqual(before);
  expect(await countEvents()).toBe(eventsBefore);
  expect(eventsBefore).toBeGreaterThan(0);
});

const changed = ([invoice, product, , ...rest]: MadeRow, quantity: number): MadeRow => [
  invoice,
  product,
  quantity,
  ...rest,
];

test('a corrected file replaces what it corrects, and the facts follow', async () => {
  await take(file);
  shop.setNow('2026-06-16T12:00:00Z');
  const [first, second, third, fourth, credit] = file as [MadeRow, MadeRow, MadeRow, MadeRow, MadeRow];
  const corrected: MadeRow[] = [first, changed(second, 3), third, fourth, changed(credit, -2)];
  const report = await take(corrected);

  expect(report).toMatchObject({ orders: { changed: 1, unchanged: 2 }, refunds: { changed: 1 }, records_written: 2 });
  expect(await rowsOf(facts)).toMatchObject([
    { customer: 'ann', gross_minor: 1000, refunded_minor: 250 },
    { customer: 'bob' },
  ]);
  expect(await shop.inside(checkFacts)).toEqual([]);
});

test('a corrected customer takes the order along', async () => {
  await take(file);
  shop.setNow('2026-06-16T12:00:00Z');
  await take([['1002', 'MUG', 1, '2011-01-05 09:00:00', '1.25', 'cleo']]);

  expect(await rowsOf(facts)).toMatchObject([
    { customer: 'ann' },
    { customer: 'bob', order_count: 0, net_minor: 0 },
    { customer: 'cleo', order_count: 1, net_minor: 125 },
  ]);
  expect(await shop.inside(checkFacts)).toEqual([]);
});

test('a corrected order keeps what was told of its status', async () => {
  await take(file);
  await shop.inside((scope) =>
    changeOrderStatus(scope, {
      source: 'online_retail',
      external_id: '1002',
      status: 'cancelled',
      at: '2011-01-08T09:00:00Z',
    }),
  );
  await shop.inside((scope) =>
    changeOrderStatus(scope, {
      source: 'online_retail',
      external_id: '1005',
      status: 'cancelled',
      at: '2011-01-08T09:00:00Z',
    }),
  );
  shop.setNow('2026-06-16T12:00:00Z');
  await take([
    ['1002', 'MUG', 9, '2011-01-05 09:00:00', '1.25', 'bob'],
    ['1005', 'MUG', 9, '2011-01-05 09:00:00', '1.25', 'bob'],
  ]);

  expect(await rowsOf(facts)).toMatchObject([{ customer: 'ann' }, { customer: 'bob', order_count: 0 }]);
  expect(await shop.inside(checkFacts)).toEqual([]);
});

test('a refund that was told first finds its order', async () => {
  await shop.refund({
    source: 'online_retail',
    external_id: 'r1',
    order: '1002',
    refunded_at: '2011-01-06T09:00:00Z',
    amount_minor: 25,
  });
  await take(file);
  expect(await rowsOf(facts)).toMatchObject([
    { customer: 'ann' },
    { customer: 'bob', gross_minor: 125, refunded_minor: 25 },
  ]);
  expect(await shop.inside(checkFacts)).toEqual([]);
});

test('a packed file, a byte order mark, columns in another order and case', async () => {
  const content =
    '\uFEFFcountry,CUSTOMERID,UnitPrice,InvoiceDate,Quantity,Description,StockCode,invoiceno\r\nUK,ann,1.25,2011-01-01 10:00,2,"A ""MUG"", BLUE\r\nAND WHITE",MUG,1001\r\n';
  const report = await takeFile(shop, files.write('other.csv.gz', content));
  expect(report).toMatchObject({ rows_taken: 1, gross_minor: 250 });
  expect(await rowsOf(sql`select name from products`)).toEqual([{ name: 'A "MUG", BLUE\r\nAND WHITE' }]);
});

test('another source keeps its own orders and customers', async () => {
  await take(file);
  const report = await takeFile(shop, files.online('second.csv', file), { chosen: { source: 'second-shop' } });
  expect(report).toMatchObject({ orders: { created: 3 }, customers: { created: 2 } });
});

test('two imports at the same time take each record once', async () => {
  const reports = await Promise.all([take(file), take(file)]);
  expect(reports.map((report) => report.orders.created).sort()).toEqual([0, 3]);
  expect(await shop.inside(checkFacts)).toEqual([]);
});

test('the history tells of every import', async () => {
  const report = await take(file, 'january.csv');
  const history = await rowsOf(sql<{ file_name: string; state: string; file_hash: string; report: ImportReport }>`
    select file_name, format, state, file_hash, report, finished_at is not null as is_finished from imports`);
  expect(history).toMatchObject([
    {
      file_name: 'january.csv',
      format: 'online_retail',
      state: 'done',
      file_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      is_finished: true,
      report: { rows_taken: 5 },
    },
  ]);
  expect(
    await rowsOf(sql`select count(*)::integer as orders from orders where import_id = ${report.import_id}`),
  ).toEqual([{ orders: 3 }]);
});

test('progress rises step by step', async () => {
  const told: { step: string; fraction: number }[] = [];
  await takeFile(shop, files.online('progress.csv', file), { onProgress: (progress) => told.push(progress) });
  expect([...new Set(told.map(({ step }) => step))]).toEqual([
    'reading',
    'settling',
    'comparing',
    'recording',
    'facts',
  ]);
  expect(told.map(({ fraction }) => fraction)).toEqual(told.map(({ fraction }) => fraction).toSorted((a, b) => a - b));
});

test('an import that is cancelled leaves nothing', async () => {
  const stop = new AbortController();
  const path = files.online('cancelled.csv', file);
  const importing = takeFile(shop, path, {
    signal: stop.signal,
    onProgress: ({ step }) => step === 'facts' && stop.abort(),
  });
  await expect(importing).rejects.toMatchObject({ code: 'cancelled' });
  expect(await rowsOf(orders)).toEqual([]);
  expect(await rowsOf(sql`select state, report -> 'error' ->> 'code' as code from imports`)).toEqual([
    { state: 'cancelled', code: 'cancelled' },
  ]);
});

test('it needs the permission to write records', async () => {
  const path = files.online('forbidden.csv', file);
  const looker = { ...shop.principal, permissions: new Set(['metrics:read'] as const) };
  await expect(takeFile({ world: shop.world, principal: looker }, path)).rejects.toMatchObject({
    code: 'not_permitted',
  });
});
