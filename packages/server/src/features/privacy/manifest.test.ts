import pg from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../testing/database.ts';
import { privacyManifest, privacyManifestOfPairs, privacyManifestOfTexts } from './manifest.ts';

test('every table that names a customer says what erasure does to it', async () => {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ relname: string; is_pair: boolean }>(
    `select c.relname, not bool_or(a.attname = 'customer_id') as is_pair
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname like '%customer_id'
     group by 1 order by 1`,
  );
  const { rows: tables } = await client.query<{ relname: string }>(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  );
  await client.end();
  await database.drop();
  expect(rows.filter((row) => !row.is_pair).map((row) => row.relname)).toEqual(Object.keys(privacyManifest).sort());
  expect(rows.filter((row) => row.is_pair).map((row) => row.relname)).toEqual(
    Object.keys(privacyManifestOfPairs).sort(),
  );
  expect(tables.map((table) => table.relname)).toEqual(expect.arrayContaining(Object.keys(privacyManifestOfTexts)));
});
