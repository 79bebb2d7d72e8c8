import { sql } from 'kysely';
import type { Scope } from '../../platform/scope.ts';
import type { Telling } from './record-queries.ts';

/** What other doors told of these orders, perhaps before them: dated changes of status, refunds, visits. */

/** The lock that tellings of an order share, and that tellings of what waits for one take alone. */
export async function lockTellings(scope: Scope, telling: Telling): Promise<void> {
  await sql`
    select count(pg_advisory_xact_lock_shared(bucket))
    from (
      select distinct app.order_lock(${scope.organizationId}, ${telling.source}, record) as bucket
      from told_documents
      where part = 'o' and outcome <> 'unchanged'
      order by bucket
    ) buckets`.execute(scope.db);
}

/** A newer version of an order keeps what was told of its status: the earliest of what happens once, the latest of the rest. */
export async function keepStatuses(scope: Scope, telling: Telling): Promise<void> {
  await sql`
    update orders o
    set confirmed_at = least(o.confirmed_at, told.confirmed_at),
      paid_at = least(o.paid_at, told.paid_at),
      completed_at = least(o.completed_at, told.completed_at),
      delivered_at = least(o.delivered_at, told.delivered_at),
      cancelled_at = greatest(o.cancelled_at, told.cancelled_at),
      no_show_at = greatest(o.no_show_at, told.no_show_at),
      reinstated_at = greatest(o.reinstated_at, told.reinstated_at)
    from (
      select
        t.document_id,
        min(s.at) filter (where s.status = 'confirmed') as confirmed_at,
        min(s.at) filter (where s.status = 'paid') as paid_at,
        min(s.at) filter (where s.status = 'completed') as completed_at,
        min(s.at) filter (where s.status = 'delivered') as delivered_at,
        max(s.at) filter (where s.status = 'cancelled') as cancelled_at,
        max(s.at) filter (where s.status = 'no_show') as no_show_at,
        max(s.at) filter (where s.status = 'reinstated') as reinstated_at
      from order_status_changes s
      join told_documents t on t.part = 'o' and t.record = s.external_id and t.outcome <> 'unchanged'
      where s.organization_id = ${scope.organizationId} and s.source = ${telling.source}
      group by t.document_id
    ) told
    where o.organization_id = ${scope.organizationId} and o.order_id = told.document_id`.execute(scope.db);
}

/** Refunds and visits that name these orders follow them. @returns the refunds */
export async function joinWaiting(scope: Scope, telling: Telling): Promise<string[]> {
  const { rows } = await sql<{ refund_id: string }>`
    update refunds r set order_id = t.document_id, customer_id = c.customer_id
    from told_documents t
    left join told_customers c on c.customer = t.customer
    where r.organization_id = ${scope.organizationId} and r.source = ${telling.source} and r.order_external_id = t.record
      and t.part = 'o' and t.outcome <> 'unchanged'
    returning r.refund_id`.execute(scope.db);
  await sql`
    update visits v set order_id = t.document_id
    from told_documents t
    where v.organization_id = ${scope.organizationId} and v.source = ${telling.source} and v.order_external_id = t.record
      and v.order_id is null and t.part = 'o' and t.outcome <> 'unchanged'`.execute(scope.db);
  return rows.map((row) => row.refund_id);
}
