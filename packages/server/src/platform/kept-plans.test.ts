import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../testing/shop.ts';
import { keepPlans } from './kept-plans.ts';
import type { Scope } from './scope.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const kept = async (scope: Scope) => {
  const { rows } = await sql<{ statement: string; generic_plans: number }>`
    select statement, generic_plans from pg_prepared_statements where statement like ${'%a kept plan%'}
      and statement not like ${'%pg_prepared_statements%'}`.execute(scope.db);
  return rows;
};

const ask = async (scope: Scope, value: number) =>
  (await sql<{ value: number }>`select ${value}::integer as value /* a kept plan */`.execute(scope.db)).rows[0]?.value;

test('plans are kept by transactions that ask for it, and only by them', async () => {
  expect(await shop.inside(async (scope) => [await ask(scope, 1), await kept(scope)])).toEqual([1, []]);
  const found = await shop.inside(async (scope) => {
    await keepPlans(scope);
    return [await ask(scope, 2), await ask(scope, 3), await kept(scope)];
  });
  expect(found).toEqual([2, 3, [{ statement: expect.stringContaining('a kept plan'), generic_plans: 2 }]]);
});

test('a transaction that failed keeps nothing for the next', async () => {
  const failing = shop.inside(async (scope) => {
    await keepPlans(scope);
    throw new Error('something else');
  });
  await expect(failing).rejects.toThrow('something else');
  const mode = await shop.inside((scope) => sql<{ plan_cache_mode: string }>`show plan_cache_mode`.execute(scope.db));
  expect(mode.rows).toEqual([{ plan_cache_mode: 'auto' }]);
});
