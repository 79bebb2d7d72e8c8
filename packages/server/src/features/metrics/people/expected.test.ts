import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, orderOf, type Shop } from '../../../testing/shop.ts';
import { recordSimulatedOrders } from '../../../testing/simulated-orders.ts';
import { calculateForecast } from '../../forecasts/forecasts.ts';
import { churnForecast, customerDetail, listCustomers } from '../metrics.ts';

const today = '2026-06-15';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await recordSimulatedOrders(shop, 500, today);
  await calculateForecast(shop.world, shop.principal);
});
afterAll(async () => {
  await shop.close();
});

const list = (more: { as_of?: string } = {}) =>
  shop.inside((scope) => listCustomers(scope, { sort: 'net', direction: 'desc', limit: 50, ...more }));
const detail = (customer_id: string, as_of?: string) =>
  shop.inside((scope) => customerDetail(scope, { customer_id, as_of }));

async function someRegular(): Promise<string> {
  const { rows } = await shop.inside((scope) =>
    sql<{ customer_id: string }>`
      select customer_id from customer_forecasts
      where organization_id = ${scope.organizationId} and next_middle_on is not null and order_count > 5
      order by customer_id limit 1`.execute(scope.db),
  );
  return rows[0]?.customer_id ?? '';
}

test('the list and the page of a customer say the same of them, and why', async () => {
  const { customers } = await list();
  for (const row of customers.slice(0, 5)) {
    const { reading } = await detail(row.customer_id);
    expect(reading?.churn_risk).toBe(row.churn_risk);
    expect(reading?.forecast?.expected_spend_minor).toBe(row.expected_spend_minor);
    expect(reading?.forecast).toMatchObject({ told_on: today });
    expect(reading?.churn_reason).toMatch(/^Usually orders every \d+ days, last order (today|\d+ days? ago)$/);
  }
  expect(customers.every(({ churn_risk }) => churn_risk !== null && churn_risk >= 0 && churn_risk <= 1)).toBe(true);
});

test('who is to come back is told when, and it lies ahead', async () => {
  const { reading } = await detail(await someRegular());
  const next = reading?.forecast?.next_order;
  expect(next && next.early_on <= next.middle_on && next.middle_on <= next.late_on && next.early_on > today).toBe(true);
});

test('the risks of the churn forecast are those of the model', async () => {
  const told = await shop.inside((scope) => churnForecast(scope, { limit: 20 }));
  expect(told.method).toMatch(/NBD/);
  const [candidate] = told.candidates;
  expect((await detail(candidate?.customer_id ?? '')).reading?.churn_risk).toBe(candidate?.churn_risk);
});

test('with an order since then, with a booking ahead and of an earlier day the gaps between orders tell the risk', async () => {
  const id = await someRegular();
  const before = await detail(id);
  const [external] = before.identities;
  const byGaps = async (as_of?: string) => {
    const { reading } = await detail(id, as_of);
    expect(reading?.forecast).toBeNull();
    expect(reading?.churn_risk).not.toBeNull();
    expect(reading?.churn_reason).not.toBeNull();
  };
  await byGaps('2026-05-01');
  await shop.order(
    orderOf('booked', external?.value ?? '', '2026-06-14T10:00:00Z', 2000, {
      kind: 'booking',
      slot_starts_at: '2026-06-20T10:00:00Z',
      confirmed_at: '2026-06-14T10:00:00Z',
    }),
  );
  await byGaps();
  await shop.status({ source: 'test', external_id: 'booked', status: 'cancelled', at: '2026-06-15T10:00:00Z' });
  expect((await detail(id)).reading?.forecast).toEqual(before.reading?.forecast);
  await shop.order(orderOf('since', external?.value ?? '', '2026-06-15T11:00:00Z', 2000));
  await byGaps();
  await calculateForecast(shop.world, shop.principal);
  expect((await detail(id)).reading?.forecast).not.toBeNull();
});

test('a list of an earlier day tells no risk', async () => {
  expect((await list({ as_of: '2026-05-01' })).customers.every(({ churn_risk }) => churn_risk === null)).toBe(true);
});

test('where the records ended long ago the model tells the risks of that day, and of no other', async () => {
  const ended = await openShop();
  await recordSimulatedOrders(ended, 300, '2026-03-31');
  await calculateForecast(ended.world, ended.principal);
  const told_on = '2026-03-30'; // the day of their last order
  const methodOn = (as_of?: string) =>
    ended.inside(async (scope) => (await churnForecast(scope, { limit: 1, as_of })).method);
  expect(await methodOn(told_on)).toMatch(/NBD/);
  expect(await methodOn('2026-03-29')).toBeNull();
  expect(await methodOn()).toBeNull();
  const { customers } = await ended.inside((scope) =>
    listCustomers(scope, { sort: 'net', direction: 'desc', limit: 50, as_of: told_on }),
  );
  expect(customers.every(({ churn_risk }) => churn_risk !== null)).toBe(true);
  await ended.close();
});
