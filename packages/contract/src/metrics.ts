import * as z from 'zod';
import { channel } from './activity.ts';
import { currencyCode, endpoint, fraction, localDate, minor, moment, stamp } from './base.ts';

export const rfmSegments = [
  'Champions',
  'VIP',
  'Loyal Customers',
  'New Customers',
  'Potential Loyalists',
  'At Risk',
  'Lost',
] as const;
export const rfmSegment = z.enum(rfmSegments);
export type RfmSegment = (typeof rfmSegments)[number];

export const lifecycleStages = ['prospect', 'new', 'active', 'at_risk', 'churned'] as const;

/** LTV buckets, major units of net; the lower bound is in, a negative net is in the first. */
export const ltvBuckets = [
  '0-50',
  '50-100',
  '100-250',
  '250-500',
  '500-1000',
  '1000-2500',
  '2500-5000',
  '5000+',
] as const;

/** Restricts the customers to those who bought so: within the last `period` days, through `channel`, now in `segment`. */
export const customerFilter = z.object({
  period: z.coerce.number().int().min(1).max(3660).optional(),
  channel: channel.optional(),
  segment: rfmSegment.optional(),
  as_of: moment,
});
export type CustomerFilter = z.infer<typeof customerFilter>;

const trend = z.object({
  /** The value at the start of the period, or over the period before: what `change` compares with. */
  previous: z.number(),
  /** (now − previous) ÷ previous; null when that is 0. */
  change: fraction.nullable(),
  sparkline: z.array(z.number()),
});

/** A part of the revenue of all time: whose it is, and how it adds up. */
const revenuePart = z.object({
  /** `contacts`: people without an order that counts who hold credit notes; their net is negative and in no LTV. */
  of: z.enum(['customers', 'guests', 'contacts']),
  order_count: z.int(),
  gross_minor: minor,
  refunded_minor: minor,
  net_minor: minor,
});

export const overview = z.object({
  ...stamp,
  period_days: z.int(),
  total_customers: trend.extend({ value: z.int(), contacts: z.int(), prospects: z.int() }),
  repeat_customers: trend.extend({ value: z.int(), rate: fraction.nullable() }),
  new_this_month: trend.extend({ value: z.int(), month: localDate }),
  average_ltv: trend.extend({ mean_minor: minor.nullable(), median_minor: minor.nullable() }),
  /** All time: net of customers, guests apart; and the period's revenue that the trend is about. */
  total_revenue: trend.extend({
    net_minor: minor,
    gross_minor: minor,
    refunded_minor: minor,
    customers_net_minor: minor,
    guests_net_minor: minor,
    /** Contacts without an order that counts who hold credit notes: their (negative) net is in no LTV. */
    prospects_net_minor: minor,
    prospects_with_credit: z.int(),
    period_net_minor: minor,
    order_count: z.int(),
    guest_order_count: z.int(),
    /** The parts, to the cent: they add up to the figures above. */
    parts: z.array(revenuePart),
  }),
  average_order_value_minor: minor.nullable(),
  lifecycle: z.array(z.object({ stage: z.enum(lifecycleStages), count: z.int(), net_minor: minor })),
  /** Over the period, by day up to 92 days, by week up to 730, else by month. */
  revenue_trend: z.object({
    grain: z.enum(['day', 'week', 'month']),
    points: z.array(
      z.object({
        on: localDate,
        customers_net_minor: minor,
        guests_net_minor: minor,
        order_count: z.int(),
        previous_net_minor: minor,
      }),
    ),
  }),
});
export type Overview = z.infer<typeof overview>;

export const segmentRow = z.object({
  segment: rfmSegment,
  customer_count: z.int(),
  order_count: z.int(),
  net_minor: minor,
  /** Pooled: net of these customers ÷ their orders. */
  average_order_value_minor: minor.nullable(),
  share: fraction,
});

/** Who it is, as far as we know. */
const identified = {
  customer_id: z.uuid(),
  name: z.string().nullable(),
  /** Their id at the source that first told of them. */
  external_id: z.string().nullable(),
  /** Null when unknown; masked without `customers:contact`. */
  email: z.string().nullable(),
};

export const churnCandidate = z.object({
  ...identified,
  stage: z.enum(lifecycleStages),
  days_inactive: z.int(),
  order_count: z.int(),
  net_minor: minor,
  /** Probability of no order in the next `horizon_days`; null when there is too little history. */
  churn_risk: fraction.nullable(),
  /** risk × average order value × orders per year. */
  value_at_risk_minor: minor.nullable(),
});
export type ChurnCandidate = z.infer<typeof churnCandidate>;

export const bestCustomer = z.object({
  ...identified,
  order_count: z.int(),
  net_minor: minor,
  average_order_value_minor: minor.nullable(),
  last_order_on: localDate,
  segment: rfmSegment.nullable(),
});

/** A published figure to stand beside the merchant's own. Never one without a public source. */
export const benchmark = z.object({
  metric: z.enum(['repeat_rate', 'average_order_value', 'churn_rate']),
  industry: z.string(),
  value: z.number(),
  unit: z.enum(['fraction', 'currency']),
  /** The currency of an amount, which is in major units; null for a fraction. */
  currency: currencyCode.nullable(),
  year: z.int(),
  source: z.string(),
  url: z.url(),
});

const route = (path: `/${string}`, summary: string) => ({ method: 'GET' as const, path, summary, tags: ['Metrics'] });

export const metricsContract = {
  overview: endpoint('metrics:read')
    .route(route('/metrics/overview', 'The five cards with their trend, stages and revenue over time'))
    .input(z.object({ period: z.coerce.number().int().min(1).max(1830).default(30), as_of: moment }))
    .output(overview),
  segments: endpoint('metrics:read')
    .route(route('/metrics/segments', 'RFM segments with customers and average order value'))
    .input(customerFilter)
    .output(z.object({ ...stamp, rows: z.array(segmentRow), customers: z.int() })),
  ltvDistribution: endpoint('metrics:read')
    .route(route('/metrics/ltv-distribution', 'Customers by lifetime value'))
    .input(customerFilter)
    .output(
      z.object({
        ...stamp,
        buckets: z.array(z.object({ bucket: z.enum(ltvBuckets), count: z.int(), net_minor: minor })),
        customers: z.int(),
        mean_minor: minor.nullable(),
        median_minor: minor.nullable(),
      }),
    ),
  churnForecast: endpoint('metrics:read')
    .route(route('/metrics/churn-forecast', 'Who is slipping away: candidates by value at risk'))
    .input(customerFilter.extend({ limit: z.coerce.number().int().min(1).max(1000).default(100) }))
    .output(
      z.object({
        ...stamp,
        horizon_days: z.int(),
        /** What tells the risk: the purchase model; null: the gaps between orders. */
        method: z.string().nullable(),
        /** Why there is no risk, when there is none. */
        no_risk_reason: z.string().nullable(),
        candidates_total: z.int(),
        candidates: z.array(churnCandidate),
        /** All candidates by days inactive. */
        by_inactivity: z.array(
          z.object({
            from_days: z.int(),
            to_days: z.int().nullable(),
            count: z.int(),
            value_at_risk_minor: minor.nullable(),
          }),
        ),
      }),
    ),
  bestCustomers: endpoint('metrics:read')
    .route(route('/metrics/best-customers', 'Repeat against new customers, and the best by net'))
    .input(customerFilter.extend({ limit: z.coerce.number().int().min(1).max(100).default(10) }))
    .output(
      z.object({
        ...stamp,
        customers: z.int(),
        repeat_customers: z.int(),
        /** Customers with exactly one order. */
        new_customers: z.int(),
        repeat_rate: fraction.nullable(),
        /** The repeat rate at the start of the period (30 days without a period filter); null with one where the customers are more than 50 000. */
        previous_repeat_rate: fraction.nullable(),
        top: z.array(bestCustomer),
      }),
    ),
  rfmCells: endpoint('metrics:read')
    .route(route('/metrics/rfm-cells', 'Customers in each of the 125 RFM cells'))
    .input(customerFilter)
    .output(
      z.object({
        ...stamp,
        cells: z.array(z.object({ r: z.int(), f: z.int(), m: z.int(), count: z.int(), net_minor: minor })),
      }),
    ),
  benchmarks: endpoint('metrics:read')
    .route(route('/metrics/benchmarks', 'Published industry figures with their sources'))
    .output(z.object({ benchmarks: z.array(benchmark) })),
};
