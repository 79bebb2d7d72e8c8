import { type RawBuilder, sql } from 'kysely';
import { TryAgain } from '../../platform/errors.ts';
import type { Scope } from '../../platform/scope.ts';

/** What all records of one import carry. */
export interface Telling {
  source: string;
  importId: string;
  timeZone: string;
}

export interface Changes {
  created: number;
  changed: number;
  unchanged: number;
}

/**
 * A new id for each row, version 7, rising with `nth`: rows written in the order of their ids fill an index from left to right.
 * (uuidv7() is there from PostgreSQL 18 on only.)
 */
function newId(scope: Scope, nth: RawBuilder<unknown>): RawBuilder<unknown> {
  const ms = sql`(${scope.now.getTime()}::bigint + ${nth} / 4096)`;
  return sql`(
    lpad(to_hex(${ms}), 12, '0') || '7' || lpad(to_hex(${nth} % 4096), 3, '0')
    || substr(replace(gen_random_uuid()::text, '-', ''), 17))::uuid`;
}

const nth = sql.ref('nth');

/**
 * One import after the other in an organization, from here to the end of the transaction: the second finds what the first wrote.
 * Tellings by other doors go on meanwhile.
 */
export async function lockImports(scope: Scope): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('imports ' || ${scope.organizationId}::text, 0))`.execute(
    scope.db,
  );
}

// ── Customers ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Finds the customers by their external id and adds those that are new. An earlier first sight moves the day of registration. */
export async function recordCustomers(scope: Scope, telling: Telling): Promise<Changes> {
  const known = await sql`
    update told_customers t set customer_id = i.customer_id
    from customer_identities i
    where i.organization_id = ${scope.organizationId} and i.kind = 'external' and i.source = ${telling.source}
      and i.value = t.customer`.execute(scope.db);
  await sql`
    update told_customers set customer_id = ${newId(scope, nth)}, is_new = true
    where customer_id is null`.execute(scope.db);
  await sql`
    insert into customers (organization_id, customer_id, registered_at, first_source, created_at, updated_at)
    select ${scope.organizationId}::uuid, customer_id, first_at at time zone ${telling.timeZone}, ${telling.source}, ${scope.now}, ${scope.now}
    from told_customers
    where is_new
    order by nth
    on conflict do nothing`.execute(scope.db);
  const added = await sql`
    insert into customer_identities (organization_id, kind, source, value, customer_id, created_at)
    select ${scope.organizationId}::uuid, 'external', ${telling.source}, customer, customer_id, ${scope.now}
    from told_customers
    where is_new
    order by customer
    on conflict do nothing`.execute(scope.db);
  const all = await countRows(scope, 'told_customers');
  const created = affected(added);
  const unchanged = affected(known);
  if (created + unchanged < all) throw new TryAgain('another record brought the same new customer first');
  const changed = await sql`
    update customers c set registered_at = t.first_at at time zone ${telling.timeZone}, updated_at = ${scope.now}
    from told_customers t
    where c.organization_id = ${scope.organizationId} and c.customer_id = t.customer_id
      and not t.is_new and c.registered_at > t.first_at at time zone ${telling.timeZone}`.execute(scope.db);
  await sql`analyze told_customers`.execute(scope.db);
  return { created, changed: affected(changed), unchanged: unchanged - affected(changed) };
}

// ── Products ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Adds new products. A known one takes another name only from a line newer than all that are kept of it. */
export async function recordProducts(scope: Scope, telling: Telling): Promise<Changes> {
  await findProducts(scope, telling);
  await sql`
    insert into products (organization_id, product_id, source, external_id, name, created_at)
    select ${scope.organizationId}::uuid, ${newId(scope, nth)}, ${telling.source}, product, name, ${scope.now}
    from told_products
    where product_id is null
    order by nth
    on conflict do nothing`.execute(scope.db);
  const created = await findProducts(scope, telling);
  const changed = await renameProducts(scope, telling);
  await sql`analyze told_products`.execute(scope.db);
  return { created, changed, unchanged: (await countRows(scope, 'told_products')) - created - changed };
}

async function findProducts(scope: Scope, telling: Telling): Promise<number> {
  const found = await sql`
    update told_products t set product_id = p.product_id
    from products p
    where p.organization_id = ${scope.organizationId} and p.source = ${telling.source} and p.external_id = t.product
      and t.product_id is null`.execute(scope.db);
  return affected(found);
}

async function renameProducts(scope: Scope, telling: Telling): Promise<number> {
  const { rows: renamed } = await sql<{ product_id: string }>`
    select t.product_id
    from told_products t
    join products p on p.organization_id = ${scope.organizationId} and p.product_id = t.product_id
    where t.name <> coalesce(p.name, '')`.execute(scope.db);
  if (renamed.length === 0) return 0;
  const changed = await sql`
    update products p set name = t.name
    from told_products t
    where p.organization_id = ${scope.organizationId} and p.product_id = t.product_id
      and p.product_id = any(${renamed.map((product) => product.product_id)}::uuid[])
      and not exists (
        select from order_lines l
        join orders o on o.organization_id = l.organization_id and o.order_id = l.order_id
        where l.organization_id = p.organization_id and l.product_id = p.product_id
          and o.placed_at > t.named_at at time zone ${telling.timeZone})`.execute(scope.db);
  return affected(changed);
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

// ── Orders and refunds ──────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Finds out which documents are new, changed or as they are kept. A file carries no time of change of its own: this telling is
 * the newest, so another content stands, unless what is kept was told with a later time.
 */
export async function compareDocuments(scope: Scope, telling: Telling): Promise<void> {
  await sql`update told_documents set document_id = ${newId(scope, nth)}`.execute(scope.db);
  for (const [part, table, id] of [
    ['o', 'orders', 'order_id'],
    ['c', 'refunds', 'refund_id'],
  ] as const) {
    await sql`
      update told_documents t
      set document_id = kept.${sql.ref(id)},
        outcome = case
          when kept.content_hash = t.content_hash or kept.source_updated_at > ${scope.now} then 'unchanged'
          else 'changed'
        end
      from ${sql.table(table)} kept
      where kept.organization_id = ${scope.organizationId} and kept.source = ${telling.source} and kept.external_id = t.record
        and t.part = ${part}`.execute(scope.db);
  }
  await sql`analyze told_documents`.execute(scope.db);
}

export interface TouchedIds {
  orderIds: string[];
  refundIds: string[];
  customerIds: string[];
}

/** The records that this import writes, and whose they are, before and after. */
export async function touchedIds(scope: Scope, telling: Telling): Promise<TouchedIds> {
  const { rows } = await sql<{ order_ids: string[]; refund_ids: string[]; customer_ids: string[] }>`
    with documents as (
      select part, document_id, customer from told_documents where outcome <> 'unchanged'
    )
    select
      array(select document_id::text from documents where part = 'o') as order_ids,
      array(select document_id::text from documents where part = 'c'
        union all
        select r.refund_id::text
        from refunds r
        join told_documents d on d.part = 'o' and d.record = r.order_external_id and d.outcome <> 'unchanged'
        where r.organization_id = ${scope.organizationId} and r.source = ${telling.source}
          and r.order_external_id is not null) as refund_ids,
      array(select c.customer_id::text from documents d join told_customers c on c.customer = d.customer
        union
        select customer_id::text from told_customers where is_new
        union
        select o.customer_id::text
        from documents d
        join orders o on o.organization_id = ${scope.organizationId} and o.order_id = d.document_id
        where d.part = 'o' and o.customer_id is not null
        union
        select r.customer_id::text
        from documents d
        join refunds r on r.organization_id = ${scope.organizationId} and r.refund_id = d.document_id
        where d.part = 'c' and r.customer_id is not null) as customer_ids`.execute(scope.db);
  return {
    orderIds: rows[0]?.order_ids ?? [],
    refundIds: rows[0]?.refund_ids ?? [],
    customerIds: rows[0]?.customer_ids ?? [],
  };
}

export async function countDocuments(scope: Scope, part: 'o' | 'c'): Promise<Changes> {
  const { rows } = await sql<Changes>`
    select
      (count(*) filter (where outcome = 'created'))::integer as created,
      (count(*) filter (where outcome = 'changed'))::integer as changed,
      (count(*) filter (where outcome = 'unchanged'))::integer as unchanged
    from told_documents
    where part = ${part}`.execute(scope.db);
  return rows[0] ?? { created: 0, changed: 0, unchanged: 0 };
}

/** Writes new and changed orders with their lines. */
export async function recordOrders(scope: Scope, telling: Telling, changes: Changes): Promise<void> {
  const at = sql`(t.at at time zone ${telling.timeZone})`;
  const added = await sql`
    insert into orders (
      organization_id, order_id, source, external_id, kind, channel, customer_id, placed_at, paid_at,
      goods_minor, total_minor, value_minor, source_updated_at, content_hash, import_id, recorded_at, updated_at)
    select
      ${scope.organizationId}::uuid, t.document_id, ${telling.source}, t.record, 'sale', 'online', c.customer_id, ${at}, ${at},
      t.total_minor, t.total_minor, t.total_minor, ${scope.now}, t.content_hash, ${telling.importId}::uuid, ${scope.now}, ${scope.now}
    from told_documents t
    left join told_customers c on c.customer = t.customer
    where t.part = 'o' and t.outcome = 'created'
    order by t.nth
    on conflict do nothing`.execute(scope.db);
  if (affected(added) < changes.created) throw new TryAgain('another telling of the same order came first');
  if (changes.changed > 0) await rewriteOrders(scope, telling, at);
  await sql`
    insert into order_lines (organization_id, order_id, line_no, product_id, name, quantity, unit_price, total_minor)
    select ${scope.organizationId}::uuid, d.document_id, l.line - d.first_line + 1, p.product_id, l.name, l.quantity, l.unit_price, ${wholeUnits}
    ${linesToWrite('o')}
    on conflict do nothing`.execute(scope.db);
}

/** What a file of sales does not tell (place, slot, parts of the total) goes with the version it belonged to. */
async function rewriteOrders(scope: Scope, telling: Telling, at: RawBuilder<unknown>): Promise<void> {
  await sql`
    update orders o
    set kind = 'sale', channel = 'online', location_id = null, customer_id = c.customer_id, slug = null, number = null,
      placed_at = ${at}, slot_starts_at = null, slot_ends_at = null, promised_on = null,
      confirmed_at = null, paid_at = ${at}, completed_at = null, delivered_at = null, cancelled_at = null, no_show_at = null,
      is_test = false, goods_minor = t.total_minor, discount_minor = 0, tax_minor = 0, shipping_minor = 0, tip_minor = 0,
      total_minor = t.total_minor, value_minor = t.total_minor, source_updated_at = ${scope.now},
      content_hash = t.content_hash, import_id = ${telling.importId}::uuid, updated_at = ${scope.now}
    from told_documents t
    left join told_customers c on c.customer = t.customer
    where o.organization_id = ${scope.organizationId} and o.order_id = t.document_id
      and t.part = 'o' and t.outcome = 'changed'`.execute(scope.db);
  await sql`
    delete from order_lines l using told_documents t
    where l.organization_id = ${scope.organizationId} and l.order_id = t.document_id
      and t.part = 'o' and t.outcome = 'changed'`.execute(scope.db);
}

/** Writes new and changed credit notes with their lines: refunds of the customer alone, of no order. */
export async function recordCredits(scope: Scope, telling: Telling, changes: Changes): Promise<void> {
  const at = sql`(t.at at time zone ${telling.timeZone})`;
  const added = await sql`
    insert into refunds (
      organization_id, refund_id, source, external_id, customer_id, channel, refunded_at, amount_minor,
      source_updated_at, content_hash, import_id, recorded_at, updated_at)
    select
      ${scope.organizationId}::uuid, t.document_id, ${telling.source}, t.record, c.customer_id, 'online', ${at}, t.total_minor,
      ${scope.now}, t.content_hash, ${telling.importId}::uuid, ${scope.now}, ${scope.now}
    from told_documents t
    left join told_customers c on c.customer = t.customer
    where t.part = 'c' and t.outcome = 'created'
    order by t.nth
    on conflict do nothing`.execute(scope.db);
  if (affected(added) < changes.created) throw new TryAgain('another telling of the same refund came first');
  if (changes.changed > 0) await rewriteCredits(scope, telling, at);
  await sql`
    insert into refund_lines (organization_id, refund_id, line_no, product_id, name, amount_minor, is_told)
    select ${scope.organizationId}::uuid, d.document_id, l.line - d.first_line + 1, p.product_id, l.name, ${wholeUnits}, true
    ${linesToWrite('c')}
    on conflict do nothing`.execute(scope.db);
}

async function rewriteCredits(scope: Scope, telling: Telling, at: RawBuilder<unknown>): Promise<void> {
  await sql`
    update refunds r
    set order_external_id = null, order_id = null, customer_id = c.customer_id, location_id = null, channel = 'online',
      refunded_at = ${at}, amount_minor = t.total_minor, reason = null, source_updated_at = ${scope.now},
      content_hash = t.content_hash, import_id = ${telling.importId}::uuid, updated_at = ${scope.now}
    from told_documents t
    left join told_customers c on c.customer = t.customer
    where r.organization_id = ${scope.organizationId} and r.refund_id = t.document_id
      and t.part = 'c' and t.outcome = 'changed'`.execute(scope.db);
  await sql`
    delete from refund_lines l using told_documents t
    where l.organization_id = ${scope.organizationId} and l.refund_id = t.document_id
      and t.part = 'c' and t.outcome = 'changed'`.execute(scope.db);
}

/**
 * The lines in the order of the file, which is that of the new ids. A line's number is its place in the file from the first of its
 * document on: rows in between that were not taken leave a gap, and no sort of half a million rows is needed.
 */
function linesToWrite(part: 'o' | 'c'): RawBuilder<unknown> {
  return sql`
    from told_lines l
    join told_documents d on d.part = l.part and d.record = l.record
    join told_products p on p.product = l.product
    left join told_remainders r on r.line = l.line
    where l.part = ${part} and d.outcome <> 'unchanged'`;
}

const wholeUnits = sql`floor(l.amount) + case when r.line is null then 0 else 1 end`;

async function countRows(scope: Scope, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from ${sql.table(table)}`.execute(
    scope.db,
  );
  return rows[0]?.count ?? 0;
}

const affected = (result: { numAffectedRows?: bigint | undefined }): number => Number(result.numAffectedRows ?? 0n);
