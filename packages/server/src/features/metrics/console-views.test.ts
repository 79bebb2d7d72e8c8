import { orderDocument } from '@regulars/contract/activity.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoOrganizations } from '../../demo/demo.ts';
import { systemPrincipal, withScope } from '../../platform/scope.ts';
import { openShop, orderOf, type Shop } from '../../testing/shop.ts';
import { recordOrder, recordOrders } from '../activity/activity.ts';
import { createOrganization } from '../organizations/organizations.ts';
import { bestCustomers, churnForecast, ltvDistribution, segments } from './metrics.ts';

/** A shop with a real history, and another one beside it that must not shine through. */
let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  const now = new Date();
  shop.setNow(now.toISOString());
  const [seller] = demoOrganizations({ now, scale: 0.01 });
  const orders = [...(seller?.records() ?? [])].flatMap((record) => (record.type === 'order' ? [record.document] : []));
  await shop.inside((scope) =>
    recordOrders(
      scope,
      orders.map(({ location: _, ...order }) => order),
    ),
  );
});
afterAll(async () => {
  await shop.close();
});

test('the segments of the view are those of the API', async () => {
  const told = await shop.inside((scope) => segments(scope, {}));
  const rows = await view<{ segment: string; customer_count: number; avg_order_value: string }>('vw_customer_segments');
  expect(told.rows.length).toBeGreaterThan(3);
  expect(
    rows.map((row) => [row.segment, row.customer_count, Math.round(Number(row.avg_order_value) * 100)]).sort(),
  ).toEqual(told.rows.map((row) => [row.segment, row.customer_count, row.average_order_value_minor]).sort());
});

test('the lifetime values of the view are those of the API', async () => {
  const told = await shop.inside((scope) => ltvDistribution(scope, {}));
  expect(await view('vw_ltv_distribution')).toEqual(told.buckets.map(({ bucket, count }) => ({ bucket, count })));
});

test('the churn candidates of the view are those of the API, in the same order', async () => {
  const told = await shop.inside((scope) => churnForecast(scope, { limit: 1000 }));
  expect(told.candidates.length).toBeGreaterThan(10);
  expect(await view('vw_churn_candidates')).toEqual(
    told.candidates.map(({ customer_id, email, days_inactive }) => ({ id: customer_id, email, days_inactive })),
  );
});

test('the repeat customers of the view are those of the API', async () => {
  const told = await shop.inside((scope) => bestCustomers(scope, { limit: 1 }));
  expect(await view('vw_repeat_customers')).toEqual([
    { repeat_customers: told.repeat_customers, new_customers: told.new_customers },
  ]);
});

test('a view shows the organization in use and no other', async () => {
  const other = await createOrganization(shop.world, {
    slug: 'other',
    name: 'Other',
    currency: 'JPY',
    time_zone: 'Asia/Tokyo',
  });
  const principal = systemPrincipal(other.organizationId, 'test', []);
  await withScope(shop.world, principal, (scope) =>
    recordOrder(scope, orderDocument.parse(orderOf('1', 'ann', '2026-06-01T10:00:00Z', 2000))),
  );
  const rows = await withScope(
    shop.world,
    principal,
    async (scope) => (await sql`select * from vw_repeat_customers`.execute(scope.db)).rows,
  );
  expect(rows).toEqual([{ repeat_customers: 0, new_customers: 1 }]);
});

test('without an organization in use a view is empty', async () => {
  const { rows } = await sql`select * from vw_customer_segments`.execute(shop.world.databases.app);
  expect(rows).toEqual([]);
});

async function view<Row>(name: string): Promise<Row[]> {
  return await shop.inside(async (scope) => (await sql<Row>`select * from ${sql.table(name)}`.execute(scope.db)).rows);
}
