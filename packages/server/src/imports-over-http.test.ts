import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportDetail, Reading } from '@regulars/contract/imports.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey } from './features/organizations/keys.ts';
import { createOrganization } from './features/organizations/organizations.ts';
import { openAccounts } from './platform/accounts/accounts.ts';
import { type RunningServer, startServer } from './server.ts';
import { createTestDatabase, type TestDatabase } from './testing/database.ts';

/** A file on its way: sent to the running server, understood, previewed, taken in, accounted for and taken back. */

const secret = 'a secret of the tests, long enough';
const log = pino({ level: 'silent' });
let database: TestDatabase;
let home: string;
let server: RunningServer;
let key: string;
let rivalKey: string;
let staffKey: string;

const start = () => startServer({ databaseUrl: database.url, port: 0, secret, home, log });

beforeAll(async () => {
  database = await createTestDatabase();
  home = mkdtempSync(join(tmpdir(), 'regulars-uploads-'));
  for (const slug of ['tea', 'rival']) {
    await createOrganization(
      { databases: database.databases },
      { slug, name: slug, currency: 'GBP', time_zone: 'Europe/London', country: 'GB' },
    );
  }
  server = await start();
  const accounts = openAccounts(database.databases, { secret, secure: false });
  const world = { databases: database.databases, accounts };
  key = (await createKey(world, 'tea', { name: 'files' })).secret;
  rivalKey = (await createKey(world, 'rival', { name: 'files' })).secret;
  const permissions = ['organization:read', 'records:write'] as const;
  staffKey = (await createKey(world, 'tea', { name: 'till', permissions: [...permissions] })).secret;
});
afterAll(async () => {
  await server.close();
  await database.drop();
  rmSync(home, { recursive: true, force: true });
});

interface Answer<Body = ImportDetail> {
  status: number;
  body: Body;
}

async function ask<Body = ImportDetail>(
  method: string,
  path: string,
  more: { body?: string; by?: string } = {},
): Promise<Answer<Body>> {
  const response = await fetch(`${server.url}/api/v1/imports${path}`, {
    method,
    headers: {
      authorization: `Bearer ${more.by ?? key}`,
      ...(typeof more.body === 'string' && path.endsWith('/reading') && { 'content-type': 'application/json' }),
    },
    ...(more.body !== undefined && { body: more.body }),
  });
  const text = await response.text();
  return { status: response.status, body: (text.startsWith('{') ? JSON.parse(text) : text) as Body };
}

const send = (name: string, content: string, by?: string) =>
  ask('POST', `?file_name=${encodeURIComponent(name)}`, { body: content, ...(by !== undefined && { by }) });

async function until(importId: string, ...states: ImportDetail['state'][]): Promise<ImportDetail> {
  let detail: ImportDetail | null = null;
  await expect
    .poll(
      async () => {
        detail = (await ask('GET', `/${importId}`)).body;
        return detail.state;
      },
      { timeout: 60_000, interval: 50 },
    )
    .toSatisfy((state: ImportDetail['state']) => states.includes(state));
  return detail as unknown as ImportDetail;
}

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const rows = (prefix: string, invoices: number, lines = 3) =>
  Array.from({ length: invoices * lines }, (_, i) => {
    const invoice = Math.floor(i / lines);
    return `${prefix}${invoice},P${i % 50},THING ${i % 50},${1 + (i % 4)},2011-0${1 + (invoice % 9)}-1${invoice % 10} 10:00:00,${1 + (i % 9)}.25,${prefix}c${invoice % 97},UK`;
  });
const file = (prefix: string, invoices: number) => [header, ...rows(prefix, invoices)].join('\n');

test('a file is understood, previewed, taken in, accounted for and taken back', async () => {
  const content = `${file('a', 20)}\na99,MUG,BAD,x,2011-01-01 10:00:00,1.00,ann,UK\n`;
  const sent = await send('January.csv', content);
  expect(sent).toMatchObject({
    status: 201,
    body: {
      file_name: 'January.csv',
      state: 'uploaded',
      title: 'Online Retail',
      reading: { format: 'online_retail', source: 'online_retail' },
      understanding: { questions: [] },
      can_retry: true,
    },
  });
  const { import_id } = sent.body;
  expect(sent.body.understanding?.sample[0]?.[0]).toBe('a0');

  expect((await ask('POST', `/${import_id}/preview`)).status).toBe(200);
  const { preview } = await until(import_id, 'previewed');
  expect(preview).toMatchObject({
    rows_read: 61,
    rows_taken: 60,
    orders: { created: 20 },
    customers: { created: 20 },
    not_taken: [{ reason: 'not_a_number', examples: [{ line: 62, field: 'Quantity', value: 'x' }] }],
  });
  expect(preview?.records[0]).toMatchObject({ kind: 'order', external_id: 'a0', customer: 'ac0', status: 'counts' });
  expect((await ask<{ overview: unknown }>('GET', '')).status).toBe(200);

  expect((await ask('POST', `/${import_id}/run`)).status).toBe(200);
  const done = await until(import_id, 'done');
  expect(done).toMatchObject({
    report: { rows_taken: 60, orders: { created: 20 } },
    understanding: null,
    preview: null,
    can_undo: true,
  });
  expect(done.report?.net_change_minor).toBe(preview?.net_change_minor);
  // The file goes once what became of it is kept.
  await expect.poll(() => readdirSync(join(home, 'uploads'))).toEqual([]);

  const list = await ask<string>('GET', `/${import_id}/not-taken.csv`);
  expect(list.body.replace('\uFEFF', '').split('\r\n')).toEqual([
    'line,field,value,taken,reason,code',
    expect.stringMatching(/^62,Quantity,x,no,.*,not_a_number$/),
    '',
  ]);

  expect((await ask('POST', `/${import_id}/undo`)).status).toBe(200);
  expect(await until(import_id, 'undone')).toMatchObject({ can_undo: false });
  expect(await ask('POST', `/${import_id}/undo`)).toMatchObject({ status: 409, body: { code: 'not_now' } });
  expect((await ask<{ imports: unknown[] }>('GET', '')).body.imports).toHaveLength(1);
});

test('what is wrong with a file is said at once, and the file is not kept', async () => {
  for (const [name, content, code] of [
    ['empty.csv', '', 'file_empty'],
    ['header.csv', `${header}\n`, 'no_rows'],
    ['papers.pdf', '%PDF-1.7 and so on', /not_csv|not_a_table/],
  ] as const) {
    const { status, body } = await send(name, content);
    expect([name, status]).toEqual([name, 400]);
    expect((body as unknown as { code: string }).code).toMatch(code);
  }
  await expect.poll(() => readdirSync(join(home, 'uploads'))).toEqual([]);
  expect((await ask('POST', '', { body: 'x' })).status).toBe(400);
});

test('another organization learns nothing of an import, and whoever may not see people sees none', async () => {
  const { import_id } = (await send('secret.csv', file('s', 2))).body;
  for (const [method, path] of [
    ['GET', ''],
    ['POST', '/preview'],
    ['POST', '/run'],
    ['POST', '/cancel'],
    ['POST', '/undo'],
    ['GET', '/not-taken.csv'],
  ] as const) {
    const foreign = await ask(method, `/${import_id}${path}`, { by: rivalKey });
    const unknown = await ask(method, `/${crypto.randomUUID()}${path}`, { by: rivalKey });
    expect([method, path, foreign.status, unknown.status]).toEqual([method, path, 404, 404]);
  }
  const masked = (await ask('GET', `/${import_id}`, { by: staffKey })).body;
  expect(JSON.stringify(masked)).not.toContain('sc0');
  expect(masked.understanding?.sample[0]?.every((cell) => cell === '•••')).toBe(true);
  expect((await ask('POST', `/${import_id}/cancel`)).body.state).toBe('cancelled');
});

test('a way of reading that is no way is refused by its field, and the file can be read another way', async () => {
  const { import_id, reading } = (await send('ways.csv', file('w', 2))).body;
  const put = (change: object) =>
    ask('PUT', `/${import_id}/reading`, { body: JSON.stringify({ reading: { ...reading, ...change } }) });
  expect(await put({ separator: 'x' })).toMatchObject({ status: 400 });
  expect(await put({ format: 'no such kind' })).toMatchObject({ status: 422, body: { code: 'unknown_format' } });
  expect(await put({ time_zone: 'Mars/Olympus' })).toMatchObject({ status: 422, body: { code: 'unknown_zone' } });
  const columns: Reading['columns'] = { record_id: 'InvoiceNo', placed_at: 'InvoiceDate' };
  const mapped = await put({ format: 'mapped', kind: 'orders', columns });
  expect(mapped).toMatchObject({ status: 200, body: { understanding: { questions: [{ about: 'columns' }] } } });
  expect(await ask('POST', `/${import_id}/run`)).toMatchObject({ status: 422, body: { code: 'not_understood' } });
  const whole = {
    ...columns,
    product_id: 'StockCode',
    quantity: 'Quantity',
    unit_price: 'UnitPrice',
    customer_id: 'CustomerID',
  };
  expect(await put({ format: 'mapped', kind: 'orders', columns: whole, source: 'ways' })).toMatchObject({
    status: 200,
    body: { understanding: { questions: [] } },
  });
  await ask('POST', `/${import_id}/run`);
  expect((await until(import_id, 'done', 'failed')).report).toMatchObject({ orders: { created: 2 } });
  // The next file with this header is read in the same way, unasked.
  const next = (await send('ways-february.csv', file('x', 2))).body;
  expect(next.reading).toMatchObject({ format: 'mapped', kind: 'orders', source: 'ways', columns: whole });
});

test('several files run at once, and each is taken once', async () => {
  const sent = await Promise.all(['p', 'q', 'r'].map((prefix) => send(`${prefix}.csv`, file(prefix, 300))));
  await Promise.all(
    sent.map(({ body }) =>
      ask('PUT', `/${body.import_id}/reading`, {
        body: JSON.stringify({
          reading: { ...body.reading, format: 'online_retail', source: 'many', columns: {}, kind: null },
        }),
      }),
    ),
  );
  await Promise.all(sent.map(({ body }) => ask('POST', `/${body.import_id}/run`)));
  for (const { body } of sent)
    expect((await until(body.import_id, 'done')).report).toMatchObject({ orders: { created: 300 } });
});

test('a running import is cancelled, and nothing of it is recorded', async () => {
  const { body } = await send('long.csv', file('long', 15_000));
  await ask('POST', `/${body.import_id}/run`);
  await until(body.import_id, 'running');
  expect((await ask('POST', `/${body.import_id}/cancel`)).status).toBe(200);
  expect(await until(body.import_id, 'cancelled', 'done')).toMatchObject({
    state: 'cancelled',
    error: { code: 'cancelled' },
    can_retry: true,
  });
});

test('an import survives the restart of the server: it goes on to the same result', async () => {
  const { body } = await send('survivor.csv', file('v', 15_000));
  await ask('POST', `/${body.import_id}/run`);
  await until(body.import_id, 'running');
  await server.close();
  server = await start();
  const done = await until(body.import_id, 'done', 'failed', 'cancelled');
  expect(done).toMatchObject({ state: 'done', report: { orders: { created: 15_000 }, rows_taken: 45_000 } });
}, 120_000);

test('an import survives connections that are cut under it', async () => {
  const { body } = await send('cut.csv', file('cut', 15_000));
  await ask('POST', `/${body.import_id}/run`);
  await until(body.import_id, 'running');
  await database.cutConnections();
  const done = await until(body.import_id, 'done', 'failed', 'cancelled');
  expect(done).toMatchObject({ state: 'done', report: { orders: { created: 15_000 } } });
}, 120_000);

test('our own list of customers, as it was taken away, changes nothing when it comes back', async () => {
  const { body } = await send('back.csv', file('back', 12));
  await ask('POST', `/${body.import_id}/run`);
  await until(body.import_id, 'done');
  for (const type of ['csv', 'xlsx']) {
    const list = await fetch(`${server.url}/api/v1/exports/customers.${type}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const sent = await fetch(`${server.url}/api/v1/imports?file_name=customers.${type}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: await list.arrayBuffer(),
    });
    const { import_id } = (await sent.json()) as ImportDetail;
    await ask('POST', `/${import_id}/preview`);
    const { preview, reading } = await until(import_id, 'previewed');
    expect(reading?.format).toBe('regulars_customers');
    const customers = preview?.customers;
    expect(customers).toMatchObject({ created: 0, changed: 0 });
    expect(customers?.unchanged).toBe(preview?.rows_read);
  }
});
