import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testing/shop.ts';
import { checkFacts } from '../activity/activity.ts';
import { closeAbandonedImports } from './imports.ts';
import { type MadeFiles, type MadeRow, makeFiles } from './testing/made-files.ts';
import { takeFile } from './testing/take-file.ts';

let shop: Shop;
let files: MadeFiles;

beforeEach(async () => {
  shop = await openShop();
  files = makeFiles();
});
afterEach(async () => {
  await shop.close();
  files.remove();
});

/** 2 000 invoices of three lines, some credit notes, some guests. */
function manyRows(): MadeRow[] {
  return Array.from({ length: 6000 }, (_, i): MadeRow => {
    const invoice = Math.floor(i / 3);
    const isCredit = invoice % 20 === 19;
    const at = `2011-0${1 + (invoice % 9)}-1${invoice % 10} 10:00:00`;
    const customer = invoice % 7 === 0 ? '' : `customer-${invoice % 97}`;
    return [
      `${isCredit ? 'C' : ''}${invoice}`,
      `P${i % 50}`,
      isCredit ? -1 : 1 + (i % 4),
      at,
      `${1 + (i % 9)}.25`,
      customer,
    ];
  });
}

async function totals(of: Shop): Promise<unknown> {
  const { rows } = await of.inside((scope) =>
    sql`
      select
        (select count(*) from orders)::integer as orders,
        (select sum(total_minor) from orders)::bigint as gross_minor,
        (select sum(amount_minor) from refunds)::bigint as refunded_minor,
        (select count(*) from order_lines)::integer as lines,
        (select sum(net_minor) from customer_facts)::bigint as net_minor,
        (select sum(gross_minor) from day_facts)::bigint as days_minor`.execute(scope.db),
  );
  return rows[0];
}

const states = async () =>
  (
    await shop.inside((scope) => sql<{ state: string }>`select state from imports order by import_id`.execute(scope.db))
  ).rows.map((row) => row.state);

test.each(['settling', 'recording', 'facts'])('killed while %s, and started again: the same totals', async (step) => {
  const path = files.online('killed.csv', manyRows());
  const script = fileURLToPath(new URL('./testing/killed-import.ts', import.meta.url));
  const killed = spawnSync(process.execPath, [script, shop.url, shop.principal.organizationId, path, step]);
  expect(killed.signal, killed.stderr.toString()).toBe('SIGKILL');

  expect(await totals(shop)).toEqual({
    orders: 0,
    gross_minor: null,
    refunded_minor: null,
    lines: 0,
    net_minor: null,
    days_minor: null,
  });
  await takeFile(shop, path);

  const untouched = await openShop();
  await takeFile(untouched, path);
  expect(await totals(shop)).toEqual(await totals(untouched));
  expect(await shop.inside(checkFacts)).toEqual([]);
  // The database may notice only after a while that the killed process is gone.
  await expect
    .poll(() => closeAbandonedImports(shop.world, shop.principal).then(states), { timeout: 20_000, interval: 250 })
    .toEqual(['failed', 'done']);
  await untouched.close();
});

test('an import that runs is not taken for one that was killed', async () => {
  const path = files.online('running.csv', manyRows());
  let closed: Promise<number> | null = null;
  await takeFile(shop, path, {
    onProgress: () => {
      closed ??= closeAbandonedImports(shop.world, shop.principal);
    },
  });
  expect(await closed).toBe(0);
  expect(await states()).toEqual(['done']);
});
