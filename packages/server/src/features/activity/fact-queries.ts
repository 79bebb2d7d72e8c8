import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../../platform/scope.ts';
import { queryText } from '../../platform/sql-text.ts';
import { madeCells } from './cell-queries.ts';
import type { Cuts } from './cuts.ts';
import type { DayFacts, GapFacts } from './fact-differences.ts';
import {
  addUp,
  cellTable,
  columns,
  customerTable,
  customerTables,
  dayTable,
  detailTables,
  type FactTable,
  gapTable,
  together,
} from './fact-tables.ts';

/** How many rows one day's sums are spread over, so that checkouts do not queue for one. */
export const daySlots = 16;

/** The parameters of the fact texts in views/. */
export interface FactParams {
  organization_id: string;
  as_of: string;
  today: string;
  time_zone: string;
  window_days: number;
  locations: readonly string[] | null;
  /** Whose records: the customers as recorded … */
  originals: readonly string[] | null;
  /** … and whom they stand for. */
  roots: readonly string[] | null;
  order_ids: readonly string[] | null;
  refund_ids: readonly string[] | null;
}

const text = <Row>(name: string, params: FactParams) => queryText<Row>(name, { ...params });

/**
 * Locks the customers and whom they stand for, in one order everywhere; returns both sides of the redirects. Not "for update": a
 * new identifier of theirs holds a key-share lock by its foreign key, and two such records at once would wait for each other.
 */
export async function lockCustomers(
  scope: Scope,
  customerIds: readonly string[],
): Promise<{ roots: string[]; originals: string[] }> {
  if (customerIds.length === 0) return { roots: [], originals: [] };
  const { rows } = await sql<{ customer_id: string; merged_into_id: string | null }>`
    select customer_id, merged_into_id
    from customers
    where organization_id = ${scope.organizationId}
      and customer_id in (
        select unnest(${customerIds}::uuid[])
        union
        select merged_into_id from customers
        where organization_id = ${scope.organizationId} and customer_id = any(${customerIds}::uuid[])
        union
        select customer_id from customers
        where organization_id = ${scope.organizationId} and merged_into_id = any(${customerIds}::uuid[])
        union
        select other.customer_id
        from customers told
        join customers other on other.organization_id = told.organization_id and other.merged_into_id = told.merged_into_id
        where told.organization_id = ${scope.organizationId} and told.customer_id = any(${customerIds}::uuid[]))
    order by customer_id
    for no key update`.execute(scope.db);
  return {
    roots: rows.filter((row) => row.merged_into_id === null).map((row) => row.customer_id),
    originals: rows.map((row) => row.customer_id),
  };
}

/** These refunds and those of these orders. */
export async function refundsOf(
  scope: Scope,
  orderIds: readonly string[],
  refundIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ refund_id: string }>`
    select refund_id from refunds
    where organization_id = ${scope.organizationId}
      and (order_id = any(${orderIds}::uuid[]) or refund_id = any(${refundIds}::uuid[]))`.execute(scope.db);
  return rows.map((row) => row.refund_id);
}

export async function dayFacts(scope: Scope, params: FactParams): Promise<DayFacts[]> {
  return (await text<DayFacts>('day_facts_at', params).execute(scope.db)).rows;
}

/** Those of `params.originals`. */
export async function gapFacts(scope: Scope, params: FactParams): Promise<GapFacts[]> {
  if (params.originals?.length === 0) return [];
  return (await text<GapFacts>('gap_facts_at', params).execute(scope.db)).rows;
}

export async function moveDays(scope: Scope, slot: number, moved: readonly DayFacts[]): Promise<void> {
  await addUp(scope, dayTable, moved, slot);
}

export async function moveGaps(scope: Scope, slot: number, moved: readonly GapFacts[]): Promise<void> {
  await addUp(scope, gapTable, moved, slot);
}

/** Adds what the orders and refunds of `params` come to, where none of them had come to anything before. */
export async function addDetails(scope: Scope, params: FactParams): Promise<void> {
  for (const facts of detailTables) {
    const listed = columns([...facts.keys, ...facts.values]);
    await sql`
      insert into ${sql.table(facts.table)} as kept (organization_id, ${listed})
      select ${scope.organizationId}::uuid, ${listed} from (${text(facts.text, params)}) added
      order by ${columns(facts.keys)}
      on conflict (organization_id, ${columns(facts.keys)}) do update set ${together(facts)}`.execute(scope.db);
  }
}

export async function addDays(scope: Scope, slot: number, params: FactParams): Promise<void> {
  const listed = columns([...dayTable.keys, ...dayTable.values]);
  await sql`
    insert into ${sql.table(dayTable.table)} as kept (organization_id, slot, ${listed})
    select ${scope.organizationId}::uuid, ${slot}::smallint, ${listed} from (${text(dayTable.text, params)}) added
    order by ${columns(dayTable.keys)}
    on conflict (organization_id, ${columns(dayTable.keys)}, slot) do update set ${together(dayTable)}`.execute(
    scope.db,
  );
}

/**
 * Makes the facts of these customers anew. Where the change can only have added (`mayShrink` false) rows are upserted;
 * otherwise the old rows go first.
 */
export async function replaceCustomerFacts(scope: Scope, params: FactParams, mayShrink: boolean): Promise<void> {
  const customerIds = params.originals ?? [];
  if (customerIds.length === 0) return;
  for (const facts of customerTables) {
    if (mayShrink) await removeFacts(scope, facts, customerIds);
    await upsertFacts(scope, facts, params);
  }
}

/** The customers' own facts made anew, where the change can only have added. */
export async function renewCustomerFacts(scope: Scope, params: FactParams): Promise<void> {
  if (params.originals?.length) await upsertFacts(scope, customerTable, params);
}

async function removeFacts(scope: Scope, facts: FactTable, customerIds: readonly string[]): Promise<void> {
  await sql`
    delete from ${sql.table(facts.table)}
    where organization_id = ${scope.organizationId} and customer_id = any(${customerIds}::uuid[])`.execute(scope.db);
}

async function upsertFacts(scope: Scope, facts: FactTable, params: FactParams): Promise<void> {
  const listed = columns([...facts.keys, ...facts.values]);
  const sets = facts.values.map((value) => sql`${sql.ref(value)} = excluded.${sql.ref(value)}`);
  const kept = facts.values.map((value) => sql`kept.${sql.ref(value)}`);
  const told = facts.values.map((value) => sql`excluded.${sql.ref(value)}`);
  await sql`
    insert into ${sql.table(facts.table)} as kept (organization_id, ${listed})
    select ${scope.organizationId}::uuid, ${listed} from (${text(facts.text, params)}) recomputed
    order by ${columns(facts.keys)}
    on conflict (organization_id, ${columns(facts.keys)}) do update set ${sql.join(sets)}
    where (${sql.join(kept)}) is distinct from (${sql.join(told)})`.execute(scope.db);
}

export async function replaceAllFacts(scope: Scope, params: FactParams): Promise<void> {
  for (const facts of [...customerTables, dayTable, gapTable]) {
    await sql`delete from ${sql.table(facts.table)} where organization_id = ${scope.organizationId}`.execute(scope.db);
  }
  for (const facts of customerTables) await upsertFacts(scope, facts, params);
  for (const facts of [dayTable, gapTable]) {
    const listed = columns([...facts.keys, ...facts.values]);
    await sql`
      insert into ${sql.table(facts.table)} (organization_id, slot, ${listed})
      select ${scope.organizationId}::uuid, 0, ${listed} from (${text(facts.text, params)}) recomputed
      on conflict do nothing`.execute(scope.db);
  }
}

/** What an order is worth follows the organization's choice. */
export async function revalueOrders(scope: Scope, valuesBy: 'total' | 'goods'): Promise<void> {
  const worth = sql.ref(valuesBy === 'goods' ? 'goods_minor' : 'total_minor');
  await sql`
    update orders set value_minor = ${worth}
    where organization_id = ${scope.organizationId} and value_minor <> ${worth}`.execute(scope.db);
}

export async function customersWithPastWindow(scope: Scope, today: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from customer_facts
    where organization_id = ${scope.organizationId}
      and (window_until_on <= ${today}::date or window_from_on > ${today}::date)
    order by customer_id
    limit ${limit}`.execute(scope.db);
  return rows.map((row) => row.customer_id);
}

export async function moveWindows(scope: Scope, params: FactParams): Promise<void> {
  await upsertFacts(scope, customerTable, params);
}

export interface Difference {
  table: string;
  key: string;
  kept: unknown;
  recomputed: unknown;
}

export async function differences(scope: Scope, params: FactParams, cuts: Cuts): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const facts of customerTables)
    found.push(...(await compare(scope, facts, text(facts.text, params), stored(facts))));
  for (const facts of [dayTable, gapTable])
    found.push(...(await compare(scope, facts, text(facts.text, params), summed(facts))));
  found.push(...(await compare(scope, cellTable, madeCells(scope, cuts, null), summed(cellTable))));
  return found;

  function stored(facts: FactTable): RawBuilder<unknown> {
    return sql`
      select ${columns([...facts.keys, ...comparable(facts)])} from ${sql.table(facts.table)}
      where organization_id = ${scope.organizationId}`;
  }

  function summed(facts: FactTable): RawBuilder<unknown> {
    const sums = facts.values.map((value) => sql`sum(${sql.ref(value)}) as ${sql.ref(value)}`);
    const nonZero = facts.values.map((value) => sql`sum(${sql.ref(value)}) <> 0`);
    return sql`
      select ${columns(facts.keys)}, ${sql.join(sums)} from ${sql.table(facts.table)}
      where organization_id = ${scope.organizationId}
      group by ${columns(facts.keys)}
      having ${sql.join(nonZero, sql` or `)}`;
  }
}

async function compare(
  scope: Scope,
  facts: FactTable,
  made: RawBuilder<unknown>,
  kept: RawBuilder<unknown>,
): Promise<Difference[]> {
  const values = comparable(facts);
  const row = (alias: string, names: readonly string[]) => sql.join(names.map((name) => sql.ref(`${alias}.${name}`)));
  const { rows } = await sql<{ key: string; kept: unknown; recomputed: unknown }>`
    select
      concat_ws(' ', ${sql.join(facts.keys.map((key) => sql`coalesce(kept.${sql.ref(key)}, recomputed.${sql.ref(key)})`))}) as key,
      to_json(kept) as kept,
      to_json(recomputed) as recomputed
    from (${kept}) kept
    full join (select ${columns([...facts.keys, ...values])} from (${made}) made) recomputed
      on ${sql.join(
        facts.keys.map((key) => sql`kept.${sql.ref(key)} = recomputed.${sql.ref(key)}`),
        sql` and `,
      )}
    where (${row('kept', values)}) is distinct from (${row('recomputed', values)})
    order by 1
    limit 100`.execute(scope.db);
  return rows.map((found) => ({ table: facts.table, ...found }));
}

function comparable(facts: FactTable): readonly string[] {
  return facts.values.filter((value) => value !== 'window_from_on');
}
