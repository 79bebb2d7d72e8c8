import { sql } from 'kysely';
import { insertRows, updateRows } from '../../platform/bulk.ts';
import type { Scope } from '../../platform/scope.ts';
import type { ToldStatuses } from './statuses.ts';
import type { Version } from './versions.ts';

/** A record's name at its source. */
export interface RecordKey {
  source: string;
  external_id: string;
}

/** Takes `app.order_lock` of these orders, in one order everywhere. */
export async function lockOrderKeys(
  scope: Scope,
  keys: readonly RecordKey[],
  mode: 'shared' | 'exclusive',
): Promise<void> {
  if (keys.length === 0) return;
  const take = mode === 'shared' ? sql.raw('pg_advisory_xact_lock_shared') : sql.raw('pg_advisory_xact_lock');
  await sql`
    select ${take}(bucket)
    from (
      select distinct app.order_lock(${scope.organizationId}, asked.source, asked.external_id) as bucket
      from json_populate_recordset(null::orders, ${JSON.stringify(keys)}::json) asked
      order by bucket
    ) buckets`.execute(scope.db);
}

export interface KeptOrder extends RecordKey, Version, ToldStatuses {
  order_id: string;
  customer_id: string | null;
  location_id: string | null;
}

/** The orders of these keys that are kept, locked for this transaction. */
export async function lockOrders(scope: Scope, keys: readonly RecordKey[]): Promise<KeptOrder[]> {
  const { rows } = await sql<KeptOrder>`
    select o.order_id, o.customer_id, o.location_id, o.source, o.external_id, o.source_updated_at, o.content_hash,
      o.confirmed_at, o.paid_at, o.completed_at, o.delivered_at, o.cancelled_at, o.no_show_at, o.reinstated_at
    from orders o
    join json_populate_recordset(null::orders, ${JSON.stringify(keys)}::json) asked
      on asked.source = o.source and asked.external_id = o.external_id
    where o.organization_id = ${scope.organizationId}
    order by o.order_id
    for update of o`.execute(scope.db);
  return rows;
}

export interface KeptStatusChange extends RecordKey {
  status: 'confirmed' | 'paid' | 'completed' | 'delivered' | 'cancelled' | 'no_show' | 'reinstated';
  at: Date;
}

/** @returns false when it was told before */
export async function addStatusChange(scope: Scope, change: KeptStatusChange): Promise<boolean> {
  const row = { ...change, recorded_at: scope.now };
  const columns = ['source', 'external_id', 'status', 'at', 'recorded_at'];
  return (
    (await insertRows(scope, 'order_status_changes', columns, [row], ['source', 'external_id', 'status', 'at'])) === 1
  );
}

const statusColumns = [
  'confirmed_at',
  'paid_at',
  'completed_at',
  'delivered_at',
  'cancelled_at',
  'no_show_at',
  'reinstated_at',
];

const orderColumns = [
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
  ...statusColumns,
  'is_test',
  'goods_minor',
  'discount_minor',
  'tax_minor',
  'shipping_minor',
  'tip_minor',
  'total_minor',
  'value_minor',
  'source_updated_at',
  'content_hash',
  'updated_at',
];

export async function addOrders(scope: Scope, rows: readonly object[]): Promise<number> {
  const columns = ['order_id', 'source', 'external_id', ...orderColumns, 'recorded_at'];
  return await insertRows(scope, 'orders', columns, rows, ['source', 'external_id']);
}

/** What stands is no import's telling any more. */
export async function updateOrders(scope: Scope, rows: readonly object[]): Promise<void> {
  await updateRows(scope, 'orders', [...orderColumns, 'import_id'], rows, ['order_id']);
}

export async function updateOrderStatuses(scope: Scope, orderId: string, statuses: ToldStatuses): Promise<void> {
  const row = { ...statuses, order_id: orderId, updated_at: scope.now };
  await updateRows(scope, 'orders', [...statusColumns, 'updated_at'], [row], ['order_id']);
}

/** The content is the same, but a newer telling confirmed it. */
export async function updateOrderStamps(scope: Scope, rows: readonly object[]): Promise<void> {
  await updateRows(scope, 'orders', ['source_updated_at'], rows, ['order_id']);
}

export async function replaceLines(
  scope: Scope,
  changedOrderIds: readonly string[],
  lines: readonly object[],
): Promise<void> {
  if (changedOrderIds.length > 0) {
    await sql`
      delete from order_lines
      where organization_id = ${scope.organizationId} and order_id = any(${changedOrderIds}::uuid[])`.execute(scope.db);
  }
  const columns = [
    'order_id',
    'line_no',
    'product_id',
    'name',
    'quantity',
    'unit_price',
    'discount_minor',
    'total_minor',
  ];
  await insertRows(scope, 'order_lines', columns, lines, ['order_id', 'line_no']);
}

/** What was told of some orders before them. */
export interface ToldBefore {
  changes: KeptStatusChange[];
  refunds: (RecordKey & { refund_id: string })[];
  visits: (RecordKey & { visit_id: string })[];
}

/** Status changes, refunds and visits that name these orders. Visits only while they have no order. Each a look-up by key ("offset 0"). */
export async function toldBefore(scope: Scope, keys: readonly RecordKey[]): Promise<ToldBefore> {
  const asked = JSON.stringify(keys);
  const { rows } = await sql<
    RecordKey & { status: KeptStatusChange['status']; at: Date; refund_id: string | null; visit_id: string | null }
  >`
    select c.source, c.external_id, c.status, c.at, null::uuid as refund_id, null::uuid as visit_id
    from json_populate_recordset(null::orders, ${asked}::json) asked
    cross join lateral (
      select source, external_id, status, at from order_status_changes
      where organization_id = ${scope.organizationId} and source = asked.source and external_id = asked.external_id
      offset 0
    ) c
    union all
    select asked.source, asked.external_id, null, null, r.refund_id, null
    from json_populate_recordset(null::orders, ${asked}::json) asked
    cross join lateral (
      select refund_id from refunds
      where organization_id = ${scope.organizationId} and source = asked.source and order_external_id = asked.external_id
      offset 0
    ) r
    union all
    select asked.source, asked.external_id, null, null, null, v.visit_id
    from json_populate_recordset(null::orders, ${asked}::json) asked
    cross join lateral (
      select visit_id from visits
      where organization_id = ${scope.organizationId} and order_id is null
        and source = asked.source and order_external_id = asked.external_id
      offset 0
    ) v`.execute(scope.db);
  return {
    changes: rows.filter((row) => row.status !== null),
    refunds: rows.flatMap(({ refund_id, ...row }) => (refund_id === null ? [] : [{ ...row, refund_id }])),
    visits: rows.flatMap(({ visit_id, ...row }) => (visit_id === null ? [] : [{ ...row, visit_id }])),
  };
}

/** Refunds follow their order: its id, its customer. */
export async function joinRefunds(
  scope: Scope,
  rows: readonly { refund_id: string; order_id: string; customer_id: string | null }[],
) {
  await updateRows(scope, 'refunds', ['order_id', 'customer_id'], rows, ['refund_id']);
}

/** Visits that ended in these orders and were told first. */
export async function joinVisits(scope: Scope, rows: readonly { visit_id: string; order_id: string }[]): Promise<void> {
  await updateRows(scope, 'visits', ['order_id'], rows, ['visit_id']);
}

/** Refunds whose lines are our own division: the order's lines they are divided over. */
export async function linesOfRefunds(scope: Scope, refundIds: readonly string[]) {
  const { rows } = await sql<{
    refund_id: string;
    amount_minor: number;
    product_id: string | null;
    name: string | null;
    total_minor: number;
  }>`
    select r.refund_id, r.amount_minor, l.product_id, l.name, l.total_minor
    from refunds r
    join order_lines l on l.organization_id = r.organization_id and l.order_id = r.order_id
    where r.organization_id = ${scope.organizationId} and r.refund_id = any(${refundIds}::uuid[])
      and not exists (
        select from refund_lines told
        where told.organization_id = r.organization_id and told.refund_id = r.refund_id and told.is_told)
    order by r.refund_id, l.line_no`.execute(scope.db);
  return rows;
}

export async function replaceRefundLines(
  scope: Scope,
  refundIds: readonly string[],
  lines: readonly object[],
): Promise<void> {
  await sql`
    delete from refund_lines
    where organization_id = ${scope.organizationId} and refund_id = any(${refundIds}::uuid[])`.execute(scope.db);
  const columns = ['refund_id', 'line_no', 'product_id', 'name', 'amount_minor', 'is_told'];
  await insertRows(scope, 'refund_lines', columns, lines, ['refund_id', 'line_no']);
}

export interface KeptRefund extends RecordKey, Version {
  refund_id: string;
  order_id: string | null;
  customer_id: string | null;
  location_id: string | null;
}

export async function lockRefunds(scope: Scope, keys: readonly RecordKey[]): Promise<KeptRefund[]> {
  const { rows } = await sql<KeptRefund>`
    select r.refund_id, r.order_id, r.customer_id, r.location_id, r.source, r.external_id, r.source_updated_at, r.content_hash
    from refunds r
    join json_populate_recordset(null::refunds, ${JSON.stringify(keys)}::json) asked
      on asked.source = r.source and asked.external_id = r.external_id
    where r.organization_id = ${scope.organizationId}
    order by r.refund_id
    for update of r`.execute(scope.db);
  return rows;
}

const refundColumns = [
  'order_external_id',
  'order_id',
  'customer_id',
  'location_id',
  'channel',
  'refunded_at',
  'amount_minor',
  'reason',
  'source_updated_at',
  'content_hash',
  'updated_at',
];

export async function addRefunds(scope: Scope, rows: readonly object[]): Promise<number> {
  return await insertRows(
    scope,
    'refunds',
    ['refund_id', 'source', 'external_id', ...refundColumns, 'recorded_at'],
    rows,
    ['source', 'external_id'],
  );
}

export async function updateRefunds(scope: Scope, rows: readonly object[]): Promise<void> {
  await updateRows(scope, 'refunds', [...refundColumns, 'import_id'], rows, ['refund_id']);
}

export async function updateRefundStamps(scope: Scope, rows: readonly object[]): Promise<void> {
  await updateRows(scope, 'refunds', ['source_updated_at'], rows, ['refund_id']);
}

export async function locationsOf(scope: Scope): Promise<{ location_id: string; external_id: string }[]> {
  return await scope.db
    .selectFrom('locations')
    .select(['location_id', 'external_id'])
    .where('organization_id', '=', scope.organizationId)
    .execute();
}

export interface ProductRow {
  product_id: string;
  source: string;
  external_id: string;
  name: string | null;
  category: string | null;
}

export async function findProducts(scope: Scope, keys: readonly RecordKey[]): Promise<ProductRow[]> {
  const { rows } = await sql<ProductRow>`
    select p.product_id, p.source, p.external_id, p.name, p.category
    from json_populate_recordset(null::products, ${JSON.stringify(keys)}::json) asked
    cross join lateral (
      select product_id, source, external_id, name, category from products
      where organization_id = ${scope.organizationId} and source = asked.source and external_id = asked.external_id
      offset 0
    ) p`.execute(scope.db);
  return rows;
}

export async function addProducts(scope: Scope, rows: readonly object[]): Promise<number> {
  const columns = ['product_id', 'source', 'external_id', 'name', 'kind', 'category', 'created_at'];
  return await insertRows(scope, 'products', columns, rows, ['source', 'external_id']);
}

/** Bookings whose slot has ended and of whom nobody said how it ended. */
export async function dueBookings(
  scope: Scope,
  limit: number,
): Promise<{ order_id: string; customer_id: string | null; ended_at: Date }[]> {
  const { rows } = await sql<{ order_id: string; customer_id: string | null; ended_at: Date }>`
    select order_id, customer_id, coalesce(slot_ends_at, slot_starts_at) as ended_at
    from orders
    where organization_id = ${scope.organizationId}
      and kind = 'booking' and ended_at is null and voided_at is null
      and confirmed_at is not null
      and coalesce(slot_ends_at, slot_starts_at) <= ${scope.now}
      and slot_starts_at <= ${scope.now}
    order by order_id
    limit ${limit}
    for update`.execute(scope.db);
  return rows;
}

export async function completeBookings(
  scope: Scope,
  rows: readonly { order_id: string; completed_itself_at: Date }[],
): Promise<void> {
  await updateRows(scope, 'orders', ['completed_itself_at'], rows, ['order_id']);
}

/** The customers of these orders and refunds, as recorded. */
export async function customersOf(
  scope: Scope,
  orderIds: readonly string[],
  refundIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from orders
    where organization_id = ${scope.organizationId} and order_id = any(${orderIds}::uuid[]) and customer_id is not null
    union
    select customer_id from refunds
    where organization_id = ${scope.organizationId} and refund_id = any(${refundIds}::uuid[]) and customer_id is not null`.execute(
    scope.db,
  );
  return rows.map((row) => row.customer_id);
}

export async function markVoid(
  scope: Scope,
  table: 'orders' | 'refunds',
  id: 'order_id' | 'refund_id',
  ids: readonly string[],
): Promise<void> {
  await sql`
    update ${sql.table(table)} set voided_at = ${scope.now}, voided_by = ${scope.actor.id}
    where organization_id = ${scope.organizationId} and ${sql.ref(id)} = any(${ids}::uuid[]) and voided_at is null`.execute(
    scope.db,
  );
}
