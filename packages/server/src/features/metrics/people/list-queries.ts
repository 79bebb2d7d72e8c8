import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../../../platform/scope.ts';
import { familyOf } from '../../customers/customers.ts';
import type { Settings } from '../../organizations/organizations.ts';
import type { Moment } from '../moment.ts';
import { areKept, readingsOf } from '../readings.ts';
import type { Cursor } from './cursor.ts';
import type { ReadRow } from './rows.ts';
import type { Found } from './search.ts';
import type { Sort, Stretch } from './sorts.ts';

/** Which customers: conditions on their reading `r` and their row `c`. */
export interface Chosen {
  readings: RawBuilder<unknown>;
  conditions: readonly RawBuilder<unknown>[];
  needCustomer: boolean;
  /** Only those who were found; null: nobody was searched for. */
  found: Found | null;
  /** The same customers as cells tell them, to be counted; null: cells do not. */
  alike: { readings: RawBuilder<unknown>; conditions: readonly RawBuilder<unknown>[] } | null;
}

interface InOrder {
  sort: Sort;
  stretch: Stretch;
  /** In this stretch. */
  after: Pick<Cursor, 'key' | 'id'> | null;
  limit: number;
}

/** The rows of a stretch in its order, from after a row on. */
export async function inOrder(
  scope: Scope,
  chosen: Chosen,
  { sort, stretch, after, limit }: InOrder,
): Promise<Pick<Cursor, 'key' | 'id'>[]> {
  const { where, key, ascends } = stretch;
  const direction = ascends ? sql`asc` : sql`desc`;
  const conditions = [...(where ? [where] : []), ...(after ? [beyond(sort, stretch, after)] : [])];
  const { rows } = await sql<Pick<Cursor, 'key' | 'id'>>`
    select ${key ? sql`to_jsonb(${key.value}) #>> '{}'` : sql`null`} as key, ${sort.id} as id
    ${chosenRows(scope, chosen, conditions, sort.ofCustomer)}
    order by ${key ? sql`${key.value} ${direction},` : sql``} ${sort.id} ${direction}
    limit ${limit}`.execute(scope.db);
  return rows;
}

function beyond({ id }: Sort, { key, ascends }: Stretch, after: Pick<Cursor, 'key' | 'id'>): RawBuilder<unknown> {
  const than = ascends ? sql`>` : sql`<`;
  return key
    ? sql`(${key.value}, ${id}) ${than} (${after.key}::${key.type}, ${after.id}::uuid)`
    : sql`${id} ${than} ${after.id}::uuid`;
}

export async function count(scope: Scope, chosen: Chosen): Promise<number> {
  const { rows } = await (chosen.alike
    ? sql<{ total: number }>`
        select coalesce(sum(r.customer_count), 0)::integer as total
        from (${chosen.alike.readings}) r ${where(chosen.alike.conditions)}`
    : sql<{ total: number }>`
        select count(*)::integer as total ${chosenRows(scope, chosen)}`
  ).execute(scope.db);
  return rows[0]?.total ?? 0;
}

/** Whoever fits, by id. */
export async function nextById(
  scope: Scope,
  chosen: Chosen,
  { afterId, limit }: { afterId: string | null; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select r.customer_id
    ${chosenRows(scope, chosen, afterId ? [sql`r.customer_id > ${afterId}::uuid`] : [])}
    order by r.customer_id
    limit ${limit}`.execute(scope.db);
  return rows.map((row) => row.customer_id);
}

/** Contacts who stand for themselves, by id. */
export async function nextContacts(
  scope: Scope,
  { afterId, limit }: { afterId: string | null; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from customer_facts
    where organization_id = ${scope.organizationId} and ${afterId ? sql`customer_id > ${afterId}::uuid` : sql`true`}
    order by customer_id
    limit ${limit}`.execute(scope.db);
  return rows.map((row) => row.customer_id);
}

/** Every id that fits; for choices that are small. */
export async function fitting(scope: Scope, chosen: Chosen): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select r.customer_id ${chosenRows(scope, chosen)}`.execute(scope.db);
  return rows.map((row) => row.customer_id);
}

function chosenRows(
  scope: Scope,
  chosen: Chosen,
  more: readonly RawBuilder<unknown>[] = [],
  needCustomer = false,
): RawBuilder<unknown> {
  const conditions = [...chosen.conditions, ...more, ...(chosen.found ? [isAmong(chosen.found.customers)] : [])];
  const customer =
    needCustomer || chosen.needCustomer
      ? sql`join customers c on c.organization_id = ${scope.organizationId} and c.customer_id = r.customer_id`
      : sql``;
  return sql`from (${chosen.readings}) r ${customer} ${where(conditions)}`;
}

function where(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
}

function isAmong(customers: Found['customers']): RawBuilder<unknown> {
  return 'execute' in customers
    ? sql`r.customer_id in (${customers})`
    : sql`r.customer_id = any(${[...customers]}::uuid[])`;
}

/** All there is to show of these customers, in no order. */
export async function rowsOf(
  scope: Scope,
  settings: Settings,
  moment: Moment,
  customerIds: readonly string[],
): Promise<ReadRow[]> {
  if (customerIds.length === 0) return [];
  const reading = await readingsOf(scope, settings, moment);
  // From the records only those of these customers are read; what is kept needs no telling.
  const family = areKept(scope, moment) ? {} : { roots: customerIds, originals: await familyOf(scope, customerIds) };
  const { rows } = await sql<ReadRow>`
    select
      r.customer_id, c.name, c.email, c.phone, c.registered_at, known.external_id, known.external_source,
      r.order_count, r.gross_minor, r.refunded_minor, r.net_minor, r.average_order_minor, r.first_order_on, r.last_order_on,
      r.upcoming_count, r.upcoming_minor, r.days_inactive, r.lifecycle_stage, r.crm_status, r.spending_tier, r.frequency_tier,
      r.r_score, r.f_score, r.m_score, r.rfm_segment, r.first_order_at, r.last_order_at, r.window_order_count, r.window_net_minor,
      r.months_since_first
    from (${reading('customer_readings', family)}) r
    join customers c on c.organization_id = ${scope.organizationId} and c.customer_id = r.customer_id
    left join lateral (
      select value as external_id, source as external_source from customer_identities
      where organization_id = ${scope.organizationId} and customer_id = r.customer_id and kind = 'external'
      order by created_at, source, value
      limit 1
    ) known on true
    where r.customer_id = any(${[...customerIds]}::uuid[])`.execute(scope.db);
  return rows;
}
