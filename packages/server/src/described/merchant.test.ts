import { orderDocument } from '@regulars/contract/activity.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordOrder } from '../features/activity/activity.ts';
import { createKey } from '../features/organizations/keys.ts';
import { createOrganization } from '../features/organizations/organizations.ts';
import { withScope } from '../platform/scope.ts';
import { noonDaysAgo } from '../testing/days-ago.ts';
import { type House, openHouse, told } from '../testing/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  const tell = async (customer: string, days: number, unit_price: string, channel: 'pos' | 'online') => {
    const at = noonDaysAgo(days);
    const order = {
      source: 'till',
      external_id: `${customer}-${days}`,
      channel,
      placed_at: at,
      paid_at: at,
      lines: [{ quantity: 1, unit_price }],
    };
    await withScope(house.world, house.tea.principal, (scope) =>
      recordOrder(
        scope,
        orderDocument.parse({
          ...order,
          customer: { external_id: customer, ...(customer === 'bob' && { email: 'bob@example.com' }) },
        }),
      ),
    );
  };
  await tell('bob', 200, '20.00', 'online');
  await tell('bob', 120, '13.33', 'online');
  await tell('bob', 119, '13.33', 'online');
  await tell('cleo', 3, '600.00', 'pos');
});
afterAll(() => house.close());

async function read<Answer>(path: string, key = house.tea.key.secret): Promise<Answer> {
  const response = await house.ask(`/functions/v1/${path}`, { key });
  expect(response.status).toBe(200);
  return await told<Answer>(response);
}

type SegmentData = { segment: string; customer_count: number; avg_order_value: number }[];
type LtvBuckets = { bucket: string; count: number }[];
type ChurnCandidates = { id: string; email: string | null; days_inactive: number }[];

test('segments: name, customers, average order value in major units to the cent', async () => {
  const rows = await read<SegmentData>('metrics_customer_segments');
  for (const row of rows) expect(Object.keys(row)).toEqual(['segment', 'customer_count', 'avg_order_value']);
  expect(rows.reduce((sum, row) => sum + row.customer_count, 0)).toBe(3);
  const atRisk = rows.find((row) => row.segment === 'At Risk');
  expect(atRisk).toEqual({ segment: 'At Risk', customer_count: 1, avg_order_value: 15.55 });
});

test('lifetime value: the eight buckets', async () => {
  const rows = await read<LtvBuckets>('metrics_ltv_distribution');
  expect(rows.map((row) => row.bucket)).toEqual([
    '0-50',
    '50-100',
    '100-250',
    '250-500',
    '500-1000',
    '1000-2500',
    '2500-5000',
    '5000+',
  ]);
  expect(rows.map((row) => row.count)).toEqual([2, 0, 0, 0, 1, 0, 0, 0]);
});

test('churn candidates: id, e-mail, days', async () => {
  expect(await read<ChurnCandidates>('metrics_churn_candidates')).toEqual([
    { id: expect.stringMatching(/^[0-9a-f-]{36}$/), email: 'bob@example.com', days_inactive: 119 },
  ]);
  const masked = await createKey(house.world, 'tea', { name: 'masked', permissions: ['metrics:read'] });
  const [bob] = await read<ChurnCandidates>('metrics_churn_candidates', masked.secret);
  expect(bob?.email).not.toBe('bob@example.com');
});

test('repeat against new customers', async () => {
  expect(await read('metrics_repeat_ratio')).toEqual({ repeat_customers: 1, new_customers: 2 });
});

test('filters restrict the customers to those who bought so', async () => {
  expect(await read('metrics_repeat_ratio?channel=pos')).toEqual({ repeat_customers: 0, new_customers: 1 });
  expect(await read('metrics_repeat_ratio?period=30')).toEqual({ repeat_customers: 0, new_customers: 1 });
  expect(await read('metrics_repeat_ratio?segment=At%20Risk')).toEqual({ repeat_customers: 1, new_customers: 0 });
  expect(await read<LtvBuckets>('metrics_ltv_distribution?channel=online').then((rows) => rows[0])).toEqual({
    bucket: '0-50',
    count: 1,
  });
});

test('an empty shop is told in the same shapes', async () => {
  await createOrganization(house.world, { slug: 'empty', name: 'Empty', currency: 'JPY', time_zone: 'Asia/Tokyo' });
  const { secret } = await createKey(house.world, 'empty', { name: 'empty' });
  expect(await read<SegmentData>('metrics_customer_segments', secret)).toEqual([]);
  expect((await read<LtvBuckets>('metrics_ltv_distribution', secret)).every((row) => row.count === 0)).toBe(true);
  expect(await read<ChurnCandidates>('metrics_churn_candidates', secret)).toEqual([]);
  expect(await read('metrics_repeat_ratio', secret)).toEqual({ repeat_customers: 0, new_customers: 0 });
});
