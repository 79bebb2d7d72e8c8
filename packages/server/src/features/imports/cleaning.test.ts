import { existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withScope } from '../../platform/scope.ts';
import { uploadPath } from '../../platform/uploads.ts';
import { openShop, type Shop } from '../../testing/shop.ts';
import { cleanImports } from './cleaning.ts';
import { importDetail, receiveFile } from './imports.ts';

let shop: Shop;
let uploads: string;

beforeEach(async () => {
  shop = await openShop();
  uploads = mkdtempSync(join(tmpdir(), 'regulars-cleaning-'));
});
afterEach(async () => {
  await shop.close();
  rmSync(uploads, { recursive: true, force: true });
});

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

test('a file that nobody took in goes after a month, with what was shown of it; a list of refusals after half a year', async () => {
  const world = { ...shop.world, uploads };
  const send = (name: string) =>
    receiveFile(world, shop.principal, { fileName: name, body: bytesOf('Email,Name\nann@example.com,Ann\n') });
  const [old, fresh] = [await send('old.csv'), await send('fresh.csv')];
  const storedAs = async (id: string) => {
    const query = sql<{ stored_as: string }>`select stored_as from imports where import_id = ${id}`;
    return (await shop.inside((scope) => query.execute(scope.db))).rows[0]?.stored_as ?? '';
  };
  const [oldPath, freshPath] = [
    uploadPath(uploads, await storedAs(old.import_id)),
    uploadPath(uploads, await storedAs(fresh.import_id)),
  ];
  const days = (count: number) => new Date(Date.now() - count * 86_400_000);
  utimesSync(oldPath, days(31), days(31));
  await shop.inside(async (scope) => {
    await sql`update imports set started_at = ${days(31)} where import_id = ${old.import_id}`.execute(scope.db);
    await sql`update imports set started_at = ${days(1)}, finished_at = ${days(181)} where import_id = ${fresh.import_id}`.execute(
      scope.db,
    );
    await sql`
      insert into import_refusals (organization_id, import_id, line, nth, is_left_out, reason, field, value, is_personal)
      select ${scope.organizationId}, ${fresh.import_id}, 2, 0, false, 'not_a_date', '', '', false`.execute(scope.db);
  });

  await cleanImports(world);
  expect([existsSync(oldPath), existsSync(freshPath)]).toEqual([false, true]);
  const detail = (id: string) => withScope(world, shop.principal, (scope) => importDetail(scope, { import_id: id }));
  expect(await detail(old.import_id)).toMatchObject({ state: 'cancelled', understanding: null, can_retry: false });
  expect(await detail(fresh.import_id)).toMatchObject({
    state: 'uploaded',
    understanding: { header: ['Email', 'Name'] },
  });
  const refusals = await shop.inside((scope) => sql`select line from import_refusals`.execute(scope.db));
  expect(refusals.rows).toEqual([]);
});
