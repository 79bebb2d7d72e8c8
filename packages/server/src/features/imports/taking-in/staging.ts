import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../../../platform/scope.ts';

/**
 * The records as they will stand, in tables shaped like the real ones: their generated columns say of a record that is not
 * written yet whether it counts, by the one definition there is.
 */

/** What all records of one import carry. */
export interface Origin {
  source: string;
  importId: string;
  valuesBy: 'total' | 'goods';
}

/** The kinds of record a file tells, each with its table. */
export const recordKinds = [
  { part: 'o', kind: 'order', table: 'orders', id: 'order_id' },
  { part: 'r', kind: 'refund', table: 'refunds', id: 'refund_id' },
  { part: 'q', kind: 'quote', table: 'quotes', id: 'quote_id' },
  { part: 'a', kind: 'appointment', table: 'appointments', id: 'appointment_id' },
] as const;
export type RecordKind = (typeof recordKinds)[number];

/**
 * A new id for each row, version 7, rising with `nth`: rows written in the order of their ids fill an index from left to right.
 * (uuidv7() is there from PostgreSQL 18 on only.)
 */
export function newId(scope: Scope, nth: RawBuilder<unknown>): RawBuilder<unknown> {
  const ms = sql`(${scope.now.getTime()}::bigint + ${nth} / 4096)`;
  return sql`(
    lpad(to_hex(${ms}), 12, '0') || '7' || lpad(to_hex(${nth} % 4096), 3, '0')
    || substr(replace(gen_random_uuid()::text, '-', ''), 17))::uuid`;
}

const nth = sql.ref('nth');

/**
 * Finds out which documents are new, changed or as they are kept. A file carries no time of change of its own: this telling is
 * the newest, so another content stands, unless what is kept was told with a later time.
 */
export async function compareDocuments(scope: Scope, origin: Origin): Promise<void> {
  await sql`update told_documents set document_id = ${newId(scope, nth)}`.execute(scope.db);
  for (const { part, table, id } of recordKinds) {
    await sql`
      update told_documents t
      set document_id = kept.${sql.ref(id)},
        outcome = case
          when kept.content_hash = t.content_hash or kept.source_updated_at > ${scope.now} then 'unchanged'
          else 'changed'
        end
      from ${sql.table(table)} kept
      where kept.organization_id = ${scope.organizationId} and kept.source = ${origin.source} and kept.external_id = t.external_id
        and t.part = ${part}`.execute(scope.db);
  }
  await sql`analyze told_documents`.execute(scope.db);
}

/** Places by their name or id; a new one is a branch. */
export async function findPlaces(scope: Scope): Promise<void> {
  await sql`
    update told_places t set location_id = l.location_id
    from locations l
    where l.organization_id = ${scope.organizationId} and l.voided_at is null
      and (l.external_id = t.location or lower(l.name) = lower(t.location) or l.location_id::text = t.location)`.execute(
    scope.db,
  );
  await sql`
    update told_places set location_id = ${newId(scope, nth)}, is_new = true where location_id is null`.execute(
    scope.db,
  );
}

export async function findProducts(scope: Scope, origin: Origin): Promise<void> {
  await sql`
    update told_products t set product_id = p.product_id
    from products p
    where p.organization_id = ${scope.organizationId} and p.source = ${origin.source} and p.external_id = t.product`.execute(
    scope.db,
  );
  await sql`
    update told_products set product_id = ${newId(scope, nth)}, is_new = true where product_id is null`.execute(
    scope.db,
  );
}

const documentsWithNames = sql`
  from told_documents d
  left join told_customers c on c.person = d.person
  left join told_places p on p.location = d.location`;

export async function stageRecords(scope: Scope, origin: Origin): Promise<void> {
  for (const { table } of recordKinds) {
    await sql`
      create temporary table ${sql.table(`staged_${table}`)} (like ${sql.table(table)} including defaults including generated) on commit drop`.execute(
      scope.db,
    );
  }
  await stageOrders(scope, origin);
  await stageRefunds(scope, origin);
  await stageQuotes(scope, origin);
  await stageAppointments(scope, origin);
  for (const { table } of recordKinds) await sql`analyze ${sql.table(`staged_${table}`)}`.execute(scope.db);
}

const stampColumns = sql.raw('source_updated_at, content_hash, import_id, made_by_import_id, recorded_at, updated_at');

function stamps(scope: Scope, origin: Origin): RawBuilder<unknown> {
  const importId = sql`${origin.importId}::uuid`;
  return sql`${scope.now}::timestamptz, d.content_hash, ${importId}, ${importId}, ${scope.now}::timestamptz, ${scope.now}::timestamptz`;
}

async function stageOrders(scope: Scope, origin: Origin): Promise<void> {
  const worth = sql.ref(origin.valuesBy === 'goods' ? 'd.goods_minor' : 'd.total_minor');
  await sql`
    insert into staged_orders (
      organization_id, order_id, source, external_id, kind, channel, location_id, customer_id, number, placed_at, slot_starts_at,
      slot_ends_at, promised_on, confirmed_at, paid_at, completed_at, delivered_at, cancelled_at, no_show_at, is_test,
      goods_minor, discount_minor, tax_minor, shipping_minor, tip_minor, total_minor, value_minor, ${stampColumns})
    select
      ${scope.organizationId}::uuid, d.document_id, ${origin.source}, d.external_id, o.kind, o.channel, p.location_id,
      c.customer_id, o.number, d.at, o.slot_starts_at, o.slot_ends_at, o.promised_on, o.confirmed_at,
      -- Paid when placed, and placed at the earliest time that its rows say.
      case when o.paid_at = o.at then d.at else o.paid_at end, o.completed_at,
      o.delivered_at, o.cancelled_at, o.no_show_at, o.is_test, d.goods_minor, greatest(coalesce(o.discount_minor, 0), 0),
      d.tax_minor, coalesce(o.shipping_minor, 0), coalesce(o.tip_minor, 0), d.total_minor, ${worth},
      ${stamps(scope, origin)}
    ${documentsWithNames}
    join told_orders o on o.record = d.record and o.line = d.first_line
    where d.part = 'o' and d.outcome <> 'unchanged'
    order by d.nth`.execute(scope.db);
  await keepStatuses(scope, origin);
}

/** What was told of an order's status by other doors holds on: the earliest of what happens once, the latest of the rest. */
async function keepStatuses(scope: Scope, origin: Origin): Promise<void> {
  await sql`
    update staged_orders o
    set confirmed_at = least(o.confirmed_at, told.confirmed_at),
      paid_at = least(o.paid_at, told.paid_at),
      completed_at = least(o.completed_at, told.completed_at),
      delivered_at = least(o.delivered_at, told.delivered_at),
      cancelled_at = greatest(o.cancelled_at, told.cancelled_at),
      no_show_at = greatest(o.no_show_at, told.no_show_at),
      reinstated_at = greatest(o.reinstated_at, told.reinstated_at)
    from (
      select
        s.external_id,
        min(s.at) filter (where s.status = 'confirmed') as confirmed_at,
        min(s.at) filter (where s.status = 'paid') as paid_at,
        min(s.at) filter (where s.status = 'completed') as completed_at,
        min(s.at) filter (where s.status = 'delivered') as delivered_at,
        max(s.at) filter (where s.status = 'cancelled') as cancelled_at,
        max(s.at) filter (where s.status = 'no_show') as no_show_at,
        max(s.at) filter (where s.status = 'reinstated') as reinstated_at
      from order_status_changes s
      join staged_orders staged on staged.external_id = s.external_id
      where s.organization_id = ${scope.organizationId} and s.source = ${origin.source}
      group by s.external_id
    ) told
    where o.external_id = told.external_id`.execute(scope.db);
  await sql`
    update staged_orders o
    set voided_at = kept.voided_at, voided_by = kept.voided_by, completed_itself_at = kept.completed_itself_at,
      made_by_import_id = kept.made_by_import_id, recorded_at = kept.recorded_at
    from orders kept
    where kept.organization_id = ${scope.organizationId} and kept.order_id = o.order_id`.execute(scope.db);
}

/** A refund of an order is its customer's, whoever the refund names; one whose order is not known yet waits for it. */
async function stageRefunds(scope: Scope, origin: Origin): Promise<void> {
  await sql`
    insert into staged_refunds (
      organization_id, refund_id, source, external_id, order_external_id, order_id, customer_id, location_id, channel, refunded_at,
      amount_minor, reason, ${stampColumns})
    select
      ${scope.organizationId}::uuid, d.document_id, ${origin.source}, d.external_id, r.order_record, coalesce(told.document_id, kept.order_id),
      case
        when told.document_id is not null then buyer.customer_id
        when kept.order_id is not null then kept.customer_id
        when r.order_record is null then c.customer_id
      end,
      p.location_id, r.channel, d.at, d.total_minor, r.reason, ${stamps(scope, origin)}
    ${documentsWithNames}
    join told_refunds r on r.record = d.record and r.line = d.first_line
    left join told_documents told on told.part = 'o' and told.external_id = r.order_record
    left join told_customers buyer on buyer.person = told.person
    left join orders kept on kept.organization_id = ${scope.organizationId} and kept.source = ${origin.source}
      and kept.external_id = r.order_record
    where d.part = 'r' and d.outcome <> 'unchanged'
    order by d.nth`.execute(scope.db);
  await keepVoid(scope, 'refunds', 'refund_id');
}

async function stageQuotes(scope: Scope, origin: Origin): Promise<void> {
  await sql`
    insert into staged_quotes (
      organization_id, quote_id, source, external_id, title, customer_id, location_id, amount_minor, quoted_at, accepted_at, won_at,
      lost_at, expires_on, ${stampColumns})
    select
      ${scope.organizationId}::uuid, d.document_id, ${origin.source}, d.external_id, q.title, c.customer_id, p.location_id,
      d.total_minor, d.at, q.accepted_at, q.won_at, q.lost_at, q.expires_on, ${stamps(scope, origin)}
    ${documentsWithNames}
    join told_plain q on q.part = 'q' and q.record = d.record and q.line = d.first_line
    where d.part = 'q' and d.outcome <> 'unchanged'
    order by d.nth`.execute(scope.db);
  await keepVoid(scope, 'quotes', 'quote_id');
}

async function stageAppointments(scope: Scope, origin: Origin): Promise<void> {
  await sql`
    insert into staged_appointments (
      organization_id, appointment_id, source, external_id, kind, customer_id, location_id, booked_at, starts_at, ends_at, confirmed_at,
      completed_at, cancelled_at, no_show_at, ${stampColumns})
    select
      ${scope.organizationId}::uuid, d.document_id, ${origin.source}, d.external_id, coalesce(a.title, 'appointment'), c.customer_id,
      p.location_id, a.booked_at, d.at, a.ends_at, a.confirmed_at, a.completed_at, a.cancelled_at, a.no_show_at,
      ${stamps(scope, origin)}
    ${documentsWithNames}
    join told_plain a on a.part = 'a' and a.record = d.record and a.line = d.first_line
    where d.part = 'a' and d.outcome <> 'unchanged'
    order by d.nth`.execute(scope.db);
  await keepVoid(scope, 'appointments', 'appointment_id');
}

async function keepVoid(scope: Scope, table: string, id: string): Promise<void> {
  await sql`
    update ${sql.table(`staged_${table}`)} t
    set voided_at = kept.voided_at, voided_by = kept.voided_by, made_by_import_id = kept.made_by_import_id,
      recorded_at = kept.recorded_at
    from ${sql.table(table)} kept
    where kept.organization_id = ${scope.organizationId} and kept.${sql.ref(id)} = t.${sql.ref(id)}`.execute(scope.db);
}
