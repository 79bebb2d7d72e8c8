import * as z from 'zod';
import { currencyCode, endpoint, instant, localDate } from './base.ts';

export const slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'lower-case letters, digits and hyphens, at most 63');

/** Records that end longer ago than these days have little to tell of today: figures are shown of, and forecasts told from, the day of the last order. */
export const longest_quiet_days = 45;

export const organizationSummary = z.object({
  organization_id: z.uuid(),
  slug,
  name: z.string(),
  currency: currencyCode,
  /** Decimals of the currency: minor units = major × 10^digits. */
  currency_digits: z.int().min(0).max(4),
  time_zone: z.string(),
  /** True for the generated demo organizations. */
  is_demo: z.boolean(),
});

export const session = z.object({
  /** `member` signed in on the web, `key` an API key. */
  actor: z.object({ kind: z.enum(['member', 'key']), name: z.string() }),
  permissions: z.array(z.string()),
  organizations: z.array(organizationSummary),
});

export const locationKind = z.enum(['branch', 'shop', 'venue']);

export const organizationDetail = organizationSummary.extend({
  /** What an order is worth: the whole total, or the goods without tax and shipping. */
  values_by: z.enum(['total', 'goods']),
  thresholds: z.record(z.string(), z.int()),
  channels: z.array(z.string()),
  locations: z.array(z.object({ location_id: z.uuid(), kind: locationKind, name: z.string() })),
  first_order_on: localDate.nullable(),
  last_order_on: localDate.nullable(),
  last_order_at: instant.nullable(),
});

export type OrganizationSummary = z.infer<typeof organizationSummary>;
export type OrganizationDetail = z.infer<typeof organizationDetail>;
export type Session = z.infer<typeof session>;

export const organizationsContract = {
  /** Who is asking, and which organizations they may look at. */
  session: endpoint('organization:read')
    .route({
      method: 'GET',
      path: '/session',
      summary: 'Who is signed in and what they may see',
      tags: ['Organization'],
    })
    .output(session),
  /** The organization of this request: money, zone, thresholds, places. */
  organization: endpoint('organization:read')
    .route({
      method: 'GET',
      path: '/organization',
      summary: 'The organization of this request',
      tags: ['Organization'],
    })
    .output(organizationDetail),
};
