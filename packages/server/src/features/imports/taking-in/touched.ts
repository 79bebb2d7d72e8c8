import { sql } from 'kysely';
import type { Scope } from '../../../platform/scope.ts';
import type { Touched } from '../../activity/activity.ts';
import type { Origin } from './staging.ts';

/**
 * What an import touches, before and after, in tables of this transaction: too many ids for memory, so facts are kept part by
 * part. Customers who stand for each other are in one part.
 */

/** Many, because every part of a large file looks through all lines of the organization once. */
const ids_at_once = 100_000;

export async function gatherTouched(scope: Scope, origin: Origin): Promise<void> {
  await createTouched(scope);
  await sql`
    insert into touched_orders (id, nth)
    select document_id, row_number() over (order by document_id)
    from told_documents where part = 'o' and outcome <> 'unchanged'`.execute(scope.db);
  await sql`
    insert into touched_refunds (id, nth)
    select refund_id, row_number() over (order by refund_id)
    from (
      select document_id as refund_id from told_documents where part = 'r' and outcome <> 'unchanged'
      union
      select r.refund_id
      from refunds r
      join touched_orders t on t.id = r.order_id
      where r.organization_id = ${scope.organizationId} and r.order_id is not null
      union
      select r.refund_id
      from refunds r
      join staged_orders o on o.external_id = r.order_external_id
      where r.organization_id = ${scope.organizationId} and r.source = ${origin.source}
        and r.order_id is null and r.order_external_id is not null
    ) refunds`.execute(scope.db);
  await gatherTouchedCustomers(
    scope,
    sql`
    select customer_id from staged_orders where customer_id is not null
    union
    select customer_id from staged_refunds where customer_id is not null
    union
    select customer_id from planned_customers`,
  );
}

export async function createTouched(scope: Scope): Promise<void> {
  for (const table of ['touched_orders', 'touched_refunds', 'touched_customers']) {
    await sql`create temporary table ${sql.table(table)} (id uuid not null, nth bigint not null) on commit drop`.execute(
      scope.db,
    );
  }
}

/** These customers, those of the touched records as they are kept, and whoever stands for one of them. */
export async function gatherTouchedCustomers(scope: Scope, named: ReturnType<typeof sql>): Promise<void> {
  await sql`
    insert into touched_customers (id, nth)
    select customer_id, dense_rank() over (order by root)
    from (
      select named.customer_id, coalesce(c.merged_into_id, named.customer_id) as root
      from (
        ${named}
        union
        select o.customer_id from touched_orders t
        join orders o on o.organization_id = ${scope.organizationId} and o.order_id = t.id
        where o.customer_id is not null
        union
        select r.customer_id from touched_refunds t
        join refunds r on r.organization_id = ${scope.organizationId} and r.refund_id = t.id
        where r.customer_id is not null
      ) named
      left join customers c on c.organization_id = ${scope.organizationId} and c.customer_id = named.customer_id
    ) roots`.execute(scope.db);
  for (const table of ['touched_orders', 'touched_refunds', 'touched_customers']) {
    await sql`create index on ${sql.table(table)} (nth)`.execute(scope.db);
    await sql`analyze ${sql.table(table)}`.execute(scope.db);
  }
}

export async function anythingTouched(scope: Scope): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`
    select exists (select from touched_orders) or exists (select from touched_refunds) or exists (select from touched_customers) as any`.execute(
    scope.db,
  );
  return rows[0]?.any === true;
}

/** The parts, the same at every call. */
export async function* touchedParts(scope: Scope, takesBack = false): AsyncGenerator<Touched> {
  for (let from = 1; ; from += ids_at_once) {
    const orderIds = await slice(scope, 'touched_orders', from);
    const refundIds = await slice(scope, 'touched_refunds', from);
    const customerIds = await slice(scope, 'touched_customers', from);
    if (orderIds.length + refundIds.length + customerIds.length === 0) return;
    yield { orderIds, refundIds, customerIds, takesBack, tellsRefunds: true };
  }
}

async function slice(scope: Scope, table: string, from: number): Promise<string[]> {
  const { rows } = await sql<{ ids: string[] }>`
    select array(
      select id::text from ${sql.table(table)} where nth >= ${from} and nth < ${from + ids_at_once} order by nth
    ) as ids`.execute(scope.db);
  return rows[0]?.ids ?? [];
}

/** Refunds without lines of their own, part by part: theirs are divided over the lines of their order. */
export async function* touchedRefunds(scope: Scope): AsyncGenerator<string[]> {
  for (let from = 1; ; from += ids_at_once) {
    const ids = await slice(scope, 'touched_refunds', from);
    if (ids.length === 0) return;
    yield ids;
  }
}
