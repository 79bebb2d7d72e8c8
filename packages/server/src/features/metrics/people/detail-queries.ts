import type { CustomerDetail } from '@regulars/contract/customers.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../../../platform/scope.ts';
import type { Settings } from '../../organizations/organizations.ts';
import type { Moment } from '../moment.ts';
import { readingsOf } from '../readings.ts';
import type { Standing } from './standing.ts';

export interface PersonRow {
  customer_id: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  registered_at: Date;
  first_source: string;
  created_at: Date;
  erased_at: Date | null;
}

export async function readPerson(scope: Scope, customerId: string): Promise<PersonRow | undefined> {
  const { rows } = await sql<PersonRow>`
    select customer_id, name, email, phone, registered_at, first_source, created_at, erased_at
    from customers
    where organization_id = ${scope.organizationId} and customer_id = ${customerId}::uuid`.execute(scope.db);
  return rows[0];
}

export interface IdentityRow {
  kind: 'external' | 'phone' | 'email';
  source: string;
  value: string;
  created_at: Date;
  customer_id: string;
}

/** Their identifiers and those of the merged, the first known first. At most 200. */
export async function readIdentities(scope: Scope, family: readonly string[]): Promise<IdentityRow[]> {
  const { rows } = await sql<IdentityRow>`
    select kind, source, value, created_at, customer_id
    from customer_identities
    where organization_id = ${scope.organizationId} and customer_id = any(${[...family]}::uuid[])
    order by created_at, source, value
    limit 200`.execute(scope.db);
  return rows;
}

/** Who was merged into them, the latest first. */
export async function readMerged(
  scope: Scope,
  { customerId, family }: Standing,
): Promise<{ customer_id: string; name: string | null; merged_at: Date }[]> {
  const { rows } = await sql<{ customer_id: string; name: string | null; merged_at: Date }>`
    select c.customer_id, c.name, m.merged_at
    from customers c
    join customer_merges m on m.organization_id = ${scope.organizationId} and m.from_customer_id = c.customer_id and m.undone_at is null
    where c.organization_id = ${scope.organizationId} and c.customer_id = any(${family.filter((id) => id !== customerId)}::uuid[])
    order by m.merged_at desc, c.customer_id
    limit 200`.execute(scope.db);
  return rows;
}

/** The records alone need to be told whose they are; what is kept is found by the customer. */
const ofFamily = ({ customerId, family }: Standing) => ({ originals: family, roots: [customerId] });

export async function readPlaces(
  scope: Scope,
  settings: Settings,
  moment: Moment,
  standing: Standing,
): Promise<CustomerDetail['places']> {
  const reading = await readingsOf(scope, settings, moment);
  const { rows } = await sql<CustomerDetail['places'][number]>`
    select
      l.location_id, l.name as location, p.channel, p.order_count, p.gross_minor, p.refunded_minor,
      p.gross_minor - p.refunded_minor as net_minor, p.first_order_on, p.last_order_on
    from (${reading('places', ofFamily(standing))}) p
    left join locations l on l.organization_id = ${scope.organizationId} and l.location_id = p.location_id
    where p.customer_id = ${standing.customerId}::uuid
    order by p.order_count desc, net_minor desc, p.last_order_on desc nulls last, l.name, p.channel
    limit 50`.execute(scope.db);
  return rows;
}

type ProductRow = Omit<CustomerDetail['products'][number], 'last_order_on'> & {
  last_order_at: Date | null;
  of_count: number;
};

export async function readProducts(
  scope: Scope,
  settings: Settings,
  moment: Moment,
  standing: Standing,
): Promise<ProductRow[]> {
  const reading = await readingsOf(scope, settings, moment);
  const { rows } = await sql<ProductRow>`
    select
      p.product_id, p.name, p.external_id, p.category, f.order_count, f.gross_minor, f.refunded_minor,
      f.gross_minor - f.refunded_minor as net_minor, f.last_order_at, (count(*) over ())::integer as of_count
    from (
      select
        product_id, sum(order_count)::integer as order_count, sum(gross_minor)::bigint as gross_minor,
        sum(refunded_minor)::bigint as refunded_minor, max(last_order_at) as last_order_at
      from (${reading('products', ofFamily(standing))}) facts
      where customer_id = ${standing.customerId}::uuid
      group by product_id
    ) f
    join products p on p.organization_id = ${scope.organizationId} and p.product_id = f.product_id
    order by f.order_count desc, net_minor desc, f.last_order_at desc nulls last, p.product_id
    limit 20`.execute(scope.db);
  return rows;
}

export async function readMonths(
  scope: Scope,
  settings: Settings,
  moment: Moment,
  standing: Standing,
): Promise<CustomerDetail['months']> {
  const reading = await readingsOf(scope, settings, moment);
  const { rows } = await sql<CustomerDetail['months'][number]>`
    select
      month_on as month, sum(order_count)::integer as order_count, sum(gross_minor)::bigint as gross_minor,
      sum(refunded_minor)::bigint as refunded_minor, sum(gross_minor - refunded_minor)::bigint as net_minor
    from (${reading('months', ofFamily(standing))}) facts
    where customer_id = ${standing.customerId}::uuid
    group by month_on
    order by month_on`.execute(scope.db);
  return rows;
}

/** The start of the first booking that lies ahead. */
export async function nextBooking(scope: Scope, moment: Moment, family: readonly string[]): Promise<Date | null> {
  const { rows } = await sql<{ next_at: Date | null }>`
    select min(slot_starts_at) as next_at
    from orders
    where organization_id = ${scope.organizationId}
      and customer_id = any(${[...family]}::uuid[])
      and kind = 'booking'
      and confirmed_at <= ${moment.at}
      and (ended_at is null or ended_at > ${moment.at})
      and slot_starts_at > ${moment.at}
      and not is_test
      and voided_at is null
      and total_minor > 0
      and ${at(scope, sql`location_id`)}`.execute(scope.db);
  return rows[0]?.next_at ?? null;
}

interface SourceRow extends ImportRow {
  source: string;
  orders: number;
  refunds: number;
}

/** How many records came from where. At most 50 sources and files. */
export async function readSources(scope: Scope, moment: Moment, { family }: Standing): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`
    select
      records.source, i.import_id, i.file_name, i.started_at as told_at,
      (count(*) filter (where records.is_order))::integer as orders,
      (count(*) filter (where not records.is_order))::integer as refunds
    from (
      select source, import_id, true as is_order
      from orders
      where organization_id = ${scope.organizationId} and customer_id = any(${[...family]}::uuid[])
        and voided_at is null and placed_at <= ${moment.at} and ${at(scope, sql`location_id`)}
      union all
      select source, import_id, false
      from refunds
      where organization_id = ${scope.organizationId} and customer_id = any(${[...family]}::uuid[])
        and voided_at is null and refunded_at <= ${moment.at} and ${at(scope, sql`location_id`)}
    ) records
    left join imports i on i.organization_id = ${scope.organizationId} and i.import_id = records.import_id
    group by 1, 2, 3, 4
    order by count(*) desc, 1, 2
    limit 50`.execute(scope.db);
  return rows;
}

export interface ImportRow {
  import_id: string | null;
  file_name: string | null;
  told_at: Date | null;
}

/** The file by which a record came, or null. */
export function toldBy({ import_id, file_name, told_at }: ImportRow) {
  return import_id === null || told_at === null
    ? null
    : { import_id, file_name: file_name ?? '', at: told_at.toISOString() };
}

/** At a location that may be seen. */
export function at(scope: Scope, location: RawBuilder<unknown>): RawBuilder<unknown> {
  return scope.locations === 'all' ? sql`true` : sql`${location} = any(${[...scope.locations]}::uuid[])`;
}
