import { randomUUIDv7 } from 'node:crypto';
import type {
  AppointmentDocument,
  InteractionDocument,
  QuoteDocument,
  Recorded,
  VisitDocument,
} from '@regulars/contract/activity.ts';
import { TryAgain } from '../../platform/errors.ts';
import type { Scope } from '../../platform/scope.ts';
import { recogniseCustomers } from '../customers/customers.ts';
import { readSettings } from '../organizations/organizations.ts';
import { alwaysPast, refuseFuture } from './dates.ts';
import { keepFacts } from './facts.ts';
import { placesOf } from './placing.ts';
import { appointments, interactions, type PlainDocument, type PlainKind, quotes, visits } from './plain-kinds.ts';
import * as queries from './plain-record-queries.ts';
import { lockOrderKeys } from './queries.ts';
import { newestOf, outcomeOf, recordKey, versionOf } from './versions.ts';

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
  const orders = new Map((await queries.findOrders(scope, named)).map((order) => [recordKey(order), order.order_id]));
  const orderOf = ({ source, order }: VisitDocument) =>
    order ? (orders.get(recordKey({ source, external_id: order })) ?? null) : null;
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
  for (const document of documents) refuseFuture(scope.now, { ...kind.past(document), ...alwaysPast(document) });
  const newest = newestOf(
    documents.map((document) => ({ document, key: recordKey(document), version: versionOf(document) })),
  );
  const kept = new Map(
    (
      await queries.lockRecords(
        scope,
        kind,
        newest.map(({ document }) => document),
      )
    ).map((row) => [recordKey(row), row]),
  );
  const decided = newest.map((told) => ({
    ...told,
    kept: kept.get(told.key),
    outcome: outcomeOf(told.version, kept.get(told.key)),
  }));
  const changed = decided.filter(({ outcome }) => outcome !== 'unchanged');
  const { customerIds, locationIds } = await know(
    scope,
    kind,
    changed.map(({ document }) => document),
  );
  const told = changed.map(({ document, key, version, outcome, kept: known }, index) => ({
    key,
    id: known?.id ?? randomUUIDv7(),
    customerId: customerIds[index] ?? null,
    outcome,
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
  }));
  if (told.length > 0) await write(scope, kind, told);
  const byKey = new Map(told.map((one) => [one.key, one]));
  return documents.map((document) => {
    const key = recordKey(document);
    const one = byKey.get(key);
    return {
      id: one?.id ?? kept.get(key)?.id ?? null,
      customer_id: one?.customerId ?? null,
      outcome: one?.outcome ?? 'unchanged',
    };
  });
}

/** Who and where, of the records that change anything: whom an ignored one names is nobody's business. */
async function know<Document extends PlainDocument>(
  scope: Scope,
  kind: PlainKind<Document>,
  documents: readonly Document[],
) {
  const settings = await readSettings(scope);
  const customerIds = await recogniseCustomers(
    scope,
    documents.map((document) => ({
      source: document.source,
      person: document.customer,
      seenAt: new Date(Math.min(new Date(kind.seenAt(document)).getTime(), scope.now.getTime())),
      where: 'customer',
    })),
    settings.country,
  );
  return { customerIds, locationIds: await placesOf(scope, documents) };
}

interface Written {
  id: string;
  customerId: string | null;
  outcome: string;
  row: Record<string, unknown>;
}

/** A new contact takes their place among the facts, as a prospect. */
async function write(scope: Scope, kind: queries.KindOfRecord, told: readonly Written[]): Promise<void> {
  const customerIds = told.flatMap(({ customerId }) => customerId ?? []);
  await keepFacts(scope, { orderIds: [], refundIds: [], customerIds }, async () => {
    const rows = (outcome: string) =>
      told.filter((one) => one.outcome === outcome).map((one) => ({ ...one.row, [kind.id]: one.id }));
    const created = rows('created');
    if ((await queries.addRecords(scope, kind, created)) < created.length) {
      throw new TryAgain('another telling of the same record came first');
    }
    await queries.updateRecords(scope, kind, rows('changed'));
  });
}
