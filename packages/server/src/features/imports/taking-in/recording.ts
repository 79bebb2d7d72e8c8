import type { Changes } from '@regulars/contract/imports.ts';
import { sql } from 'kysely';
import { TryAgain } from '../../../platform/errors.ts';
import type { Scope } from '../../../platform/scope.ts';
import { type Origin, type RecordKind, recordKinds } from './staging.ts';

/** Staged records, written. Each kind: what was before is kept for the undo, new ones are added, changed ones replaced, lines made anew. */

/**
 * One import after the other in an organization, from here to the end of the transaction: the second finds what the first wrote.
 * Tellings by other doors go on meanwhile.
 */
export async function lockImports(scope: Scope): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('imports ' || ${scope.organizationId}::text, 0))`.execute(
    scope.db,
  );
}

/** The lock that tellings of an order share, and that tellings of what waits for one take alone. */
export async function lockTellings(scope: Scope, origin: Origin): Promise<void> {
  await sql`
    select count(case when is_alone then pg_advisory_xact_lock(bucket) else pg_advisory_xact_lock_shared(bucket) end)
    from (
      select bucket, bool_or(is_alone) as is_alone
      from (
        select app.order_lock(${scope.organizationId}, ${origin.source}, external_id) as bucket, false as is_alone
        from told_documents
        where part = 'o'
        union all
        select app.order_lock(${scope.organizationId}, ${origin.source}, order_record), true
        from told_refunds
        where order_record is not null
      ) asked
      group by bucket
      order by bucket
    ) buckets`.execute(scope.db);
}

/**
 * Tables that were filled in this very transaction have no statistics, and the application may not analyse tables it does not own:
 * the planner takes them for nearly empty and loops over them. Where the file is a good part of what the organization has, a hash is
 * right (facts of 4 000 customers: 1 s against 105 s); a small file in a large organization goes by the indexes.
 */
export async function planForMany(scope: Scope): Promise<void> {
  const { rows } = await sql<{ is_large_part: boolean }>`
    select told.documents * 10 > (
      select count(*) from (
        select from orders where organization_id = ${scope.organizationId} limit told.documents * 10
      ) known
    ) as is_large_part
    from (select count(*) as documents from told_documents) told`.execute(scope.db);
  if (rows[0]?.is_large_part) await sql`set local enable_nestloop = off`.execute(scope.db);
}

export async function recordPlaces(scope: Scope, origin: Origin): Promise<void> {
  await sql`
    insert into locations (organization_id, location_id, kind, name, source, external_id, made_by_import_id, created_at)
    select ${scope.organizationId}::uuid, location_id, 'branch', location, ${origin.source}, location, ${origin.importId}::uuid, ${scope.now}
    from told_places
    where is_new
    order by location
    on conflict do nothing`.execute(scope.db);
}

/** Adds new products. A known one takes another name only from a line newer than all that are kept of it. */
export async function recordProducts(scope: Scope, origin: Origin): Promise<Changes> {
  const added = await sql`
    insert into products (organization_id, product_id, source, external_id, name, category, made_by_import_id, created_at)
    select ${scope.organizationId}::uuid, product_id, ${origin.source}, product, name, category, ${origin.importId}::uuid, ${scope.now}
    from told_products
    where is_new
    order by nth
    on conflict do nothing`.execute(scope.db);
  const { rows } = await sql<{ new: number; all: number }>`
    select (count(*) filter (where is_new))::integer as new, count(*)::integer as all from told_products`.execute(
    scope.db,
  );
  const asked = rows[0] ?? { new: 0, all: 0 };
  if (affected(added) < asked.new) throw new TryAgain('another record brought the same product first');
  const changed = await renameProducts(scope, origin);
  return { created: asked.new, changed, unchanged: asked.all - asked.new - changed };
}

async function renameProducts(scope: Scope, origin: Origin): Promise<number> {
  const { rows } = await sql<{ product_id: string }>`
    select t.product_id
    from told_products t
    join products p on p.organization_id = ${scope.organizationId} and p.product_id = t.product_id
    where not t.is_new and (t.name <> coalesce(p.name, '') or t.category <> coalesce(p.category, ''))
      and not exists (
        select from order_lines l
        join orders o on o.organization_id = l.organization_id and o.order_id = l.order_id
        where l.organization_id = ${scope.organizationId} and l.product_id = t.product_id and o.placed_at > t.named_at)`.execute(
    scope.db,
  );
  if (rows.length === 0) return 0;
  const ids = rows.map((row) => row.product_id);
  await sql`
    insert into import_befores (organization_id, import_id, kind, record_id, before)
    select ${scope.organizationId}::uuid, ${origin.importId}::uuid, 'product', product_id, jsonb_build_object('name', name, 'category', category)
    from products
    where organization_id = ${scope.organizationId} and product_id = any(${ids}::uuid[])
    on conflict do nothing`.execute(scope.db);
  await sql`
    update products p set name = coalesce(t.name, p.name), category = coalesce(t.category, p.category)
    from told_products t
    where p.organization_id = ${scope.organizationId} and p.product_id = t.product_id and p.product_id = any(${ids}::uuid[])`.execute(
    scope.db,
  );
  return ids.length;
}

/** The columns of a record that a telling decides. What the database makes of them itself is not among them. */
const columns: Readonly<Record<RecordKind['table'], readonly string[]>> = {
  orders: [
    'kind',
    'channel',
    'location_id',
    'customer_id',
    'slug',
    'number',
    'placed_at',
    'slot_starts_at',
    'slot_ends_at',
    'promised_on',
    'confirmed_at',
    'paid_at',
    'completed_at',
    'delivered_at',
    'cancelled_at',
    'no_show_at',
    'reinstated_at',
    'completed_itself_at',
    'is_test',
    'goods_minor',
    'discount_minor',
    'tax_minor',
    'shipping_minor',
    'tip_minor',
    'total_minor',
    'value_minor',
  ],
  refunds: [
    'order_external_id',
    'order_id',
    'customer_id',
    'location_id',
    'channel',
    'refunded_at',
    'amount_minor',
    'reason',
  ],
  quotes: [
    'title',
    'customer_id',
    'location_id',
    'amount_minor',
    'quoted_at',
    'accepted_at',
    'won_at',
    'lost_at',
    'expires_on',
  ],
  appointments: [
    'kind',
    'customer_id',
    'location_id',
    'booked_at',
    'starts_at',
    'ends_at',
    'confirmed_at',
    'completed_at',
    'cancelled_at',
    'no_show_at',
  ],
};
const stampColumns = ['source_updated_at', 'content_hash', 'import_id', 'updated_at'];

/** What undoing brings back: the columns above and the stamps of the version before. */
export function restoredColumns(table: RecordKind['table']): readonly string[] {
  return [...columns[table], ...stampColumns];
}

export async function recordDocuments(scope: Scope, origin: Origin): Promise<void> {
  for (const kind of recordKinds) {
    await keepBefores(scope, origin, kind);
    await addRecords(scope, kind);
    await replaceRecords(scope, kind);
  }
  await recordLines(
    scope,
    'o',
    'order_lines',
    'order_id',
    'quantity, unit_price, discount_minor, total_minor',
    sql`
    l.quantity, l.unit_price, coalesce(l.discount_minor, 0), coalesce(t.total_minor, l.amount)`,
  );
  await recordLines(
    scope,
    'r',
    'refund_lines',
    'refund_id',
    'amount_minor, is_told',
    sql`
    coalesce(t.total_minor, l.amount), true`,
  );
}

const lineTables = { order: 'order_lines', refund: 'refund_lines' } as const;

async function keepBefores(scope: Scope, origin: Origin, { part, kind, table, id }: RecordKind): Promise<void> {
  const lines =
    kind === 'order' || kind === 'refund'
      ? sql`(
    select coalesce(jsonb_agg(to_jsonb(l)), '[]')
    from ${sql.table(lineTables[kind])} l
    where l.organization_id = ${scope.organizationId} and l.${sql.ref(id)} = kept.${sql.ref(id)})`
      : sql`'[]'::jsonb`;
  await sql`
    insert into import_befores (organization_id, import_id, kind, record_id, before)
    select ${scope.organizationId}::uuid, ${origin.importId}::uuid, ${kind}, d.document_id,
      jsonb_build_object('record', to_jsonb(kept), 'lines', ${lines})
    from told_documents d
    join ${sql.table(table)} kept on kept.organization_id = ${scope.organizationId} and kept.${sql.ref(id)} = d.document_id
    where d.part = ${part} and d.outcome = 'changed'
    on conflict do nothing`.execute(scope.db);
}

async function addRecords(scope: Scope, { part, table, id }: RecordKind): Promise<void> {
  const listed = sql.join(
    [
      'organization_id',
      id,
      'source',
      'external_id',
      ...columns[table],
      ...stampColumns,
      'made_by_import_id',
      'recorded_at',
    ].map((column) => sql.ref(column)),
  );
  const added = await sql`
    insert into ${sql.table(table)} (${listed})
    select ${listed}
    from ${sql.table(`staged_${table}`)}
    where ${sql.ref(id)} in (select document_id from told_documents where part = ${part} and outcome = 'created')
    order by ${sql.ref(id)}
    on conflict do nothing`.execute(scope.db);
  const { rows } = await sql<{ asked: number }>`
    select count(*)::integer as asked from told_documents where part = ${part} and outcome = 'created'`.execute(
    scope.db,
  );
  if (affected(added) < (rows[0]?.asked ?? 0)) throw new TryAgain('another telling of the same record came first');
}

async function replaceRecords(scope: Scope, { part, table, id }: RecordKind): Promise<void> {
  const sets = restoredColumns(table).map((column) => sql`${sql.ref(column)} = s.${sql.ref(column)}`);
  const replaced = await sql`
    update ${sql.table(table)} k
    set ${sql.join(sets)}
    from ${sql.table(`staged_${table}`)} s
    join told_documents d on d.part = ${part} and d.document_id = s.${sql.ref(id)} and d.outcome = 'changed'
    where k.organization_id = ${scope.organizationId} and k.${sql.ref(id)} = s.${sql.ref(id)}`.execute(scope.db);
  if (affected(replaced) === 0 || (table !== 'orders' && table !== 'refunds')) return;
  await sql`
    delete from ${sql.table(table === 'orders' ? 'order_lines' : 'refund_lines')} l
    using told_documents d
    where l.organization_id = ${scope.organizationId} and l.${sql.ref(id)} = d.document_id
      and d.part = ${part} and d.outcome = 'changed'`.execute(scope.db);
}

/**
 * The lines in the order of the file, which is that of the new ids. A line's number is its place from the first of its document
 * on: lines in between of other documents leave a gap, and no sort of half a million rows is needed.
 */
async function recordLines(
  scope: Scope,
  part: 'o' | 'r',
  table: 'order_lines' | 'refund_lines',
  id: 'order_id' | 'refund_id',
  amountColumns: string,
  amounts: ReturnType<typeof sql>,
): Promise<void> {
  await sql`
    insert into ${sql.table(table)} (organization_id, ${sql.ref(id)}, line_no, product_id, name, ${sql.raw(amountColumns)})
    select ${scope.organizationId}::uuid, d.document_id, l.nth - d.first_nth + 1, p.product_id, l.name, ${amounts}
    from told_lines l
    join told_documents d on d.part = l.part and d.record = l.record
    left join told_products p on p.product = l.product
    left join told_line_totals t on t.nth = l.nth
    where l.part = ${part} and d.outcome <> 'unchanged'
    on conflict do nothing`.execute(scope.db);
}

/** Refunds and visits that were told before these orders follow them now. */
export async function joinWaiting(scope: Scope, origin: Origin): Promise<void> {
  await sql`
    update refunds r set order_id = s.order_id, customer_id = s.customer_id
    from staged_orders s
    where r.organization_id = ${scope.organizationId} and r.source = ${origin.source} and r.order_external_id = s.external_id
      and r.voided_at is null and (r.order_id is distinct from s.order_id or r.customer_id is distinct from s.customer_id)`.execute(
    scope.db,
  );
  await sql`
    update visits v set order_id = s.order_id
    from staged_orders s
    where v.organization_id = ${scope.organizationId} and v.source = ${origin.source} and v.order_external_id = s.external_id
      and v.order_id is null`.execute(scope.db);
}

const affected = (result: { numAffectedRows?: bigint | undefined }): number => Number(result.numAffectedRows ?? 0n);
