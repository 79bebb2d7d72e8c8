import type { CustomerOrder } from '@regulars/contract/customers.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../../../platform/scope.ts';
import type { Moment } from '../moment.ts';
import type { Cursor } from './cursor.ts';
import { at, type ImportRow } from './detail-queries.ts';
import type { StateRow } from './order-states.ts';

/** A record by its kind and id; its key is when it happened. */
export interface FoundRecord extends Pick<Cursor, 'key' | 'id'> {
  record: 'order' | 'credit_note' | 'quote' | 'appointment';
}

/**
 * What had happened by then, newest first. A refund of an order is told with it. Records that were taken back are none.
 */
export async function readRecords(
  scope: Scope,
  moment: Moment,
  { family, after, limit }: { family: readonly string[]; after: Pick<Cursor, 'key' | 'id'> | null; limit: number },
): Promise<FoundRecord[]> {
  const theirs = sql`
    organization_id = ${scope.organizationId} and customer_id = any(${[...family]}::uuid[]) and voided_at is null
      and ${at(scope, sql`location_id`)}`;
  const { rows } = await sql<FoundRecord>`
    select record, id, to_jsonb(happened_at) #>> '{}' as key
    from (
      select 'order' as record, order_id as id, happened_at from orders
      where ${theirs} and placed_at <= ${moment.at}
      union all
      select 'credit_note', refund_id, refunded_at from refunds
      where ${theirs} and order_external_id is null and refunded_at <= ${moment.at}
      union all
      select 'quote', quote_id, quoted_at from quotes
      where ${theirs} and quoted_at <= ${moment.at}
      union all
      select 'appointment', appointment_id, starts_at from appointments
      where ${theirs} and coalesce(booked_at, least(starts_at, recorded_at)) <= ${moment.at}
    ) records
    where ${after ? sql`(happened_at, id) < (${after.key}::timestamptz, ${after.id}::uuid)` : sql`true`}
    order by happened_at desc, id desc
    limit ${limit}`.execute(scope.db);
  return rows;
}

export interface Provenance extends ImportRow {
  source: string;
  external_id: string;
  recorded_at: Date;
  customer_id: string;
}

const provenance = sql`
  record.source, record.external_id, record.recorded_at, record.customer_id,
  i.import_id, i.file_name, i.started_at as told_at`;

/** The file that told a record, and where it was, beside the record. */
function withOrigin(scope: Scope): RawBuilder<unknown> {
  return sql`
    left join imports i on i.organization_id = ${scope.organizationId} and i.import_id = record.import_id
    left join locations l on l.organization_id = ${scope.organizationId} and l.location_id = record.location_id`;
}

export interface OrderRow extends StateRow, Provenance {
  order_id: string;
  number: string | null;
  channel: CustomerOrder['channel'];
  location: string | null;
  slug: string | null;
  happened_at: Date;
  placed_at: Date;
  promised_on: string | null;
  goods_minor: number;
  discount_minor: number;
  tax_minor: number;
  shipping_minor: number;
  tip_minor: number;
  value_minor: number;
}

export async function readOrders(scope: Scope, ids: readonly string[]): Promise<OrderRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<OrderRow>`
    select
      record.order_id, record.number, record.kind, record.channel, l.name as location, record.slug, record.happened_at,
      record.placed_at, record.slot_starts_at, record.slot_ends_at, record.promised_on, record.confirmed_at, record.paid_at,
      record.completed_at, record.completed_itself_at, record.delivered_at, record.cancelled_at, record.no_show_at,
      record.reinstated_at, record.counts_at, record.uncounts_at, record.ended_at, record.is_test, record.goods_minor,
      record.discount_minor, record.tax_minor, record.shipping_minor, record.total_minor, record.tip_minor, record.value_minor,
      ${provenance}
    from orders record
    ${withOrigin(scope)}
    where record.organization_id = ${scope.organizationId} and record.order_id = any(${[...ids]}::uuid[])`.execute(
    scope.db,
  );
  return rows;
}

export type LineRow = CustomerOrder['lines'][number] & { order_id: string };

/** The first 200 lines of each order. */
export async function readLines(scope: Scope, orderIds: readonly string[]): Promise<LineRow[]> {
  if (orderIds.length === 0) return [];
  const { rows } = await sql<LineRow>`
    select
      orders.order_id, lines.line_no, lines.product_id, coalesce(lines.name, p.name) as name, p.category,
      trim_scale(lines.quantity)::text as quantity, trim_scale(lines.unit_price)::text as unit_price,
      lines.discount_minor, lines.total_minor
    from unnest(${[...orderIds]}::uuid[]) as orders (order_id)
    cross join lateral (
      select line_no, product_id, name, quantity, unit_price, discount_minor, total_minor
      from order_lines
      where organization_id = ${scope.organizationId} and order_id = orders.order_id
      order by line_no
      limit 200
    ) lines
    left join products p on p.organization_id = ${scope.organizationId} and p.product_id = lines.product_id
    order by orders.order_id, lines.line_no`.execute(scope.db);
  return rows;
}

export async function countLines(
  scope: Scope,
  orderIds: readonly string[],
): Promise<{ order_id: string; line_count: number }[]> {
  if (orderIds.length === 0) return [];
  const { rows } = await sql<{ order_id: string; line_count: number }>`
    select order_id, count(*)::integer as line_count
    from order_lines
    where organization_id = ${scope.organizationId} and order_id = any(${[...orderIds]}::uuid[])
    group by order_id`.execute(scope.db);
  return rows;
}

export interface RefundRow extends Provenance {
  refund_id: string;
  order_id: string | null;
  refunded_at: Date;
  amount_minor: number;
  reason: string | null;
}

const refundColumns = sql`
  record.refund_id, record.order_id, record.refunded_at, record.amount_minor, record.reason`;

/** What had been given back for these orders by then, oldest first. */
export async function readRefundsOf(scope: Scope, moment: Moment, orderIds: readonly string[]): Promise<RefundRow[]> {
  if (orderIds.length === 0) return [];
  const { rows } = await sql<RefundRow>`
    select ${refundColumns}, ${provenance}
    from refunds record
    ${withOrigin(scope)}
    where record.organization_id = ${scope.organizationId} and record.order_id = any(${[...orderIds]}::uuid[])
      and record.voided_at is null and record.refunded_at <= ${moment.at}
    order by record.refunded_at, record.refund_id`.execute(scope.db);
  return rows;
}

export async function readCreditNotes(scope: Scope, ids: readonly string[]): Promise<RefundRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<RefundRow>`
    select ${refundColumns}, ${provenance}
    from refunds record
    ${withOrigin(scope)}
    where record.organization_id = ${scope.organizationId} and record.refund_id = any(${[...ids]}::uuid[])`.execute(
    scope.db,
  );
  return rows;
}

export interface QuoteRow extends Provenance {
  quote_id: string;
  title: string | null;
  location: string | null;
  amount_minor: number;
  quoted_at: Date;
  accepted_at: Date | null;
  won_at: Date | null;
  lost_at: Date | null;
  expires_on: string | null;
}

export async function readQuotes(scope: Scope, ids: readonly string[]): Promise<QuoteRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<QuoteRow>`
    select
      record.quote_id, record.title, l.name as location, record.amount_minor, record.quoted_at, record.accepted_at,
      record.won_at, record.lost_at, record.expires_on, ${provenance}
    from quotes record
    ${withOrigin(scope)}
    where record.organization_id = ${scope.organizationId} and record.quote_id = any(${[...ids]}::uuid[])`.execute(
    scope.db,
  );
  return rows;
}

export interface AppointmentRow extends Provenance {
  appointment_id: string;
  kind: string;
  location: string | null;
  starts_at: Date;
  ends_at: Date | null;
  confirmed_at: Date | null;
  completed_at: Date | null;
  cancelled_at: Date | null;
  no_show_at: Date | null;
}

export async function readAppointments(scope: Scope, ids: readonly string[]): Promise<AppointmentRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<AppointmentRow>`
    select
      record.appointment_id, record.kind, l.name as location, record.starts_at, record.ends_at, record.confirmed_at,
      record.completed_at, record.cancelled_at, record.no_show_at, ${provenance}
    from appointments record
    ${withOrigin(scope)}
    where record.organization_id = ${scope.organizationId} and record.appointment_id = any(${[...ids]}::uuid[])`.execute(
    scope.db,
  );
  return rows;
}
