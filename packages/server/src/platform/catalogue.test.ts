import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { tableTypes } from '../testing/table-types.ts';
import { checkCatalogue } from './catalogue.ts';
import { dumpCatalogue } from './catalogue-dump.ts';
import { systemDoors, systemTables } from './doors.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await database.drop();
});

test('a fresh database keeps every rule', async () => {
  expect(await checkCatalogue(database.url)).toEqual([]);
});

test.each([
  ['a table without its policy', 'drop policy organization on orders', /orders is not under the one policy/],
  [
    'a table without security',
    'alter table visits disable row level security',
    /visits is not under row-level security/,
  ],
  [
    'a table that its owner may read whole',
    'alter table visits no force row level security',
    /visits is not under row-level/,
  ],
  ['a second, wider policy', 'create policy wide on quotes using (true)', /quotes is not under the one policy/],
  [
    'a new table outside the rules',
    'create table notes (id integer primary key)',
    /notes has no column organization_id/,
  ],
  [
    'a key that does not begin with the organization',
    'create unique index wrong on products (external_id)',
    /wrong of products does not begin/,
  ],
  ['a door that opens too wide', 'grant select on orders to regulars_relay', /regulars_relay reaches orders/],
  [
    'an application that reads a directory',
    'grant select on key_directory to regulars_app',
    /application reads key_directory/,
  ],
  [
    'a second function that goes round the policies',
    'create function public.peek() returns bigint language sql security definer as $$ select count(*) from orders $$',
    /peek answers with its owner's rights/,
  ],
  [
    'a search that forgot the organization',
    `create or replace function app.customers_named(organization uuid, words text[], is_similar boolean)
     returns table (found uuid, likeness real) language plpgsql security definer as $$
     begin return query select customer_id, 1::real from customers; end $$`,
    /customers_named answers with its owner's rights, and is not the search as it was written/,
  ],
  [
    'a search of somebody else',
    'alter function app.customers_named(uuid, text[], boolean) owner to regulars_relay',
    /customers_named answers/,
  ],
  ['a search that reads more', 'grant select on orders to regulars_search', /regulars_search reaches orders/],
  [
    'a search that reads how to reach people',
    'grant select (email) on customers to regulars_search',
    /regulars_search reaches customers/,
  ],
  ['a view with its owner’s rights', 'create view leak as select * from orders', /leak answers with its owner/],
])('%s is found', async (_name, breach, sentence) => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(breach);
  await client.end();
  expect((await checkCatalogue(database.url)).join('\n')).toMatch(sentence);
});

test('the schema is the one written down', async () => {
  const written = readFileSync(new URL('../../schema.sql', import.meta.url), 'utf8');
  expect(await dumpCatalogue(database.url)).toBe(written);
});

test('the system doors are these, and open these tables', () => {
  expect(Object.keys(systemDoors)).toEqual(['accounts', 'jobs', 'directory', 'relay']);
  expect(systemTables).toEqual([
    'organization_directory',
    'account_directory',
    'key_directory',
    'shop_slug_directory',
    'outbox',
  ]);
});

test('the table types are those of the migrated schema', () => {
  expect(() => tableTypes(database.url, 'verify')).not.toThrow();
});
