import { orderDocument, refundDocument } from '@regulars/contract/activity.ts';
import { sql } from 'kysely';
import {
  changeOrderStatus,
  mergeCustomers,
  recordInteractions,
  recordOrders,
  recordRefunds,
  undoMerge,
  voidRecords,
} from '../features/activity/activity.ts';
import { contentHash } from '../features/activity/versions.ts';
import { addLocation } from '../features/organizations/organizations.ts';
import type { Scope } from '../platform/scope.ts';
import type { FoldOptions } from './reference/fold.ts';
import type { History, Telling } from './reference/tellings.ts';

/** Everyone of the history on file, and its places: as prospects, before anything is told. */
export async function openHistory(scope: Scope, history: History): Promise<void> {
  for (const location of history.locations) {
    await addLocation(scope, { kind: 'branch', name: location, external_id: location });
  }
  await recordInteractions(
    scope,
    history.people.map((email) => ({
      source: 'guest-book',
      external_id: email,
      kind: 'support' as const,
      customer: { email, registered_at: '1900-01-02T00:00:00Z' },
      happened_at: '1950-01-01T00:00:00Z',
    })),
  );
}

/** Tells one thing by the door that it comes in by. @returns false when there is nothing of that name to take back */
export async function tell(scope: Scope, telling: Telling): Promise<boolean> {
  switch (telling.tells) {
    case 'order':
      await recordOrders(scope, [orderDocument.parse(telling.document)]);
      break;
    case 'status':
      await changeOrderStatus(scope, telling.change);
      break;
    case 'refund':
      await recordRefunds(scope, [refundDocument.parse(telling.document)]);
      break;
    case 'merge':
      await mergeCustomers(scope, await customerOf(scope, telling.from), await customerOf(scope, telling.into));
      break;
    case 'undo_merge':
      await undoMerge(scope, await standingMergeOf(scope, await customerOf(scope, telling.from)));
      break;
    case 'void': {
      const records = await recordsNamed(scope, telling);
      if (records.orderIds.length + records.refundIds.length === 0) return false;
      await voidRecords(scope, records);
    }
  }
  return true;
}

/** How the reference names things as the database does, and breaks ties as it does. */
export async function namedAsIn(scope: Scope): Promise<FoldOptions> {
  const { rows } = await sql<{ kind: string; source: string | null; external_id: string; id: string }>`
    select 'customer' as kind, null as source, value as external_id, customer_id as id from customer_identities
      where organization_id = ${scope.organizationId} and kind = 'email'
    union all select 'location', null, external_id, location_id from locations where organization_id = ${scope.organizationId}
    union all select 'product', source, external_id, product_id from products where organization_id = ${scope.organizationId}
    union all select 'order', source, external_id, order_id from orders where organization_id = ${scope.organizationId}
    union all select 'refund', source, external_id, refund_id from refunds where organization_id = ${scope.organizationId}`.execute(
    scope.db,
  );
  const ids = new Map(rows.map((row) => [JSON.stringify([row.kind, row.source, row.external_id]), row.id]));
  const hashOf = (document: Parameters<NonNullable<FoldOptions['breakTie']>>[0]) =>
    contentHash('placed_at' in document ? orderDocument.parse(document) : refundDocument.parse(document));
  return {
    breakTie: (a, b) => (hashOf(a) === hashOf(b) ? 0 : hashOf(b) > hashOf(a) ? 1 : -1),
    idOf: (kind, told) =>
      ids.get(JSON.stringify([kind, told.source, told.external_id])) ?? `unknown ${kind} ${told.external_id}`,
  };
}

async function customerOf(scope: Scope, email: string): Promise<string> {
  const row = await scope.db
    .selectFrom('customer_identities')
    .select('customer_id')
    .where('organization_id', '=', scope.organizationId)
    .where('kind', '=', 'email')
    .where('value', '=', email)
    .executeTakeFirstOrThrow();
  return row.customer_id;
}

async function standingMergeOf(scope: Scope, customerId: string): Promise<string> {
  const row = await scope.db
    .selectFrom('customer_merges')
    .select('merge_id')
    .where('organization_id', '=', scope.organizationId)
    .where('from_customer_id', '=', customerId)
    .where('undone_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row.merge_id;
}

async function recordsNamed(scope: Scope, { of, source, external_id }: Extract<Telling, { tells: 'void' }>) {
  const table = of === 'order' ? sql`orders` : sql`refunds`;
  const id = of === 'order' ? sql`order_id` : sql`refund_id`;
  const { rows } = await sql<{ id: string }>`
    select ${id} as id from ${table}
    where organization_id = ${scope.organizationId} and source = ${source} and external_id = ${external_id}`.execute(
    scope.db,
  );
  const ids = rows.map((row) => row.id);
  return of === 'order' ? { orderIds: ids, refundIds: [] } : { orderIds: [], refundIds: ids };
}
