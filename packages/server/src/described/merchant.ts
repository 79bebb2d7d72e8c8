import { customerFilter, ltvBuckets, rfmSegment } from '@regulars/contract/metrics.ts';
import * as z from 'zod';
import { bestCustomers, churnForecast, ltvDistribution, segments } from '../features/metrics/metrics.ts';
import { readSettings } from '../features/organizations/organizations.ts';
import { type RawEndpoint, scopedRaw } from '../platform/http/endpoints.ts';
import type { Scope } from '../platform/scope.ts';

/** Seed 000, the merchant's Customers page: its four endpoints with its own shapes. Money is in major units. */

const segmentData = z.array(z.object({ segment: rfmSegment, customer_count: z.int(), avg_order_value: z.number() }));
const ltvBucket = z.array(z.object({ bucket: z.enum(ltvBuckets), count: z.int() }));
const churnCandidate = z.array(z.object({ id: z.uuid(), email: z.string().nullable(), days_inactive: z.int() }));
const repeatRatio = z.object({ repeat_customers: z.int(), new_customers: z.int() });

export const merchantEndpoints: readonly RawEndpoint[] = [
  described(
    'metrics_customer_segments',
    'RFM segments with their average order value',
    customerFilter,
    segmentData,
    async (scope, filter) => {
      const { rows } = await segments(scope, filter);
      const { currencyDigits } = await readSettings(scope);
      return rows.map((row) => ({
        segment: row.segment,
        customer_count: row.customer_count,
        avg_order_value: (row.average_order_value_minor ?? 0) / 10 ** currencyDigits,
      }));
    },
  ),
  described(
    'metrics_ltv_distribution',
    'Customers by lifetime value',
    customerFilter,
    ltvBucket,
    async (scope, filter) => {
      const { buckets } = await ltvDistribution(scope, filter);
      return buckets.map(({ bucket, count }) => ({ bucket, count }));
    },
  ),
  described('metrics_churn_candidates', 'Who is slipping away', withLimit(), churnCandidate, async (scope, filter) => {
    const { candidates } = await churnForecast(scope, filter);
    return candidates.map(({ customer_id, email, days_inactive }) => ({ id: customer_id, email, days_inactive }));
  }),
  described(
    'metrics_repeat_ratio',
    'Repeat customers against customers with one order',
    customerFilter,
    repeatRatio,
    async (scope, filter) => {
      const { repeat_customers, new_customers } = await bestCustomers(scope, { ...filter, limit: 1 });
      return { repeat_customers, new_customers };
    },
  ),
];

function withLimit() {
  return customerFilter.extend({ limit: z.coerce.number().int().min(1).max(1000).default(100) });
}

function described<Filter extends z.ZodObject, Shape extends z.ZodType>(
  name: string,
  summary: string,
  query: Filter,
  shape: Shape,
  read: (scope: Scope, filter: z.output<Filter>) => Promise<z.input<Shape>>,
): RawEndpoint {
  return scopedRaw({
    method: 'GET',
    path: `/functions/v1/${name}`,
    permission: 'metrics:read',
    summary,
    tags: ['Described: merchant'],
    query,
    answers: { type: 'application/json', shape },
    answer: async (scope, filter, c) => c.json(shape.parse(await read(scope, filter))),
  });
}
