import { permissions } from '@regulars/contract/base.ts';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withScope } from '../../../platform/scope.ts';
import { daysAgo } from '../../../testing/days-ago.ts';
import { type House, openHouse, told } from '../../../testing/house.ts';
import { createKey } from '../../organizations/keys.ts';

/** The tea house, in which 5 002 more people have asked for a catalogue; and the rival, of whom no file may tell. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
  await withScope(house.world, house.tea.principal, async (scope) => {
    await sql`
      insert into customers (organization_id, customer_id, name, registered_at, first_source, created_at, updated_at)
      select ${scope.organizationId}::uuid, gen_random_uuid(), 'Person ' || n, '2026-01-01', 'desk', now(), now()
      from generate_series(1, 5002) n`.execute(scope.db);
    await sql`
      insert into customer_facts (organization_id, customer_id, order_count, gross_minor, refunded_minor, net_minor, upcoming_count,
        upcoming_minor, window_order_count, window_net_minor, window_from_on)
      select organization_id, customer_id, 0, 0, 0, 0, 0, 0, 0, 0, '2020-01-01'
      from customers where organization_id = ${scope.organizationId} and first_source = 'desk'`.execute(scope.db);
  });
});
afterAll(() => house.close());

const ask = (query = '', key = house.tea.key.secret) => house.ask(`/api/v1/exports/customers.csv${query}`, { key });

async function rowsOf(response: Response): Promise<Record<string, string>[]> {
  expect(response.status).toBe(200);
  return parse(await response.text(), { bom: true, columns: true, record_delimiter: '\r\n' });
}

test('everybody is in the file once, whatever the number', async () => {
  const response = await ask();
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="customers-\d{4}-\d\d-\d\d\.csv"$/,
  );
  const rows = await rowsOf(response);
  expect(rows).toHaveLength(5003);
  expect(new Set(rows.map((row) => row.customer_id)).size).toBe(5003);
});

test('a row can be read back, by people and by programs', async () => {
  const response = await ask('?q=ann');
  // With the byte order mark by which Excel knows UTF-8.
  const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
  expect(text.split('\r\n')[0]).toBe(
    '\ufeffcustomer_id,external_id,external_source,name,email,phone,registered_on,orders,gross_GBP,refunded_GBP,net_GBP,average_order_value_GBP,first_order_on,last_order_on,days_inactive,stage,rfm_segment,r_score,f_score,m_score,spending_tier,frequency_tier,crm_status,upcoming_bookings,upcoming_GBP,churn_risk,expected_spend_GBP',
  );
  const [ann] = parse(text, { bom: true, columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
  expect(ann).toMatchObject({
    customer_id: house.tea.customerId,
    external_id: 'tea-1',
    external_source: 'till',
    name: 'Ann',
    email: 'ann@example.com',
    phone: '',
    orders: '1',
    net_GBP: '24.68',
    days_inactive: '40',
    stage: 'active',
  });
});

test('the filters of the list, and the columns that are wanted', async () => {
  expect(await rowsOf(await ask('?stage=active&columns=net,name'))).toEqual([
    { customer_id: house.tea.customerId, name: 'Ann', net_GBP: '24.68' },
  ]);
  expect(await rowsOf(await ask('?stage=prospect&columns=name'))).toHaveLength(5002);
  expect(await rowsOf(await ask('?stage=churned'))).toEqual([]);
  for (const query of ['?columns=password', '?columns=', '?columns=name;net', '?stage=friend', '?order_count_from=']) {
    expect({ query, status: (await ask(query)).status }).toEqual({ query, status: 400 });
  }
});

test('as of a past day everybody who was on file then', async () => {
  const day = daysAgo(20);
  const rows = await rowsOf(await ask(`?as_of=${day}&columns=name,days_inactive`));
  expect(rows).toHaveLength(day > '2026-01-01' ? 5003 : 1);
  expect(rows.find((row) => row.name === 'Ann')?.days_inactive).toBe('20');
});

test('without the right to reach people they are no column, and none can be asked for', async () => {
  const { secret } = await createKey(house.world, 'tea', {
    name: 'figures',
    permissions: ['customers:read', 'customers:export', 'metrics:read'],
  });
  const [ann] = await rowsOf(await ask('?q=ann', secret));
  expect(ann).toMatchObject({ name: 'Ann', net_GBP: '24.68' });
  expect(Object.keys(ann ?? {})).not.toContain('email');
  expect(Object.keys(ann ?? {})).not.toContain('phone');
  for (const query of ['?columns=email', '?columns=name,phone', '?has_email=true']) {
    expect(await told(ask(query, secret))).toMatchObject({ status: 403, code: 'not_permitted' });
  }
  expect(await rowsOf(await ask('?q=ann@example', secret))).toEqual([]);
});

test('without the right to take customers out there is no file', async () => {
  const { secret } = await createKey(house.world, 'tea', {
    name: 'reading',
    permissions: permissions.filter((permission) => permission !== 'customers:export' && permission !== 'public'),
  });
  expect((await ask('', secret)).status).toBe(403);
});

test('what a spreadsheet would calculate is made harmless', async () => {
  await withScope(house.world, house.tea.principal, (scope) =>
    sql`update customers set name = '=HYPERLINK("http://evil.test")', phone = '+447700900001'
        where organization_id = ${scope.organizationId} and customer_id = ${house.tea.customerId}`.execute(scope.db),
  );
  const [ann] = await rowsOf(await ask('?stage=active'));
  expect([ann?.name, ann?.phone]).toEqual(['\'=HYPERLINK("http://evil.test")', "'+447700900001"]);
});

test('the same as a workbook', async () => {
  const response = await house.ask('/api/v1/exports/customers.xlsx?stage=active&columns=name,net,last_order_on', {
    key: house.tea.key.secret,
  });
  expect(response.headers.get('content-type')).toBe(
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  );
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.subarray(0, 4).toString('hex')).toBe('504b0304');
  const all = await house.ask('/api/v1/exports/customers.xlsx', { key: house.tea.key.secret });
  expect((await all.arrayBuffer()).byteLength).toBeGreaterThan(50_000);
});

test('a reader who leaves stops it', async () => {
  const response = await ask();
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  expect((await ask('?stage=active')).status).toBe(200);
});
