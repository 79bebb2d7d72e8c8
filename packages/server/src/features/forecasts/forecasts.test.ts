import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '../../platform/scope.ts';
import { openShop, orderOf, type Shop } from '../../testing/shop.ts';
import { recordSimulatedOrders } from '../../testing/simulated-orders.ts';
import { calculateForecast, calculateWhereDue, readCohorts, readForecast } from './forecasts.ts';

const today = '2026-06-15';
const calculate = (shop: Shop) => calculateForecast(shop.world, shop.principal);

interface ToldCustomer {
  name: string;
  order_count: number;
  told_from: number;
  last_order_on: string;
  churn_risk: number;
  purchases_365: number;
  spend_365_minor: number;
  next_middle_on: string | null;
}

async function toldCustomers(scope: Scope): Promise<ToldCustomer[]> {
  const { rows } = await sql<ToldCustomer>`
    select c.name, facts.order_count, f.order_count as told_from, f.last_order_on, f.churn_risk, f.purchases_365, f.spend_365_minor,
      f.next_middle_on
    from customer_forecasts f
    join customers c on c.organization_id = f.organization_id and c.customer_id = f.customer_id
    join customer_facts facts on facts.organization_id = f.organization_id and facts.customer_id = f.customer_id
    where f.organization_id = ${scope.organizationId}
    order by c.customer_id`.execute(scope.db);
  return rows;
}

describe('a shop with two years of regulars', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
    await recordSimulatedOrders(shop, 800, today);
    await calculate(shop);
  });
  afterAll(async () => {
    await shop.close();
  });

  test('is told its future, and how well its past would have been told', async () => {
    const told = await shop.inside(readForecast);
    expect(told.status).toBe('ok');
    expect(told.reasons).toEqual([]);
    expect(told).toMatchObject({ told_on: today, horizon_days: 90, customers: 800 });
    const [month, quarter, year] = told.expected;
    expect(told.expected.map(({ within_days }) => within_days)).toEqual([30, 90, 365]);
    for (const one of told.expected) {
      expect(one.purchases.low).toBeLessThan(one.purchases.value);
      expect(one.purchases.high).toBeGreaterThan(one.purchases.value);
    }
    expect(month?.purchases.value).toBeLessThan(quarter?.purchases.value ?? 0);
    expect(quarter?.purchases.value).toBeLessThan(year?.purchases.value ?? 0);
    expect(told.values.reduce((sum, { customers }) => sum + customers, 0)).toBe(800);
    expect(told.values.reduce((sum, { spend_minor }) => sum + spend_minor, 0)).toBeCloseTo(
      year?.spend_minor?.value ?? 0,
      -2,
    );
    const { report } = told;
    expect(report?.told_on).toBe('2026-03-17');
    expect(report?.risk.area_under_curve).toBeGreaterThan(0.7);
    expect(report?.risk.deciles).toHaveLength(10);
    expect(report?.weeks.at(-1)).toMatchObject({ on: today, actual: report?.purchases.actual });
  });

  test('every customer is told from the orders they have', async () => {
    const customers = await shop.inside(toldCustomers);
    expect(customers).toHaveLength(800);
    for (const { order_count, told_from } of customers) expect(told_from).toBe(order_count);
    const bought = (least: number) => customers.filter(({ order_count }) => order_count >= least);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(bought(5).map(({ churn_risk }) => churn_risk))).toBeLessThan(
      mean(customers.map(({ churn_risk }) => churn_risk)),
    );
    for (const { next_middle_on } of customers) if (next_middle_on) expect(next_middle_on > today).toBe(true);
    expect(customers.some(({ next_middle_on }) => next_middle_on !== null)).toBe(true);
  });

  test('cohorts count everybody once, in the month of their first order', async () => {
    const { cohorts, counted_on } = await shop.inside((scope) => readCohorts(scope, { period: 'month' }));
    expect(counted_on).toBe(today);
    const { rows } = await shop.inside((scope) =>
      sql<{ month_on: string; customers: number }>`
        select date_trunc('month', first_order_on)::date as month_on, count(*)::integer as customers
        from customer_facts where organization_id = ${scope.organizationId} and order_count > 0
        group by 1 order by 1 desc limit 24`.execute(scope.db),
    );
    expect(cohorts.map(({ from, customers }) => [from, customers])).toEqual(
      rows.map(({ month_on, customers }) => [month_on, customers]).reverse(),
    );
    for (const { cells, customers } of cohorts) expect(cells[0]?.customers).toBe(customers);
    expect(cohorts.at(-1)?.cells.at(-1)?.is_complete ?? false).toBe(false);
  });

  test('who sees some locations only is told nothing of the whole', async () => {
    const told = await shop.inside((scope) => readForecast({ ...scope, locations: [] }));
    expect(told).toMatchObject({ status: 'not_for_locations', expected: [], report: null, values: [] });
    const { cohorts } = await shop.inside((scope) => readCohorts({ ...scope, locations: [] }, { period: 'month' }));
    expect(cohorts).toEqual([]);
  });

  test('made anew on the same day it is the same', async () => {
    const before = await shop.inside(toldCustomers);
    await calculate(shop);
    expect(await shop.inside(toldCustomers)).toEqual(before);
  });
});

test('a shop with three customers is told that it has too few, and keeps its cohorts', async () => {
  const shop = await openShop();
  await shop.order(orderOf('1', 'Ann', '2026-04-01T10:00:00Z', 1000));
  await shop.order(orderOf('2', 'Ann', '2026-05-01T10:00:00Z', 2000));
  await shop.order(orderOf('3', 'Bob', '2026-05-01T10:00:00Z', 3000));
  expect(await shop.inside(readForecast)).toMatchObject({ status: 'not_yet', calculated_at: null });
  await calculate(shop);
  const told = await shop.inside(readForecast);
  expect(told.status).toBe('insufficient');
  expect(told.reasons).toEqual([
    { code: 'too_few_customers', text: '2 customers; 100 are needed' },
    { code: 'too_few_repeaters', text: '1 customer came back; 40 are needed' },
    { code: 'too_short', text: '75 days since the first order; 180 are needed' },
  ]);
  expect(await shop.inside(toldCustomers)).toEqual([]);
  const { cohorts } = await shop.inside((scope) => readCohorts(scope, { period: 'month' }));
  expect(cohorts.map(({ from, customers }) => [from, customers])).toEqual([
    ['2026-04-01', 1],
    ['2026-05-01', 1],
  ]);
  expect(cohorts[0]?.cells[1]).toMatchObject({ customers: 1, revenue_minor: 2000, revenue_per_customer_minor: 3000 });
  await shop.close();
});

test('a shop without an order is told that it has none', async () => {
  const shop = await openShop();
  await calculate(shop);
  expect(await shop.inside(readForecast)).toMatchObject({ status: 'insufficient', customers: 0, report: null });
  expect((await shop.inside((scope) => readCohorts(scope, { period: 'week' }))).cohorts).toEqual([]);
  await shop.close();
});

test('where the records ended long ago the future is told from the day of the last order', async () => {
  const shop = await openShop();
  await shop.order(orderOf('1', 'Ann', '2026-03-01T10:00:00Z', 1000));
  await calculate(shop);
  expect(await shop.inside(readForecast)).toMatchObject({ told_on: '2026-03-01', today });
  await shop.order(orderOf('2', 'Ann', '2026-05-20T10:00:00Z', 1000));
  await calculate(shop);
  expect(await shop.inside(readForecast)).toMatchObject({ told_on: today });
  await shop.close();
});

test('a forecast that is due is made in a thread of its own, and not again right after', async () => {
  const shop = await openShop();
  const world = { databases: shop.world.databases };
  await shop.order(orderOf('1', 'Ann', '2026-04-01T10:00:00Z', 1000));
  await calculateWhereDue(world, new AbortController().signal);
  const first = await shop.inside(readForecast);
  expect(first.status).toBe('insufficient');
  expect(first.calculated_at).not.toBeNull();
  await calculateWhereDue(world, new AbortController().signal);
  expect((await shop.inside(readForecast)).calculated_at).toBe(first.calculated_at);
  await shop.close();
});

test('a thread is ended with the process: nothing is kept of a forecast that was not made whole', async () => {
  const shop = await openShop();
  const leaving = new AbortController();
  const made = calculateWhereDue({ databases: shop.world.databases }, leaving.signal);
  setTimeout(() => leaving.abort(), 20);
  await made;
  expect((await shop.inside(readForecast)).status).toBe('not_yet');
  await shop.close();
});
