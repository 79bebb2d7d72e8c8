import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openShop, orderOf, type Shop } from '../../../testing/shop.ts';
import { checkFacts, mergeCustomers } from '../../activity/activity.ts';
import { undoHere } from '../imports.ts';
import { type MadeFiles, type MadeRow, makeFiles } from '../testing/made-files.ts';
import { standing } from '../testing/standing.ts';
import { takeFile } from '../testing/take-file.ts';

// Taking an import back: records and facts are what they were before it, or nothing happens.

let shop: Shop;
let files: MadeFiles;
let clock = 0;

beforeAll(() => {
  files = makeFiles();
});
afterAll(() => files.remove());
beforeEach(async () => {
  shop = await openShop();
  later();
});
afterEach(async () => {
  expect(await shop.inside(checkFacts)).toEqual([]);
  await shop.close();
});

function later(): void {
  clock += 1;
  shop.setNow(new Date(Date.UTC(2026, 5, 15, 12, clock)).toISOString());
}

async function take(rows: readonly MadeRow[], name = `made-${clock}.csv`) {
  later();
  const report = await takeFile(shop, files.online(name, rows), { chosen: { source: 'test' } });
  later();
  return report;
}

const undo = (importId: string) => undoHere(shop.world, shop.principal, importId);

const first: readonly MadeRow[] = [
  ['1001', 'MUG', 2, '2011-01-01 10:00:00', '1.25', 'ann'],
  ['1001', 'CUP', 1, '2011-01-01 10:00:00', '2.50', 'ann'],
  ['1002', 'MUG', 1, '2011-01-05 09:00:00', '1.25', 'bob'],
  ['1003', 'MUG', 1, '2011-01-06 09:00:00', '1.25'],
  ['C1004', 'MUG', -1, '2011-01-07 09:00:00', '1.25', 'ann'],
];

test('everything an import brought is gone, and the same file can be taken in again', async () => {
  const empty = await standing(shop);
  const { import_id } = await take(first);
  const taken = await standing(shop);
  expect(await undo(import_id)).toMatchObject({ state: 'undone', can_undo: false });
  expect(await standing(shop)).toEqual(empty);

  expect(await take(first)).toMatchObject({
    orders: { created: 3 },
    customers: { created: 2 },
    products: { created: 2 },
  });
  expect((await standing(shop)).sums).toEqual(taken.sums);
});

test('void records stay, dated and with who took them back, and name nobody any more', async () => {
  const { import_id } = await take(first);
  await undo(import_id);
  const { rows } = await shop.inside((scope) =>
    sql`
      select (select count(*) from orders where voided_at is not null and voided_by = 'test')::integer as orders,
        (select count(*) from customers where voided_at is not null and name is null)::integer as customers,
        (select count(*) from customer_identities)::integer as identities,
        (select count(*) from customer_facts)::integer as facts`.execute(scope.db),
  );
  expect(rows).toEqual([{ orders: 3, customers: 2, identities: 0, facts: 0 }]);
});

test('what an import changed is as it was before', async () => {
  await take(first);
  await shop.order(orderOf('till-1', 'ann', '2011-02-01T10:00:00Z', 900));
  const before = await standing(shop);
  const { import_id } = await take([
    ['1001', 'MUG', 9, '2010-12-01 10:00:00', '1.25', 'ann', 'A NEW NAME'],
    ['1002', 'MUG', 1, '2011-01-05 09:00:00', '1.25', 'cleo'],
    ['1005', 'BOWL', 1, '2011-01-08 09:00:00', '7.00', 'dora'],
    ['C1004', 'MUG', -2, '2011-01-07 09:00:00', '1.25', 'ann'],
  ]);
  expect(await standing(shop)).not.toEqual(before);
  await undo(import_id);
  expect(await standing(shop)).toEqual(before);
});

test('imports are taken back one after the other, newest first', async () => {
  const empty = await standing(shop);
  const one = await take(first, 'january.csv');
  const between = await standing(shop);
  const two = await take([['1002', 'MUG', 5, '2011-01-05 09:00:00', '1.25', 'bob']], 'corrected.csv');
  await expect(undo(one.import_id)).rejects.toMatchObject({
    code: 'undo_blocked',
    message: expect.stringContaining('order 1002 was told anew by corrected.csv'),
  });
  await undo(two.import_id);
  expect(await standing(shop)).toEqual(between);
  await undo(one.import_id);
  expect(await standing(shop)).toEqual(empty);
});

test('a refund that waited for an order of the import waits again', async () => {
  await shop.refund({
    source: 'test',
    external_id: 'r1',
    order: '1001',
    refunded_at: '2011-02-01T10:00:00Z',
    amount_minor: 100,
  });
  const before = await standing(shop);
  const { import_id } = await take(first);
  expect((await standing(shop)).sums).toMatchObject({ refunded_minor: 225 });
  await undo(import_id);
  expect(await standing(shop)).toEqual(before);
});

const blocked: [what: string, afterwards: () => Promise<unknown>, named: RegExp][] = [
  [
    'a later order of a customer it brought',
    () => shop.order({ ...orderOf('till-1', null, '2011-02-01T10:00:00Z', 900), customer: { external_id: 'bob' } }),
    /customer bob has the order till-1/,
  ],
  [
    'a later refund of an order it brought',
    () =>
      shop.refund({
        source: 'test',
        external_id: 'r1',
        order: '1001',
        refunded_at: '2011-02-01T10:00:00Z',
        amount_minor: 100,
      }),
    /order 1001 has the refund r1/,
  ],
  [
    'a later change of status',
    () => shop.status({ source: 'test', external_id: '1002', status: 'cancelled', at: '2011-02-01T10:00:00Z' }),
    /order 1002 was cancelled since/,
  ],
  [
    'a newer version by another door',
    () => shop.order(orderOf('1002', 'bob', '2011-02-01T10:00:00Z', 900)),
    /order 1002 was told anew by another source/,
  ],
  [
    'a merge of a customer it brought',
    async () => {
      const { rows } = await shop.inside((scope) =>
        sql<{ customer_id: string }>`select customer_id from customer_identities order by value`.execute(scope.db),
      );
      await shop.inside((scope) => mergeCustomers(scope, rows[1]?.customer_id ?? '', rows[0]?.customer_id ?? ''));
    },
    /was merged with another customer/,
  ],
];

test.each(blocked)('%s stands in the way, by name, and nothing is taken back', async (_, afterwards, named) => {
  const { import_id } = await take(first);
  await afterwards();
  later();
  const before = await standing(shop);
  await expect(undo(import_id)).rejects.toMatchObject({
    code: 'undo_blocked',
    status: 409,
    message: expect.stringMatching(named),
  });
  expect(await standing(shop)).toEqual(before);
});

test('only what is done can be taken back, once, and not by another organization', async () => {
  const { import_id } = await take(first);
  const other = await openShop();
  await expect(undoHere(other.world, other.principal, import_id)).rejects.toMatchObject({
    code: 'unknown_import',
    status: 404,
  });
  await other.close();
  await undo(import_id);
  await expect(undo(import_id)).rejects.toMatchObject({ code: 'not_now' });
});
