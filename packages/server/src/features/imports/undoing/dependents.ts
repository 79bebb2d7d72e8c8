import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../../../platform/scope.ts';
import { recordKinds } from '../taking-in/staging.ts';

/** What came after an import and stands on what it recorded, each named in words. @returns at most `most` */
export async function findDependents(scope: Scope, importId: string, most: number): Promise<string[]> {
  const found: string[] = [];
  for (const look of looks(scope, importId)) {
    if (found.length >= most) break;
    const { rows } = await sql<{ name: string }>`${look} limit ${most - found.length}`.execute(scope.db);
    found.push(...rows.map((row) => row.name));
  }
  return found;
}

function* looks(scope: Scope, importId: string): Generator<RawBuilder<unknown>> {
  const id = sql`${importId}::uuid`;
  const organization = scope.organizationId;
  const finished_at = sql`(select finished_at from imports where organization_id = ${organization} and import_id = ${id})`;
  for (const kind of recordKinds) {
    yield sql`
      select ${kind.kind} || ' ' || r.external_id || ' was told anew by ' || coalesce((
        select i.file_name from imports i where i.organization_id = ${organization} and i.import_id = r.import_id), 'another source') as name
      from ${sql.table(kind.table)} r
      where r.organization_id = ${organization} and r.voided_at is null and r.import_id is distinct from ${id}
        and (r.made_by_import_id = ${id} or r.${sql.ref(kind.id)} in (
          select record_id from import_befores
          where organization_id = ${organization} and import_id = ${id} and kind = ${kind.kind}))`;
  }
  yield sql`
    select 'order ' || o.external_id || ' was ' || replace(s.status, '_', '-') || ' since' as name
    from orders o
    join order_status_changes s on s.organization_id = ${organization} and s.source = o.source and s.external_id = o.external_id
    where o.organization_id = ${organization} and o.import_id = ${id} and s.recorded_at > ${finished_at}`;
  yield sql`
    select 'order ' || o.external_id || ' has the refund ' || r.external_id as name
    from orders o
    join refunds r on r.organization_id = ${organization} and r.order_id = o.order_id
    where o.organization_id = ${organization} and o.made_by_import_id = ${id} and r.made_by_import_id is distinct from ${id}
      and r.voided_at is null and r.recorded_at > ${finished_at}`;
  for (const { table, name } of recordsOfPeople) {
    const madeElsewhere =
      table === 'interactions'
        ? sql`true`
        : sql`r.made_by_import_id is distinct from ${id} and r.import_id is distinct from ${id}`;
    yield sql`
      select ${customerName} || ' has ' || ${name}::text || ' ' || r.external_id as name
      from ${sql.table(table)} r
      join customers c on c.organization_id = ${organization} and c.customer_id = r.customer_id
      where r.organization_id = ${organization} and c.made_by_import_id = ${id} and c.voided_at is null
        and r.voided_at is null and ${madeElsewhere}
        and (${table !== 'refunds'} or r.recorded_at > ${finished_at})`;
  }
  yield sql`
    select ${customerName} || ' was merged with another customer' as name
    from customer_merges m
    join customers c on c.organization_id = ${organization} and c.customer_id in (m.from_customer_id, m.into_customer_id)
    where m.organization_id = ${organization} and m.undone_at is null and c.made_by_import_id = ${id} and c.voided_at is null`;
  yield sql`
    select ${customerName} || ' was changed since' as name
    from import_befores b
    join customers c on c.organization_id = ${organization} and c.customer_id = b.record_id
    where b.organization_id = ${organization} and b.import_id = ${id} and b.kind = 'customer' and c.updated_at > ${finished_at}`;
}

const recordsOfPeople = [
  { table: 'orders', name: 'the order' },
  { table: 'refunds', name: 'the refund' },
  { table: 'quotes', name: 'the quote' },
  { table: 'appointments', name: 'the appointment' },
  { table: 'interactions', name: 'the interaction' },
] as const;

const customerName = sql`'customer ' || coalesce(c.name, (
  select i.value from customer_identities i
  where i.organization_id = c.organization_id and i.customer_id = c.customer_id and i.kind = 'external'
  limit 1), c.customer_id::text)`;
