import * as z from 'zod';
import { channel, orderKind } from './activity.ts';
import { endpoint, fraction, instant, localDate, minor, moment, recordedDate, stamp, text } from './base.ts';
import { lifecycleStages, rfmSegment } from './metrics.ts';

export const spendingTiers = ['vip', 'high', 'medium', 'low'] as const;
export const frequencyTiers = ['frequent', 'regular', 'occasional', 'one_time'] as const;
export const crmStatuses = ['active', 'vip', 'at_risk', 'lost', 'inactive'] as const;

export const customerSorts = [
  'name',
  'net',
  'orders',
  'average_order_value',
  'last_order',
  'first_order',
  'days_inactive',
  'registered',
] as const;
export type CustomerSort = (typeof customerSorts)[number];

/** A whole number that may come as text: from an address. Nothing is not 0. */
const whole = (least: number, most: number) =>
  z
    .union(
      [
        z.int(),
        z
          .string()
          .regex(/^-?\d{1,16}$/)
          .transform(Number),
      ],
      { error: 'a whole number' },
    )
    .pipe(z.int().min(least).max(most));

const yesOrNo = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')], {
  error: 'true or false',
});

/** Which customers: all that is given must fit. */
const customerFilters = {
  /**
   * Name, number at a source, e-mail or phone, by its beginning; phone numbers in any style. Where nothing begins so, similar names.
   * Without `customers:contact` e-mail and phone are not looked at.
   */
  q: text(200).optional(),
  stage: z.enum(lifecycleStages).optional(),
  spending_tier: z.enum(spendingTiers).optional(),
  frequency_tier: z.enum(frequencyTiers).optional(),
  rfm_segment: rfmSegment.optional(),
  crm_status: z.enum(crmStatuses).optional(),
  /** Bought so, all three of one place: at `location_id`, through `channel`, within the last `period` days. */
  location_id: z.uuid().optional(),
  channel: channel.optional(),
  period: whole(1, 3660).optional(),
  order_count_from: whole(0, 1e9).optional(),
  order_count_to: whole(0, 1e9).optional(),
  net_from_minor: whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER).optional(),
  net_to_minor: whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER).optional(),
  /** The last order lies within the last so many days … */
  last_order_within_days: whole(1, 3660).optional(),
  /** … or so many days back and longer. */
  last_order_before_days: whole(1, 36600).optional(),
  /** The days of registration, both in. */
  registered_from: recordedDate.optional(),
  registered_to: recordedDate.optional(),
  /** Need `customers:contact`. */
  has_email: yesOrNo.optional(),
  has_phone: yesOrNo.optional(),
};

/** The filters of the list, as its export takes them too. */
export const customerListFilter = z.object({ ...customerFilters, as_of: moment });
export type CustomerListFilter = z.infer<typeof customerListFilter>;

const directions = ['asc', 'desc'] as const;

export const customerListInput = customerListFilter.extend({
  sort: z.enum(customerSorts).default('net'),
  /** What is not known comes last in both. */
  direction: z.enum(directions).default('desc'),
  /** `next_cursor` of the page before, under the same filters and the same sort. */
  cursor: z
    .string()
    .max(2000)
    .regex(/^[A-Za-z0-9_-]+$/, 'the next_cursor of the page before')
    .optional(),
  limit: whole(1, 200).default(50),
});
export type CustomerListInput = z.infer<typeof customerListInput>;

/** The columns that a list can be taken away with, in this order; money carries its currency in the file (`net_GBP`). */
export const customerColumns = [
  'customer_id',
  'external_id',
  'external_source',
  'name',
  'email',
  'phone',
  'registered_on',
  'orders',
  'gross',
  'refunded',
  'net',
  'average_order_value',
  'first_order_on',
  'last_order_on',
  'days_inactive',
  'stage',
  'rfm_segment',
  'r_score',
  'f_score',
  'm_score',
  'spending_tier',
  'frequency_tier',
  'crm_status',
  'upcoming_bookings',
  'upcoming',
  'churn_risk',
  'expected_spend',
] as const;
export type CustomerColumn = (typeof customerColumns)[number];

export const customerExport = customerListFilter.extend({
  /** Some of the columns, with commas between; left out: every one that may be seen. `customer_id` is always the first. */
  columns: z
    .string()
    .max(1000)
    .transform((names) => names.split(','))
    .pipe(z.array(z.enum(customerColumns)).min(1).max(customerColumns.length))
    .optional(),
});
export type CustomerExport = z.infer<typeof customerExport>;

/** Who it is, as far as it is known and may be seen. */
const identified = {
  customer_id: z.uuid(),
  name: z.string().nullable(),
  /** Their id at the source that first told of them. */
  external_id: z.string().nullable(),
  external_source: z.string().nullable(),
  /** Null when unknown; masked without `customers:contact`. */
  email: z.string().nullable(),
  phone: z.string().nullable(),
  registered_on: localDate,
};

/** What the clock makes of them. A prospect has a stage and a status and nothing else. */
const read = {
  stage: z.enum(lifecycleStages),
  crm_status: z.enum(crmStatuses),
  spending_tier: z.enum(spendingTiers).nullable(),
  frequency_tier: z.enum(frequencyTiers).nullable(),
  days_inactive: z.int().nullable(),
  r_score: z.int().nullable(),
  f_score: z.int().nullable(),
  m_score: z.int().nullable(),
  rfm_segment: rfmSegment.nullable(),
};

const summed = {
  order_count: z.int(),
  gross_minor: minor,
  refunded_minor: minor,
  net_minor: minor,
};

const facts = {
  ...summed,
  average_order_value_minor: minor.nullable(),
  first_order_on: localDate.nullable(),
  last_order_on: localDate.nullable(),
  upcoming_count: z.int(),
  upcoming_minor: minor,
};

/** What is to be expected of them. */
const expected = {
  /**
   * Probability of no order in the next days (`churn_horizon_days`); null when there is too little history and for prospects. In a list of the
   * past, or of some locations, only where the purchase model told it from that day on.
   */
  churn_risk: fraction.nullable(),
  /** What they will probably spend within 365 days; null where no forecast is told of them. */
  expected_spend_minor: minor.nullable(),
};

export const customerRow = z.object({ ...identified, ...facts, ...read, ...expected });
export type CustomerRow = z.infer<typeof customerRow>;

export const customerList = z.object({
  ...stamp,
  customers: z.array(customerRow),
  next_cursor: z.string().nullable(),
  /** How `q` was found: by its beginning, or, where nothing begins so, by likeness, the most alike first (at most 50, one page). */
  found_by: z.enum(['beginning', 'likeness']).nullable(),
});
export type CustomerList = z.infer<typeof customerList>;

export const customerCount = z.object({
  ...stamp,
  /** How many fit, whole. */
  total: z.int(),
});
export type CustomerCount = z.infer<typeof customerCount>;

/** The file by which a record came; null: by another door. */
const toldBy = z.object({ import_id: z.uuid(), file_name: z.string(), at: instant }).nullable();

export const customerIdentity = z.object({
  kind: z.enum(['external', 'phone', 'email']),
  /** Of an external id. */
  source: z.string().nullable(),
  /** Masked without `customers:contact`. */
  value: z.string(),
  since: instant,
  /** The customer they had it as, before a merge. */
  customer_id: z.uuid(),
});

export const customerForecast = z.object({
  calculated_at: instant,
  /** The local date it looks ahead from. */
  told_on: localDate,
  /** The purchase model, and whether its risk is corrected by what else is known. */
  method: z.string(),
  /** That they are still a customer. Not the opposite of the risk: who is alive need not buy within the horizon. */
  probability_alive: fraction,
  /** Days with an order, within 30, 90 and 365 days. */
  purchases_30: z.number(),
  purchases_90: z.number(),
  purchases_365: z.number(),
  expected_spend_minor: minor.nullable(),
  /** By when the next order has come with 25, 50 and 75 %; null for whom that says nothing: who bought but once, or is probably gone. */
  next_order: z.object({ early_on: localDate, middle_on: localDate, late_on: localDate }).nullable(),
});
export type CustomerForecast = z.infer<typeof customerForecast>;

export const customerDetail = z.object({
  ...stamp,
  customer: z.object({
    /** Whom the customer that was asked for stands for: another id than the one asked for, when they were merged. */
    ...identified,
    first_source: z.string(),
    on_file_since: instant,
    is_erased: z.boolean(),
  }),
  identities: z.array(customerIdentity),
  merged_from: z.array(z.object({ customer_id: z.uuid(), name: z.string().nullable(), merged_at: instant })),
  /** Null: not on file yet at that moment. */
  reading: z
    .object({
      ...facts,
      ...read,
      first_order_at: instant.nullable(),
      last_order_at: instant.nullable(),
      next_booking_at: instant.nullable(),
      /** Within the RFM window, of `window_days`. */
      window_order_count: z.int(),
      window_net_minor: minor,
      window_days: z.int(),
      /** Orders a month since the first one. */
      orders_per_month: z.number().nullable(),
      /** Probability of no order in the next `horizon_days`; null when there is too little history, or no order. */
      churn_risk: fraction.nullable(),
      /** "Usually orders every 31 days, last order 74 days ago". Null without a risk. */
      churn_reason: z.string().nullable(),
      value_at_risk_minor: minor.nullable(),
      horizon_days: z.int(),
      /** What the purchase model tells of them; null: nothing (too little history, orders since then, a booking ahead, the past, some locations). */
      forecast: customerForecast.nullable(),
    })
    .nullable(),
  /** Where they bought, through what; the most orders first. At most 50. */
  places: z.array(
    z.object({
      location_id: z.uuid().nullable(),
      location: z.string().nullable(),
      channel,
      ...summed,
      first_order_on: localDate.nullable(),
      last_order_on: localDate.nullable(),
    }),
  ),
  /** What they bought: most orders first, then most net, then latest. The first is the favourite. At most 20. */
  products: z.array(
    z.object({
      product_id: z.uuid(),
      name: z.string().nullable(),
      external_id: z.string(),
      category: z.string().nullable(),
      ...summed,
      last_order_on: localDate.nullable(),
    }),
  ),
  product_count: z.int(),
  /** Local months with orders or refunds, oldest first. */
  months: z.array(z.object({ month: localDate, ...summed })),
  /** Where their records come from: how many by each source and file. */
  sources: z.array(z.object({ source: z.string(), import: toldBy, orders: z.int(), refunds: z.int() })),
});
export type CustomerDetail = z.infer<typeof customerDetail>;

const provenance = {
  source: z.string(),
  external_id: z.string(),
  import: toldBy,
  recorded_at: instant,
  /** The customer it was recorded for, before a merge. */
  customer_id: z.uuid(),
};

const refund = z.object({
  refund_id: z.uuid(),
  refunded_at: instant,
  refunded_on: localDate,
  amount_minor: minor,
  reason: z.string().nullable(),
  ...provenance,
});

const dated = <Status extends string>(statuses: readonly [Status, ...Status[]]) =>
  z.array(z.object({ status: z.enum(statuses), at: instant }));

export const orderStates = [
  'counts',
  'partially_refunded',
  'refunded',
  'upcoming',
  'unpaid',
  'not_completed',
  'cancelled',
  'no_show',
  'nothing_paid',
  'test',
] as const;
export type OrderState = (typeof orderStates)[number];

export const customerOrder = z.object({
  record: z.literal('order'),
  order_id: z.uuid(),
  number: z.string().nullable(),
  kind: orderKind,
  channel,
  location: z.string().nullable(),
  slug: z.string().nullable(),
  /** A booking: its slot; anything else: when it was placed. */
  happened_at: instant,
  happened_on: localDate,
  placed_at: instant,
  slot_ends_at: instant.nullable(),
  promised_on: localDate.nullable(),
  /** What it is at that moment; the first three count. */
  state: z.enum(orderStates),
  /** Oldest first. */
  statuses: dated(['confirmed', 'paid', 'completed', 'delivered', 'cancelled', 'no_show', 'reinstated']),
  /** Goods after discounts + tax + shipping = total; the tip is kept apart. */
  goods_minor: minor,
  discount_minor: minor,
  tax_minor: minor,
  shipping_minor: minor,
  total_minor: minor,
  tip_minor: minor,
  /** What it is worth by the organization's choice: total, or goods. */
  value_minor: minor,
  refunded_minor: minor,
  /** At most 200. */
  lines: z.array(
    z.object({
      line_no: z.int(),
      product_id: z.uuid().nullable(),
      name: z.string().nullable(),
      category: z.string().nullable(),
      /** Exact decimals. */
      quantity: z.string(),
      unit_price: z.string(),
      discount_minor: minor,
      total_minor: minor,
    }),
  ),
  line_count: z.int(),
  refunds: z.array(refund),
  ...provenance,
});
export type CustomerOrder = z.infer<typeof customerOrder>;

export const customerRecord = z.discriminatedUnion('record', [
  customerOrder,
  /** Money given back for no order. */
  refund.extend({ record: z.literal('credit_note') }),
  z.object({
    record: z.literal('quote'),
    quote_id: z.uuid(),
    title: z.string().nullable(),
    location: z.string().nullable(),
    amount_minor: minor,
    quoted_at: instant,
    quoted_on: localDate,
    expires_on: localDate.nullable(),
    statuses: dated(['accepted', 'won', 'lost']),
    ...provenance,
  }),
  z.object({
    record: z.literal('appointment'),
    appointment_id: z.uuid(),
    kind: z.string(),
    location: z.string().nullable(),
    starts_at: instant,
    starts_on: localDate,
    ends_at: instant.nullable(),
    statuses: dated(['confirmed', 'completed', 'cancelled', 'no_show']),
    ...provenance,
  }),
]);
export type CustomerRecord = z.infer<typeof customerRecord>;

const oneCustomer = z.object({ customer_id: z.uuid(), as_of: moment });

export const customersContract = {
  list: endpoint('customers:read')
    .route({
      method: 'GET',
      path: '/customers',
      summary: 'Customers and prospects: searched, filtered, sorted, page by page',
      tags: ['Customers'],
    })
    .input(customerListInput)
    .output(customerList),
  // A read of its own: the rows of a page are there long before a million are counted.
  count: endpoint('customers:read')
    .route({
      method: 'GET',
      path: '/customers/count',
      summary: 'How many customers and prospects fit',
      tags: ['Customers'],
    })
    .input(customerListFilter)
    .output(customerCount),
  detail: endpoint('customers:read')
    .route({
      method: 'GET',
      path: '/customers/{customer_id}',
      summary: 'One customer: identities, facts, readings. One that was merged answers with whom it stands for',
      tags: ['Customers'],
    })
    .input(oneCustomer)
    .output(customerDetail),
  orders: endpoint('customers:read')
    .route({
      method: 'GET',
      path: '/customers/{customer_id}/orders',
      summary:
        'What happened with a customer: orders with lines and refunds, credit notes, quotes, appointments; newest first',
      tags: ['Customers'],
    })
    .input(
      oneCustomer.extend({
        cursor: customerListInput.shape.cursor,
        limit: whole(1, 100).default(20),
      }),
    )
    .output(z.object({ ...stamp, records: z.array(customerRecord), next_cursor: z.string().nullable() })),
};
