import * as z from 'zod';
import { amount, currencyCode, endpoint, instant, recordedDate, text } from './base.ts';

/**
 * What happened, as a source tells it. One document is one record; telling it again changes nothing, telling a newer
 * version (by `source_updated_at`) replaces it, an older one is ignored.
 */

/** Exact decimal as text or number: quantities and unit prices are not minor units (0.001 occurs). At most nine decimals. */
const decimalForm = 'a decimal with at most nine decimals, such as 2 or "0.001"';
export const decimal = z
  .union(
    [
      z.string().regex(/^-?\d{1,15}(?:\.\d{1,9})?$/, decimalForm),
      z.number().refine((value) => Math.abs(value) < 1e15 && Number(value.toFixed(9)) === value, decimalForm),
    ],
    { error: decimalForm },
  )
  .transform((value) => (typeof value === 'number' ? value.toFixed(9).replace(/\.?0+$/, '') : value));

export const orderKind = z.enum(['sale', 'work_order', 'booking']);
export const channels = ['pos', 'online', 'marketplace', 'phone', 'in_person', 'other'] as const;
export const channel = z.enum(channels);

const identity = {
  /** Which system tells it: 'shopify', 'till-2', … */
  source: text(64),
  /** Its id there. */
  external_id: text(200),
  /** When the source last changed it: decides which version is newer. */
  source_updated_at: instant.optional(),
};

/** Who it was: every identifier that is known. At least one is needed to know a person. */
export const person = z.strictObject({
  external_id: text(200).optional(),
  phone: text(40).optional(),
  email: text(254).optional(),
  name: text(200).optional(),
  registered_at: instant.optional(),
});

export const orderLine = z.strictObject({
  /** The product's id at the source; a line may name no product. */
  product: text(200).optional(),
  name: text(500).optional(),
  category: text(120).optional(),
  quantity: decimal,
  /** Major units, exact. */
  unit_price: decimal,
  /** What the customer paid for the line before an order-level discount; default round(quantity × unit price) − discount. */
  total_minor: amount.optional(),
  discount_minor: amount.min(0).optional(),
});

export const orderDocument = z.strictObject({
  ...identity,
  kind: orderKind.default('sale'),
  channel: channel.default('other'),
  /** The place, by its external id or ours. */
  location: text(200).optional(),
  /** The shop slug by which the customer came. */
  slug: text(63).optional(),
  customer: person.optional(),
  number: text(64).optional(),
  currency: currencyCode.optional(),
  placed_at: instant,
  /** Bookings: the slot decides when it happened. */
  slot_starts_at: instant.optional(),
  slot_ends_at: instant.optional(),
  /** Work orders. */
  promised_on: recordedDate.optional(),
  delivered_at: instant.optional(),
  confirmed_at: instant.optional(),
  paid_at: instant.optional(),
  completed_at: instant.optional(),
  cancelled_at: instant.optional(),
  no_show_at: instant.optional(),
  is_test: z.boolean().default(false),
  lines: z.array(orderLine).max(5000).default([]),
  /** Falls on the lines pro rata (largest remainder). */
  discount_minor: amount.min(0).default(0),
  tax_minor: amount.default(0),
  shipping_minor: amount.min(0).default(0),
  tip_minor: amount.min(0).default(0),
});

/** A dated change of status, told apart from the order itself, and possibly before it. */
export const orderStatusChange = z.strictObject({
  source: identity.source,
  external_id: identity.external_id,
  status: z.enum(['confirmed', 'paid', 'completed', 'delivered', 'cancelled', 'no_show', 'reinstated']),
  at: instant,
});

export const refundDocument = z.strictObject({
  ...identity,
  /** The order it belongs to, by the id at the same source; without one it is a credit note for the customer alone. */
  order: text(200).optional(),
  customer: person.optional(),
  location: text(200).optional(),
  channel: channel.default('other'),
  refunded_at: instant,
  amount_minor: amount.min(1),
  reason: text(500).optional(),
  lines: z
    .array(z.strictObject({ product: text(200).optional(), name: text(500).optional(), amount_minor: amount.min(0) }))
    .max(5000)
    .default([]),
});

export const appointmentDocument = z.strictObject({
  ...identity,
  kind: text(64).default('appointment'),
  customer: person.optional(),
  location: text(200).optional(),
  booked_at: instant.optional(),
  starts_at: instant,
  ends_at: instant.optional(),
  confirmed_at: instant.optional(),
  completed_at: instant.optional(),
  cancelled_at: instant.optional(),
  no_show_at: instant.optional(),
});

export const quoteDocument = z.strictObject({
  ...identity,
  customer: person.optional(),
  location: text(200).optional(),
  title: text(200).optional(),
  amount_minor: amount.min(0),
  quoted_at: instant,
  accepted_at: instant.optional(),
  won_at: instant.optional(),
  lost_at: instant.optional(),
  expires_on: recordedDate.optional(),
});

export const visitDocument = z.strictObject({
  ...identity,
  slug: text(63),
  visited_at: instant,
  referrer: text(255).optional(),
  utm_source: text(255).optional(),
  utm_medium: text(255).optional(),
  utm_campaign: text(255).optional(),
  /** The order it ended in, by the id at the same source. */
  order: text(200).optional(),
});

export const interactionDocument = z.strictObject({
  ...identity,
  kind: z.enum(['review', 'support', 'return', 'nps']),
  customer: person,
  location: text(200).optional(),
  happened_at: instant,
  /** Review 1–5, NPS 0–10. */
  score: z.int().min(0).max(10).optional(),
  body: text(5000).optional(),
});

export type Person = z.infer<typeof person>;
export type OrderDocument = z.infer<typeof orderDocument>;
export type OrderInput = z.input<typeof orderDocument>;
export type OrderStatusChange = z.infer<typeof orderStatusChange>;
export type RefundDocument = z.infer<typeof refundDocument>;
export type RefundInput = z.input<typeof refundDocument>;
export type AppointmentDocument = z.infer<typeof appointmentDocument>;
export type QuoteDocument = z.infer<typeof quoteDocument>;
export type VisitDocument = z.infer<typeof visitDocument>;
export type InteractionDocument = z.infer<typeof interactionDocument>;

/** What became of a record that was told. */
export const recorded = z.object({
  id: z.uuid().nullable(),
  customer_id: z.uuid().nullable(),
  /** `pending`: kept until the order it speaks of is told. */
  outcome: z.enum(['created', 'changed', 'unchanged', 'pending']),
});
export type Recorded = z.infer<typeof recorded>;

export const activityContract = {
  recordOrder: endpoint('records:write')
    .route({ method: 'POST', path: '/orders', summary: 'Record an order, or a newer version of it', tags: ['Records'] })
    .input(orderDocument)
    .output(recorded),
  changeOrderStatus: endpoint('records:write')
    .route({
      method: 'POST',
      path: '/orders/status',
      summary: 'Record a dated change of status of an order',
      tags: ['Records'],
    })
    .input(orderStatusChange)
    .output(recorded),
  recordRefund: endpoint('records:write')
    .route({
      method: 'POST',
      path: '/refunds',
      summary: 'Record a refund of an order, or a credit note',
      tags: ['Records'],
    })
    .input(refundDocument)
    .output(recorded),
};
