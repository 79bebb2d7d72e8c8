import { randomUUIDv7 } from 'node:crypto';
import type {
  AppointmentDocument,
  InteractionDocument,
  Person,
  QuoteDocument,
  Recorded,
  VisitDocument,
} from '@regulars/contract/activity.ts';
import { TryAgain } from '../../platform/errors.ts';
import type { Scope } from '../../platform/scope.ts';
import { recogniseCustomers } from '../customers/customers.ts';
import { readSettings } from '../organizations/organizations.ts';
import { refuseFuture } from './dates.ts';
import { keepFacts } from './facts.ts';
import { placesOf } from './placing.ts';
import * as queries from './plain-record-queries.ts';
import { lockOrderKeys } from './queries.ts';
import { contentHash, isNewer } from './versions.ts';

/** Records that carry no revenue: they are kept and versioned, and may bring a customer, but move no sum. */
interface PlainDocument {
  source: string;
  external_id: string;
  source_updated_at?: string | undefined;
  customer?: Person | undefined;
  location?: string | undefined;
}

interface PlainKind<Document extends PlainDocument> {
  table: queries.PlainTable;
  id: string;
  /** When the customer was seen by it. */
  seenAt: (document: Document) => string;
  /** What may not lie in the future. */
  past: (document: Document) => Record<string, string | undefined>;
  /** The table's own columns. */
  row: (document: Document) => Record<string, unknown>;
}

const appointments: PlainKind<AppointmentDocument> = {
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

const quotes: PlainKind<QuoteDocument> = {
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

const visits: PlainKind<VisitDocument> = {
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

const interactions: PlainKind<InteractionDocument> = {
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

/** Each: @throws Refusal naming the field. Told twice, or in an older version, nothing changes. */
export const recordAppointments = (scope: Scope, documents: readonly AppointmentDocument[]) =>
  record(scope, appointments, documents);
export const recordQuotes = (scope: Scope, documents: readonly QuoteDocument[]) => record(scope, quotes, documents);
export const recordInteractions = (scope: Scope, documents: readonly InteractionDocument[]) =>
  record(scope, interactions, documents);

/** A visit ends in the order it names, whichever is told first. */
export async function recordVisits(scope: Scope, documents: readonly VisitDocument[]): Promise<Recorded[]> {
  const named = documents.flatMap(({ source, order }) => (order ? [{ source, external_id: order }] : []));
  await lockOrderKeys(scope, named, 'exclusive');
  const orders = new Map((await queries.findOrders(scope, named)).map((order) => [keyOf(order), order.order_id]));
  const orderOf = ({ source, order }: VisitDocument) =>
    order ? (orders.get(keyOf({ source, external_id: order })) ?? null) : null;
  return await record(
    scope,
    { ...visits, row: (document) => ({ ...visits.row(document), order_id: orderOf(document) }) },
    documents,
  );
}

async function record<Document extends PlainDocument>(
  scope: Scope,
  kind: PlainKind<Document>,
  documents: readonly Document[],
): Promise<Recorded[]> {
  for (const document of documents) refuseFuture(scope.now, kind.past(document));
  const newest = newestOf(documents);
  const settings = await readSettings(scope);
  const customerIds = await recogniseCustomers(
    scope,
    newest.map((document) => ({
      source: document.source,
      person: document.customer,
      seenAt: new Date(Math.min(new Date(kind.seenAt(document)).getTime(), scope.now.getTime())),
      where: 'customer',
    })),
    settings.country,
  );
  const locationIds = await placesOf(scope, newest);
  const kept = new Map((await queries.lockRecords(scope, kind, newest)).map((row) => [keyOf(row), row]));
  const told = newest.map((document, index) => {
    const known = kept.get(keyOf(document));
    const version = { source_updated_at: updatedAt(document), content_hash: contentHash(document) };
    const isChanged = known && version.content_hash !== known.content_hash && isNewer(version, known);
    return {
      key: keyOf(document),
      id: known?.id ?? randomUUIDv7(),
      customerId: customerIds[index] ?? null,
      outcome: !known ? ('created' as const) : isChanged ? ('changed' as const) : ('unchanged' as const),
      row: {
        ...kind.row(document),
        ...version,
        source: document.source,
        external_id: document.external_id,
        location_id: locationIds[index] ?? null,
        ...(kind.table === 'visits' ? {} : { customer_id: customerIds[index] ?? null }),
        recorded_at: scope.now,
        updated_at: scope.now,
      },
    };
  });
  // A new contact takes their place among the facts, as a prospect.
  await keepFacts(
    scope,
    { orderIds: [], refundIds: [], customerIds: customerIds.filter((id) => id !== null) },
    async () => {
      const rows = (outcome: string) =>
        told.filter((one) => one.outcome === outcome).map((one) => ({ ...one.row, [kind.id]: one.id }));
      const created = rows('created');
      if ((await queries.addRecords(scope, kind, created)) < created.length) {
        throw new TryAgain('another telling of the same record came first');
      }
      await queries.updateRecords(scope, kind, rows('changed'));
    },
  );
  const byKey = new Map(told.map((one) => [one.key, one]));
  return documents.map((document) => {
    const one = byKey.get(keyOf(document));
    return { id: one?.id ?? null, customer_id: one?.customerId ?? null, outcome: one?.outcome ?? 'unchanged' };
  });
}

function newestOf<Document extends PlainDocument>(documents: readonly Document[]): Document[] {
  const newest = new Map<string, Document>();
  const version = (document: Document) => ({
    source_updated_at: updatedAt(document),
    content_hash: contentHash(document),
  });
  for (const document of documents) {
    const known = newest.get(keyOf(document));
    if (!known || isNewer(version(document), version(known))) newest.set(keyOf(document), document);
  }
  return [...newest.values()];
}

const updatedAt = (document: PlainDocument) =>
  document.source_updated_at ? new Date(document.source_updated_at) : null;
const keyOf = (record: { source: string; external_id: string }) => JSON.stringify([record.source, record.external_id]);
