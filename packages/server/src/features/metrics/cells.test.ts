import { channels } from '@regulars/contract/activity.ts';
import { customerListFilter } from '@regulars/contract/customers.ts';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Scope } from '../../platform/scope.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { eachHistory, runs } from '../../testing/each-history.ts';
import { steadyHistories } from '../../testing/reference/history.ts';
import { openShop, orderOf, type Shop } from '../../testing/shop.ts';
import { checkFacts, rebuildFacts, tendCells } from '../activity/activity.ts';
import {
  bestCustomers,
  churnForecast,
  countCustomers,
  ltvDistribution,
  overview,
  rfmCells,
  segments,
} from './metrics.ts';
import { begin } from './moment.ts';
import { areInCells, everyone } from './readings.ts';

/** Customers who are alike are counted in cells: what is read from them is what is read from everybody. */

const readInCells = async (scope: Scope): Promise<boolean> => {
  const { settings, moment } = await begin(scope, undefined);
  return await areInCells(scope, settings, moment, everyone);
};

const cutBy = async (scope: Scope): Promise<string | null | undefined> =>
  (await sql<{ cut_by: string | null }>`select cut_by from cell_cuts`.execute(scope.db)).rows[0]?.cut_by;

describe('over random histories', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database.drop();
  });

  const filters = [
    {},
    { period: 90 },
    { channel: channels[0] },
    { channel: channels[1], period: 90 },
    { segment: 'Lost' as const },
  ];

  test('every figure is that of a pass through all customers', { timeout: 600_000 }, async () => {
    await eachHistory(database.databases, steadyHistories(), Math.ceil(runs / 100), async (scope) => {
      expect(await readInCells(scope)).toBe(true);
      const fromCells = await everyFigure(scope);
      await sql`update cell_cuts set cut_by = null`.execute(scope.db);
      expect(await readInCells(scope)).toBe(false);
      expect(fromCells).toEqual(await everyFigure(scope));
    });
  });

  async function everyFigure(scope: Scope) {
    const figures: object[] = [await overview(scope, { period: 30 }), await overview(scope, { period: 365 })];
    for (const filter of filters) {
      const { total } = await countCustomers(scope, customerListFilter.parse(filter.segment ? {} : filter));
      const forecast = await churnForecast(scope, { ...filter, limit: 20 });
      figures.push(
        await segments(scope, filter),
        await ltvDistribution(scope, filter),
        await rfmCells(scope, filter),
        await bestCustomers(scope, { ...filter, limit: 5 }),
        { ...forecast, by_inactivity: forecast.by_inactivity.map(({ count }) => count) },
        { total },
      );
    }
    return figures;
  }
});

describe('as thresholds change', () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openShop();
    await shop.order(orderOf('1', 'ann', '2026-06-01T10:00:00Z', 20_000));
    await shop.order(orderOf('2', 'bob', '2026-01-01T10:00:00Z', 70_000));
  });
  afterEach(async () => {
    await shop.close();
  });

  const vips = async (scope: Scope) =>
    (await countCustomers(scope, customerListFilter.parse({ spending_tier: 'vip' }))).total;
  const lowerVip = (scope: Scope) => sql`update thresholds set vip_over_minor = 60000`.execute(scope.db);

  test('a shop has them from its first customer on', async () => {
    expect(await shop.inside(readInCells)).toBe(true);
    expect(await shop.inside(tendCells)).toBe(false);
  });

  test('readings do without those that are cut otherwise, until they are made anew', async () => {
    expect(await shop.inside(vips)).toBe(0);
    await shop.inside(lowerVip);
    expect(await shop.inside(readInCells)).toBe(false);
    expect(await shop.inside(vips)).toBe(1);
    expect(await shop.inside(tendCells)).toBe(true);
    expect(await shop.inside(readInCells)).toBe(true);
    expect(await shop.inside(vips)).toBe(1);
    expect(await shop.inside(checkFacts)).toEqual([]);
  });

  test('an order in between does not move what is cut otherwise, and a change back does not bring it back', async () => {
    await shop.inside(lowerVip);
    await shop.order(orderOf('3', 'ann', '2026-06-10T10:00:00Z', 90_000));
    expect(await shop.inside(cutBy)).toBe(null);
    await shop.inside((scope) => sql`update thresholds set vip_over_minor = 100000`.execute(scope.db));
    expect(await shop.inside(readInCells)).toBe(false);
    expect(await shop.inside(vips)).toBe(1);
    await shop.inside(tendCells);
    expect(await shop.inside(vips)).toBe(1);
    expect(await shop.inside(checkFacts)).toEqual([]);
  });

  test('a shop that had none gets them', async () => {
    await shop.inside((scope) => sql`delete from customer_cells`.execute(scope.db));
    await shop.inside((scope) => sql`update cell_cuts set cut_by = null`.execute(scope.db));
    await shop.order(orderOf('3', 'cid', '2026-06-10T10:00:00Z', 300_000));
    expect(await shop.inside(vips)).toBe(1);
    expect(await shop.inside(tendCells)).toBe(true);
    expect(await shop.inside(vips)).toBe(1);
    expect(await shop.inside(checkFacts)).toEqual([]);
  });

  test('they are whole when orders come while they are made anew', async () => {
    const orders = Array.from({ length: 24 }, (_, nth) =>
      shop.order(orderOf(`o${nth}`, `c${nth % 7}`, `2026-05-${10 + (nth % 20)}T10:00:00Z`, 1_000 * nth)),
    );
    await Promise.all([...orders, shop.inside(rebuildFacts), shop.inside(tendCells), shop.inside(rebuildFacts)]);
    expect(await shop.inside(readInCells)).toBe(true);
    expect(await shop.inside(checkFacts)).toEqual([]);
  });

  test('those that nobody is in any more are swept away', async () => {
    await shop.order(orderOf('3', 'ann', '2026-06-11T10:00:00Z', 1_000));
    const empty = async (scope: Scope) =>
      (
        await sql<{ n: number }>`select count(*)::integer as n from customer_cells where customer_count = 0`.execute(
          scope.db,
        )
      ).rows[0]?.n;
    expect(await shop.inside(empty)).toBeGreaterThan(0);
    await shop.inside(tendCells);
    expect(await shop.inside(empty)).toBe(0);
  });
});
