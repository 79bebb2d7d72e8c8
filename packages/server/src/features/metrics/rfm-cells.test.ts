import { type OrderInput, orderDocument } from '@regulars/contract/activity.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, orderOf, type Shop } from '../../testing/shop.ts';
import { recordOrders } from '../activity/activity.ts';
import { rfmCells } from './metrics.ts';

/** One customer for each of the 125 cells, each at the edge that still belongs to it. */
const daysOfR = { 5: 30, 4: 60, 3: 90, 2: 180, 1: 181 } as const;
const ordersOfF = { 5: 10, 4: 7, 3: 4, 2: 2, 1: 1 } as const;
const netOfM = { 5: 500_000, 4: 250_000, 3: 100_000, 2: 50_000, 1: 49_999 } as const;
const scores = [1, 2, 3, 4, 5] as const;

const now = '2026-06-15T12:00:00Z';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  shop.setNow(now);
  const told = scores.flatMap((r) => scores.flatMap((f) => scores.flatMap((m) => ordersFor(r, f, m))));
  await shop.inside((scope) =>
    recordOrders(
      scope,
      told.map((order) => orderDocument.parse(order)),
    ),
  );
});
afterAll(async () => {
  await shop.close();
});

const everyCell = scores.flatMap((r) => scores.flatMap((f) => scores.map((m) => `${r}${f}${m}`))).sort();

test('at now the kept facts put one customer into each of the 125 cells', async () => {
  const { cells } = await shop.inside((scope) => rfmCells(scope, {}));
  expect(cells.every((cell) => cell.count === 1)).toBe(true);
  expect(cells.map(({ r, f, m }) => `${r}${f}${m}`).sort()).toEqual(everyCell);
});

test('at a past instant the records do the same', async () => {
  const asOf = now.replace('12:00', '11:59');
  const { cells } = await shop.inside((scope) => rfmCells(scope, { as_of: asOf }));
  expect(cells.map(({ r, f, m }) => `${r}${f}${m}`).sort()).toEqual(everyCell);
});

test('a day later those at the edge of recency have moved on', async () => {
  shop.setNow('2026-06-16T12:00:00Z');
  const { cells } = await shop.inside((scope) => rfmCells(scope, {}));
  const perR = scores.map((r) => cells.filter((cell) => cell.r === r).reduce((sum, cell) => sum + cell.count, 0));
  expect(perR).toEqual([50, 25, 25, 25, 0]);
  shop.setNow(now);
});

function ordersFor(r: 1 | 2 | 3 | 4 | 5, f: 1 | 2 | 3 | 4 | 5, m: 1 | 2 | 3 | 4 | 5): OrderInput[] {
  const day = new Date(now);
  day.setUTCDate(day.getUTCDate() - daysOfR[r]);
  const count = ordersOfF[f];
  const each = Math.floor(netOfM[m] / count);
  return Array.from({ length: count }, (_, nth) =>
    orderOf(
      `${r}${f}${m}-${nth}`,
      `customer-${r}${f}${m}`,
      day.toISOString(),
      nth === 0 ? netOfM[m] - each * (count - 1) : each,
    ),
  );
}
