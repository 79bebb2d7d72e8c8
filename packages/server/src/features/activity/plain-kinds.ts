import type {
  AppointmentDocument,
  InteractionDocument,
  Person,
  QuoteDocument,
  VisitDocument,
} from '@regulars/contract/activity.ts';
import type * as queries from './plain-record-queries.ts';

/** Records that carry no revenue: they are kept and versioned, and may bring a customer, but move no sum. */
export interface PlainDocument {
  source: string;
  external_id: string;
  source_updated_at?: string | undefined;
  customer?: Person | undefined;
  location?: string | undefined;
}

export interface PlainKind<Document extends PlainDocument> {
  table: queries.PlainTable;
  id: string;
  /** When the customer was seen by it. */
  seenAt: (document: Document) => string;
  /** What may not lie in the future. */
  past: (document: Document) => Record<string, string | undefined>;
  /** The table's own columns. */
  row: (document: Document) => Record<string, unknown>;
}

export const appointments: PlainKind<AppointmentDocument> = {
  table: 'appointments',
  id: 'appointment_id',
  seenAt: (document) => document.booked_at ?? document.starts_at,
  past: ({ booked_at, confirmed_at, completed_at, cancelled_at, no_show_at }) => ({
    booked_at,
    confirmed_at,
    completed_at,
    cancelled_at,
    no_show_at,
  }),
  row: (document) => ({
    kind: document.kind,
    booked_at: document.booked_at ?? null,
    starts_at: document.starts_at,
    ends_at: document.ends_at ?? null,
    confirmed_at: document.confirmed_at ?? null,
    completed_at: document.completed_at ?? null,
    cancelled_at: document.cancelled_at ?? null,
    no_show_at: document.no_show_at ?? null,
  }),
};

export const quotes: PlainKind<QuoteDocument> = {
  table: 'quotes',
  id: 'quote_id',
  seenAt: (document) => document.quoted_at,
  past: ({ quoted_at, accepted_at, won_at, lost_at }) => ({ quoted_at, accepted_at, won_at, lost_at }),
  row: (document) => ({
    title: document.title ?? null,
    amount_minor: document.amount_minor,
    quoted_at: document.quoted_at,
    accepted_at: document.accepted_at ?? null,
    won_at: document.won_at ?? null,
    lost_at: document.lost_at ?? null,
    expires_on: document.expires_on ?? null,
  }),
};

export const visits: PlainKind<VisitDocument> = {
  table: 'visits',
  id: 'visit_id',
  seenAt: (document) => document.visited_at,
  past: ({ visited_at }) => ({ visited_at }),
  row: (document) => ({
    slug: document.slug,
    visited_at: document.visited_at,
    referrer: document.referrer ?? null,
    utm_source: document.utm_source ?? null,
    utm_medium: document.utm_medium ?? null,
    utm_campaign: document.utm_campaign ?? null,
    order_external_id: document.order ?? null,
  }),
};

export const interactions: PlainKind<InteractionDocument> = {
  table: 'interactions',
  id: 'interaction_id',
  seenAt: (document) => document.happened_at,
  past: ({ happened_at }) => ({ happened_at }),
  row: (document) => ({
    kind: document.kind,
    happened_at: document.happened_at,
    score: document.score ?? null,
    body: document.body ?? null,
  }),
};
