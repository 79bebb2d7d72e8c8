import { readFileSync } from 'node:fs';
import { parse } from 'libpg-query';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { ownerConnection } from './database.ts';
import { distribute, tablesByDependence } from './distribute.ts';
import { systemDoors } from './doors.ts';
import { migrationNames, splitStatements } from './migrate.ts';

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = ownerConnection(database.url);
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const names = async (query: string) => (await owner.query<{ name: string }>(query)).rows.map((row) => row.name);

test('a database without the extension says so plainly, and is left as it is', async () => {
  await expect(distribute(database.url)).rejects.toMatchObject({
    code: 'no_citus',
    message: expect.stringContaining('docs/scale.md'),
  });
});

test('each table of organizations is spread after those it refers to', async () => {
  const tables = await tablesByDependence(owner);
  expect(tables).toHaveLength(new Set(tables).size);
  for (const [child, parent] of [
    ['thresholds', 'organizations'],
    ['orders', 'customers'],
    ['order_lines', 'orders'],
    ['customer_product_facts', 'products'],
    ['member_locations', 'members'],
  ] as const) {
    expect(tables.indexOf(child), child).toBeGreaterThan(tables.indexOf(parent));
  }
  const others = await names(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relname = any('{${tables.join()}}') order by 1`,
  );
  expect(others).toEqual(systemDoors.directory.tables.toSorted());
});

test('nothing in the schema is tied to one machine', async () => {
  const columns = `from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0`;
  expect(await names(`select c.relname || '.' || a.attname as name ${columns} and a.attidentity <> ''`)).toEqual([]);
  expect(
    await names(`select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('S', 'm')`),
  ).toEqual([]);
  expect(
    await names(`select tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace = 'public'::regnamespace and not tgisinternal`),
  ).toEqual([]);
  expect(
    await names(`select conname as name from pg_constraint
      where connamespace = 'public'::regnamespace and contype = 'f' and (confdeltype <> 'a' or confupdtype <> 'a')`),
  ).toEqual([]);
});

test.each(migrationNames())('%s is one statement a message', async (name) => {
  const text = readFileSync(new URL(`../../migrations/${name}`, import.meta.url), 'utf8');
  const statements = splitStatements(text);
  expect(statements.length).toBeGreaterThan(0);
  for (const statement of statements) expect((await parse(statement)).stmts, statement).toHaveLength(1);
});
