import {
  type CustomerList,
  customerListFilter,
  customerListInput,
  customerSorts,
} from '@regulars/contract/customers.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownerConnection } from '../../../platform/database.ts';
import { type Principal, withScope } from '../../../platform/scope.ts';
import { openShop, orderOf, type Shop } from '../../../testing/shop.ts';
import { mergeCustomers, recordInteractions } from '../../activity/activity.ts';
import { addLocation } from '../../organizations/organizations.ts';
import { countCustomers, listCustomers } from './list.ts';

/** Ann buys often, Bob has lapsed, Cleo is new, Dora came once long ago, Edi only asked. It is 15 June 2026, noon in London. */
let shop: Shop;
let harbour: string;
beforeAll(async () => {
  shop = await openShop();
  harbour = await shop.inside((scope) => addLocation(scope, { kind: 'shop', name: 'Harbour', external_id: 'harbour' }));
  const people = {
    ann: { external_id: 'C-1', name: 'Ann Marie O’Neill', email: 'ann@example.com', phone: '07700 900001' },
    bob: { external_id: 'C-2', name: 'Bob Lindqvist', email: 'bob@example.org', registered_at: '2024-03-01T00:00:00Z' },
    cleo: { external_id: 'c-31', name: 'Cleo Lefèvre-Beaumont', phone: '+33 6 12 34 56 78' },
    dora: { external_id: '0700', name: 'Dora Øst' },
  };
  const buy = (customer: keyof typeof people, on: string, amount: number, more = {}) =>
    shop.order(orderOf(`${customer} ${on}`, null, `${on}T10:00:00Z`, amount, { customer: people[customer], ...more }));
  for (const month of ['01', '02', '03', '04', '05', '06']) {
    await buy('ann', `2026-${month}-02`, 20_000, { channel: 'pos', location: 'harbour' });
  }
  await buy('bob', '2025-12-20', 30_000, { channel: 'online' });
  await buy('bob', '2026-01-05', 5_000, { channel: 'online' });
  await buy('cleo', '2026-06-10', 5_000, { channel: 'online', location: 'harbour' });
  await buy('dora', '2024-05-05', 60_000, { channel: 'phone' });
  await shop.inside((scope) =>
    recordInteractions(scope, [
      {
        source: 'desk',
        external_id: '1',
        kind: 'support',
        customer: { email: 'edi@example.com' },
        happened_at: '2026-05-01T09:00:00Z',
      },
    ]),
  );
});
afterAll(() => shop.close());

async function list(input: object, principal: Principal = shop.principal): Promise<CustomerList> {
  return await withScope(shop.world, principal, (scope) => listCustomers(scope, customerListInput.parse(input)));
}

async function total(filter: object, principal: Principal = shop.principal): Promise<number> {
  const counted = await withScope(shop.world, principal, (scope) =>
    countCustomers(scope, customerListFilter.parse(filter)),
  );
  return counted.total;
}

/** First names, Edi's by default. */
const named = (told: CustomerList) => told.customers.map(({ name }) => name?.split(' ')[0] ?? 'Edi');
const without = (...rights: string[]): Principal => ({
  ...shop.principal,
  permissions: new Set([...shop.principal.permissions].filter((permission) => !rights.includes(permission))),
});

test('a row says who it is, what they come to and what the clock makes of it', async () => {
  const { customers, ...about } = await list({ q: 'ann' });
  expect(about).toMatchObject({
    currency: 'GBP',
    today: '2026-06-15',
    next_cursor: null,
    found_by: 'beginning',
  });
  expect(customers).toEqual([
    {
      customer_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'Ann Marie O’Neill',
      external_id: 'C-1',
      external_source: 'test',
      email: 'ann@example.com',
      phone: '+447700900001',
      registered_on: '2026-01-02',
      order_count: 6,
      gross_minor: 120_000,
      refunded_minor: 0,
      net_minor: 120_000,
      average_order_value_minor: 20_000,
      first_order_on: '2026-01-02',
      last_order_on: '2026-06-02',
      upcoming_count: 0,
      upcoming_minor: 0,
      churn_risk: null,
      expected_spend_minor: null,
      stage: 'active',
      crm_status: 'vip',
      spending_tier: 'vip',
      frequency_tier: 'regular',
      days_inactive: 13,
      r_score: 5,
      f_score: 3,
      m_score: 3,
      rfm_segment: 'Loyal Customers',
    },
  ]);
});

describe('each filter', () => {
  test.each([
    [{}, ['Ann', 'Bob', 'Cleo', 'Dora', 'Edi']],
    [{ stage: 'prospect' }, ['Edi']],
    [{ stage: 'new' }, ['Cleo']],
    [{ stage: 'at_risk' }, ['Bob']],
    [{ spending_tier: 'vip' }, ['Ann']],
    [{ spending_tier: 'low' }, ['Cleo']],
    [{ frequency_tier: 'one_time' }, ['Cleo', 'Dora']],
    [{ frequency_tier: 'occasional' }, ['Bob']],
    [{ rfm_segment: 'New Customers' }, ['Cleo']],
    [{ rfm_segment: 'Lost' }, ['Dora']],
    [{ crm_status: 'inactive' }, ['Edi']],
    [{ crm_status: 'lost' }, ['Dora']],
    [{ channel: 'online' }, ['Bob', 'Cleo']],
    [{ channel: 'online', period: 30 }, ['Cleo']],
    [{ period: 365 }, ['Ann', 'Bob', 'Cleo']],
    [{ order_count_from: 2 }, ['Ann', 'Bob']],
    [{ order_count_to: 0 }, ['Edi']],
    [{ order_count_from: '2', order_count_to: '5' }, ['Bob']],
    [{ net_from_minor: 60_000 }, ['Ann', 'Dora']],
    [{ net_to_minor: 35_000 }, ['Bob', 'Cleo', 'Edi']],
    [{ net_from_minor: 5_000, net_to_minor: 5_000 }, ['Cleo']],
    [{ last_order_within_days: 6 }, ['Cleo']],
    [{ last_order_within_days: 5 }, []],
    [{ last_order_before_days: 161 }, ['Bob', 'Dora']],
    [{ last_order_before_days: 162 }, ['Dora']],
    [{ registered_from: '2026-05-01' }, ['Cleo', 'Edi']],
    [{ registered_to: '2024-05-05' }, ['Bob', 'Dora']],
    [{ registered_from: '2024-03-01', registered_to: '2024-03-01' }, ['Bob']],
    [{ has_email: true }, ['Ann', 'Bob', 'Edi']],
    [{ has_email: 'false' }, ['Cleo', 'Dora']],
    [{ has_phone: true }, ['Ann', 'Cleo']],
    [{ stage: 'active', spending_tier: 'vip', has_phone: true, channel: 'pos', q: 'marie' }, ['Ann']],
    [{ stage: 'active', channel: 'phone' }, []],
  ])('%j', async (filter, names) => {
    const told = await list({ ...filter, sort: 'name', direction: 'asc' });
    expect(named(told)).toEqual(names);
    expect(await total(filter)).toBe(names.length);
  });

  test('by location: who bought there, through that channel, all of one place', async () => {
    expect(named(await list({ location_id: harbour, sort: 'name', direction: 'asc' }))).toEqual(['Ann', 'Cleo']);
    expect(named(await list({ location_id: harbour, channel: 'pos' }))).toEqual(['Ann']);
    expect(
      named(await list({ location_id: '00000000-0000-0000-0000-000000000000', sort: 'name', direction: 'asc' })),
    ).toEqual(['Bob', 'Dora']);
    expect(named(await list({ location_id: '01a1fa63-8d6e-7cdf-a918-4fa5243094e4' }))).toEqual([]);
  });
});

test.each([
  ['name', ['Ann', 'Bob', 'Cleo', 'Dora', 'Edi'], ['Dora', 'Cleo', 'Bob', 'Ann', 'Edi']],
  ['net', ['Edi', 'Cleo', 'Bob', 'Dora', 'Ann'], ['Ann', 'Dora', 'Bob', 'Cleo', 'Edi']],
  ['average_order_value', ['Cleo', 'Bob', 'Ann', 'Dora', 'Edi'], ['Dora', 'Ann', 'Bob', 'Cleo', 'Edi']],
  ['last_order', ['Dora', 'Bob', 'Ann', 'Cleo', 'Edi'], ['Cleo', 'Ann', 'Bob', 'Dora', 'Edi']],
  ['first_order', ['Dora', 'Bob', 'Ann', 'Cleo', 'Edi'], ['Cleo', 'Ann', 'Bob', 'Dora', 'Edi']],
  ['days_inactive', ['Cleo', 'Ann', 'Bob', 'Dora', 'Edi'], ['Dora', 'Bob', 'Ann', 'Cleo', 'Edi']],
  ['registered', ['Bob', 'Dora', 'Ann', 'Edi', 'Cleo'], ['Cleo', 'Edi', 'Ann', 'Dora', 'Bob']],
])('sorted by %s, what is not known last', async (sort, rising, falling) => {
  expect(named(await list({ sort, direction: 'asc' }))).toEqual(rising);
  expect(named(await list({ sort, direction: 'desc' }))).toEqual(falling);
});

test('sorted by orders, equals by who came first', async () => {
  expect(named(await list({ sort: 'orders', direction: 'asc' }))).toEqual(['Edi', 'Cleo', 'Dora', 'Bob', 'Ann']);
  expect(named(await list({ sort: 'orders' }))).toEqual(['Ann', 'Bob', 'Dora', 'Cleo', 'Edi']);
});

describe('what is typed finds', () => {
  test.each([
    ['a name by its beginning', 'bob lin', ['Bob']],
    ['… by its last word', 'LINDQ', ['Bob']],
    ['… by a word in the middle', 'marie', ['Ann']],
    ['… by two words in any order', 'oneill ann', ['Ann']],
    ['… without its apostrophe', "o'neill", ['Ann']],
    ['… without accents', 'lefevre', ['Cleo']],
    ['… with them, and its hyphen', 'Lefèvre-b', ['Cleo']],
    ['… that other letters stand for', 'ost', ['Dora']],
    ['a number at a source, in any case', 'C-3', ['Cleo']],
    ['a number that begins like a phone number', '0700', ['Dora']],
    ['an e-mail', 'BOB@ex', ['Bob']],
    ['an e-mail of somebody without a name', 'edi@', ['Edi']],
    ['a phone number as it is dialled here', '07700 900', ['Ann']],
    ['… without its first 0', '7700', ['Ann']],
    ['… with its country', '+44 (0) 7700', ['Ann']],
    ['… as it is dialled from elsewhere', '0044 7700-900', ['Ann']],
    ['… of another country', '+33612', ['Cleo']],
    ['… its digits alone', '33612', ['Cleo']],
    ['a letter, in names alone', 'b', ['Bob', 'Cleo']],
    ['nobody', 'zzzzz', []],
    ['nobody, by signs alone', '%_\\', []],
  ])('%s: %s', async (_, q, names) => {
    const told = await list({ q, sort: 'name', direction: 'asc' });
    expect(named(told)).toEqual(names);
    expect(told.found_by).toBe('beginning');
  });

  test('a name that is misspelt, where nothing begins so; the most alike first', async () => {
    const told = await list({ q: 'lindkvist' });
    expect(named(told)).toEqual(['Bob']);
    expect(told).toMatchObject({ found_by: 'likeness', next_cursor: null });
    expect(named(await list({ q: 'lindkvist', stage: 'new' }))).toEqual([]);
  });

  test('a name by its beginning only, in a database that cannot do more', async () => {
    const plain = await openShop();
    const owner = ownerConnection(plain.url);
    await owner.connect();
    await owner.query('drop function app.customers_named');
    await owner.end();
    const customer = { external_id: '1', name: 'Ann Marie O’Neill' };
    await plain.order(orderOf('1', null, '2026-05-01T10:00:00Z', 1000, { customer }));
    const found = async (q: string) =>
      (await plain.inside((scope) => countCustomers(scope, customerListFilter.parse({ q })))).total;
    expect([await found('ann m'), await found('oneill'), await found('marie'), await found('annn')]).toEqual([
      1, 1, 0, 0,
    ]);
    await plain.close();
  });
});

test('a booking ahead makes the days quiet none, wherever the last order lies', async () => {
  const venue = await openShop();
  const book = (who: string, on: string, more = {}) =>
    venue.order(orderOf(`${who} ${on}`, who, `${on}T10:00:00Z`, 1000, more));
  for (const [who, on] of [
    ['ann', '2026-06-01'],
    ['bob', '2025-01-01'],
    ['cleo', '2026-06-14'],
  ] as const)
    await book(who, on);
  const slot = { kind: 'booking', slot_starts_at: '2026-07-01T18:00:00Z', confirmed_at: '2026-06-10T10:00:00Z' };
  await book('bob', '2026-06-10', slot);
  await book('dora', '2026-06-11', slot);
  const read = (direction: string, more = {}) =>
    venue.inside((scope) =>
      listCustomers(scope, customerListInput.parse({ sort: 'days_inactive', direction, ...more })),
    );
  const days = (told: CustomerList) => told.customers.map(({ name, days_inactive }) => [name, days_inactive]);
  expect(days(await read('asc'))).toEqual([
    ['bob', 0],
    ['cleo', 1],
    ['ann', 14],
    ['dora', null],
  ]);
  expect(days(await read('desc'))).toEqual([
    ['ann', 14],
    ['cleo', 1],
    ['bob', 0],
    ['dora', null],
  ]);
  const first = await read('asc', { limit: 1 });
  expect(days(await read('asc', { limit: 2, cursor: first.next_cursor }))).toEqual([
    ['cleo', 1],
    ['ann', 14],
  ]);
  expect(days(await read('asc', { as_of: '2026-06-05' }))).toEqual([
    ['ann', 4],
    ['bob', 520],
  ]);
  await venue.close();
});

test('who was merged is found as whom they stand for, and is no row', async () => {
  const [zoe] = (
    await Promise.all([
      shop.order(
        orderOf('zoe 1', null, '2026-02-02T10:00:00Z', 100, {
          customer: { email: 'zoe@example.com', name: 'Zoe Zed' },
        }),
      ),
    ])
  ).map((recorded) => recorded.customer_id ?? '');
  const ann = (await list({ q: 'ann' })).customers[0]?.customer_id ?? '';
  await shop.inside((scope) => mergeCustomers(scope, zoe ?? '', ann));
  for (const q of ['zoe@', 'zoe', 'zed']) expect(named(await list({ q }))).toEqual(['Ann']);
  expect(await total({})).toBe(5);
});

describe('page by page', () => {
  test.each(customerSorts.flatMap((sort) => [[sort, 'asc'] as const, [sort, 'desc'] as const]))(
    'by %s %s nobody comes twice or is left out, with however many equals',
    async (sort, direction) => {
      const twins = await openTwins();
      const read = (input: object) =>
        twins.inside((scope) => listCustomers(scope, customerListInput.parse({ sort, direction, ...input })));
      const whole = await read({ limit: 200 });
      expect(whole.customers).toHaveLength(26);
      const paged: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page: CustomerList = await read({ limit: 4, ...(cursor && { cursor }) });
        paged.push(...page.customers.map(({ customer_id }) => customer_id));
        cursor = page.next_cursor;
      }
      expect(paged).toEqual(whole.customers.map(({ customer_id }) => customer_id));
      expect(new Set(paged).size).toBe(26);
    },
  );

  /** 26 people in three kinds who differ in nothing, some of whom nothing is known of. */
  let twins: Shop | undefined;
  async function openTwins(): Promise<Shop> {
    if (twins) return twins;
    twins = await openShop();
    for (let nth = 0; nth < 20; nth++) {
      const name = nth % 4 === 0 ? null : 'Twin';
      const customer = { external_id: `t${nth}`, ...(name && { name }) };
      await twins.order(
        orderOf(`t${nth}`, null, nth % 2 === 0 ? '2026-05-01T10:00:00Z' : '2026-05-02T10:00:00.123456Z', 1000, {
          customer,
        }),
      );
    }
    await twins.inside((scope) =>
      recordInteractions(
        scope,
        Array.from({ length: 6 }, (_, nth) => ({
          source: 'desk',
          external_id: `${nth}`,
          kind: 'support' as const,
          customer: { external_id: `p${nth}` },
          happened_at: '2026-05-01T09:00:00Z',
        })),
      ),
    );
    return twins;
  }
  afterAll(() => twins?.close());

  test('a filter and a search go on with the pages', async () => {
    const first = await list({ frequency_tier: 'one_time', sort: 'net', limit: 1 });
    expect(named(first)).toEqual(['Dora']);
    const second = await list({ frequency_tier: 'one_time', sort: 'net', limit: 1, cursor: first.next_cursor });
    expect([named(second), second.next_cursor]).toEqual([['Cleo'], null]);
    const found = await list({ q: 'c-', sort: 'net', limit: 1 });
    expect(named(await list({ q: 'c-', sort: 'net', limit: 1, cursor: found.next_cursor }))).toEqual(['Bob']);
  });

  test('a cursor of another sort, of another kind, or made up is refused', async () => {
    const { next_cursor } = await list({ sort: 'net', limit: 1 });
    const made = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const id = '01a1fa63-8d6e-7cdf-a918-4fa5243094e4';
    for (const [sort, cursor] of [
      ['orders', next_cursor],
      ['net', 'abc'],
      ['net', made({ key: 1 })],
      ['net', made(['net desc', 0, '1', 'no id'])],
      ['net', made(['net desc', 0, '1; drop table customers', id])],
      ['net', made(['net desc', 0, null, id])],
      ['net', made(['net desc', 1, '1', id])],
      ['net', made(['net desc', -1, '1', id])],
      ['last_order', made(['last_order desc', 1, '2026-01-01', id])],
      ['net', made(['net desc', 0, '99999999999999999999', id])],
      ['last_order', made(['last_order desc', 0, '2026-02-30', id])],
      ['last_order', made(['last_order desc', 0, '0000-01-01', id])],
      ['registered', made(['registered desc', 0, '2026-01-01T25:00:00Z', id])],
      ['name', made(['name desc', 0, 'a\u0000', id])],
    ]) {
      await expect(list({ sort, cursor }), String(cursor)).rejects.toMatchObject({ code: 'wrong_cursor', status: 400 });
    }
    await expect(list({ cursor: '!' })).rejects.toThrow(/next_cursor/);
  });
});

describe('who may not reach people', () => {
  test('sees that there is an e-mail and a phone number, and neither', async () => {
    const told = await list({ q: 'ann' }, without('customers:contact'));
    expect(told.customers[0]).toMatchObject({ email: '•••', phone: '•••', external_id: 'C-1' });
  });

  test.each(['edi@', 'bob@example.org', '07700', '+447700900001', '33612'])('cannot search by them: %s', async (q) => {
    expect(await total({ q })).toBe(1);
    expect(await total({ q }, without('customers:contact'))).toBe(0);
  });

  test.each([{ has_email: true }, { has_phone: false }])('cannot filter by them: %j', async (filter) => {
    for (const ask of [list, total]) {
      await expect(ask(filter, without('customers:contact'))).rejects.toMatchObject({
        code: 'not_permitted',
        status: 403,
      });
    }
  });

  test('nor by a number that is an e-mail or a phone number itself', async () => {
    const other = await openShop();
    await other.order(
      orderOf('1', null, '2026-05-01T10:00:00Z', 1000, { customer: { external_id: 'fay@example.com' } }),
    );
    await other.order(
      orderOf('2', null, '2026-05-01T10:00:00Z', 1000, { customer: { external_id: '+44 7700 900009' } }),
    );
    const read = (input: object, permissions = other.principal.permissions) =>
      withScope(other.world, { ...other.principal, permissions }, (scope) =>
        listCustomers(scope, customerListInput.parse(input)),
      );
    const masked = new Set([...other.principal.permissions].filter((permission) => permission !== 'customers:contact'));
    for (const q of ['fay@', '+44 77']) {
      expect((await read({ q })).customers).toHaveLength(1);
      expect((await read({ q }, masked)).customers).toHaveLength(0);
    }
    expect((await read({}, masked)).customers.map(({ external_id }) => external_id)).toEqual(['•••', '•••']);
    await other.close();
  });
});

test('who sees one location sees who was there, and what they did there', async () => {
  const told = await list({ sort: 'name', direction: 'asc' }, { ...shop.principal, locations: [harbour] });
  expect(named(told)).toEqual(['Ann', 'Cleo']);
  expect(told.customers.map(({ net_minor }) => net_minor)).toEqual([120_000, 5_000]);
  const nowhere = await list({}, { ...shop.principal, locations: [] });
  expect(nowhere.customers).toEqual([]);
  expect(await total({}, { ...shop.principal, locations: [] })).toBe(0);
  expect(await total({}, { ...shop.principal, locations: [harbour] })).toBe(2);
});

test('as of a past day it is the list of that day', async () => {
  const told = await list({ as_of: '2026-01-31', sort: 'net' });
  expect(told.customers.map(({ name, net_minor, stage }) => [name?.split(' ')[0], net_minor, stage])).toEqual([
    ['Dora', 60_000, 'churned'],
    ['Bob', 35_000, 'active'],
    ['Ann', 20_000, 'new'],
  ]);
  expect(named(await list({ as_of: '2026-01-31', channel: 'online' }))).toEqual(['Bob']);
  expect(named(await list({ as_of: '2026-01-31', sort: 'last_order', limit: 1 }))).toEqual(['Bob']);
  await expect(list({ as_of: '2027-01-01' })).rejects.toMatchObject({ code: 'in_the_future' });
});

test('after midnight, before the job has moved a window, nobody is in yesterday’s segment', async () => {
  expect(named(await list({ rfm_segment: 'Loyal Customers' }))).toEqual(['Ann']);
  shop.setNow('2027-03-03T12:00:00Z');
  const told = await list({ q: 'ann' });
  // The orders of January to the start of March have left the window of 365 days: three are left.
  expect(told.customers[0]).toMatchObject({ f_score: 2, r_score: 1, rfm_segment: 'Lost' });
  expect(named(await list({ rfm_segment: 'Loyal Customers' }))).toEqual([]);
  shop.setNow('2026-06-15T12:00:00Z');
});
