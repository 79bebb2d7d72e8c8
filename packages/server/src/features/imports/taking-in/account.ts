import type { Changes, ImportPreview, NotTaken } from '@regulars/contract/imports.ts';
import { type RawBuilder, sql } from 'kysely';
import { invariant } from '../../../platform/errors.ts';
import type { Scope } from '../../../platform/scope.ts';
import { type Reason, reasons } from '../reasons.ts';
import { recordKinds } from './staging.ts';

/** What the file comes to, told from the tables of this transaction: the same for a preview and for the report. */

/** How many examples of each reason are kept. */
const most_examples = 5;

type Counts = Record<'orders' | 'refunds' | 'quotes' | 'appointments', Changes>;

export async function countDocuments(scope: Scope): Promise<Counts> {
  const { rows } = await sql<{ part: string } & Changes>`
    select part::text,
      (count(*) filter (where outcome = 'created'))::integer as created,
      (count(*) filter (where outcome = 'changed'))::integer as changed,
      (count(*) filter (where outcome = 'unchanged'))::integer as unchanged
    from told_documents
    group by part`.execute(scope.db);
  const of = (part: string): Changes => {
    const { created, changed, unchanged } = rows.find((row) => row.part === part) ?? {
      created: 0,
      changed: 0,
      unchanged: 0,
    };
    return { created, changed, unchanged };
  };
  return { orders: of('o'), refunds: of('r'), quotes: of('q'), appointments: of('a') };
}

export async function countPeople(scope: Scope): Promise<Changes> {
  const { rows } = await sql<{ created: number; changed: number; all: number }>`
    select
      (select count(*) from planned_customers where outcome = 'created')::integer as created,
      (select count(*) from planned_customers where outcome = 'changed')::integer as changed,
      (select count(distinct customer_id) from told_customers)::integer as all`.execute(scope.db);
  invariant(rows[0], 'an aggregate has a row');
  const { created, changed, all } = rows[0];
  return { created, changed, unchanged: all - created - changed };
}

/** New ones of the products or places that the file names. */
export async function countNamed(scope: Scope, table: 'told_products' | 'told_places', changed = 0): Promise<Changes> {
  const { rows } = await sql<{ created: number; all: number }>`
    select (count(*) filter (where is_new))::integer as created, count(*)::integer as all from ${sql.table(table)}`.execute(
    scope.db,
  );
  const { created, all } = rows[0] ?? { created: 0, all: 0 };
  return { created, changed, unchanged: all - created - changed };
}

/** Rows not taken, or values left out, by reason, most first. */
export async function notTaken(scope: Scope, isLeftOut: boolean): Promise<NotTaken[]> {
  const { rows } = await sql<{ reason: Reason; rows: number; examples: NotTaken['examples'] }>`
    select reason, count(*)::integer as rows,
      (array_agg(json_build_object('line', line, 'field', field, 'value', value, 'is_personal', is_personal) order by line, nth))[1:${sql.lit(most_examples)}] as examples
    from told_refused
    where is_left_out = ${isLeftOut}
    group by reason
    order by count(*) desc, reason`.execute(scope.db);
  return rows.map(({ reason, rows: count, examples }) => {
    const { isMistake, meaning } = reasons[reason];
    return { reason, meaning, is_mistake: isMistake, rows: count, examples };
  });
}

export type Totals = Pick<
  ImportPreview,
  | 'gross_minor'
  | 'refunded_minor'
  | 'guest_orders'
  | 'guest_refunds'
  | 'guest_gross_minor'
  | 'guest_refunded_minor'
  | 'order_states'
  | 'first_at'
  | 'last_at'
>;

/**
 * What the taken rows come to, whether new or known. Whether an order counts is what its staged row says, or, where nothing
 * changes, the row that is kept.
 */
export async function readTotals(scope: Scope): Promise<Totals> {
  const { rows } = await sql<Omit<Totals, 'order_states'>>`
    select
      coalesce(sum(value_minor) filter (where state = 'counts'), 0)::bigint as gross_minor,
      coalesce(sum(value_minor) filter (where state = 'counts' and customer_id is null), 0)::bigint as guest_gross_minor,
      (count(*) filter (where state = 'counts' and customer_id is null))::integer as guest_orders,
      (select coalesce(sum(total_minor), 0) from told_documents where part = 'r')::bigint as refunded_minor,
      (select coalesce(sum(total_minor), 0) from told_documents where part = 'r' and person is null)::bigint as guest_refunded_minor,
      (select count(*) from told_documents where part = 'r' and person is null)::integer as guest_refunds,
      (select min(at) from told_documents) as first_at,
      (select max(at) from told_documents) as last_at
    from (${ordersOfFile(scope)}) orders`.execute(scope.db);
  const { rows: states } = await sql<Totals['order_states'][number]>`
    select state, count(*)::integer as orders, coalesce(sum(value_minor), 0)::bigint as value_minor
    from (${ordersOfFile(scope)}) orders
    group by state
    order by count(*) desc`.execute(scope.db);
  invariant(rows[0], 'an aggregate has a row');
  const { first_at, last_at, ...sums } = rows[0];
  return { ...sums, order_states: states, first_at: asText(first_at), last_at: asText(last_at) };
}

const asText = (at: unknown): string | null => (at instanceof Date ? at.toISOString() : null);

/** Why an order counts, or why not, the first that is true. */
const orderState = (scope: Scope) => sql`
  case
    when o.voided_at is not null then 'void'
    when o.is_test then 'test'
    when o.uncounts_at <= ${scope.now} and o.no_show_at = o.uncounts_at then 'no_show'
    when o.uncounts_at <= ${scope.now} then 'cancelled'
    when o.counts_at <= ${scope.now} then 'counts'
    when o.total_minor <= 0 then 'nothing_paid'
    when o.kind = 'booking' and o.ended_at is null and o.confirmed_at is not null then 'upcoming'
    else 'unpaid'
  end`;

function ordersOfFile(scope: Scope) {
  return sql`
    select o.value_minor, o.customer_id, ${orderState(scope)} as state from staged_orders o
    union all
    select o.value_minor, o.customer_id, ${orderState(scope)} as state
    from told_documents d
    join orders o on o.organization_id = ${scope.organizationId} and o.order_id = d.document_id
    where d.part = 'o' and d.outcome = 'unchanged'`;
}

/** How net moves: what the staged records come to, less what they were. */
export async function netChange(scope: Scope): Promise<number> {
  const { rows } = await sql<{ minor: number }>`
    select (coalesce(sum(minor), 0))::bigint as minor
    from (
      select value_minor as minor from staged_orders o where ${countsNow(scope, 'o')}
      union all
      select -value_minor from orders o
      where o.organization_id = ${scope.organizationId} and ${countsNow(scope, 'o')} and o.order_id in (${changed('o')})
      union all
      select -r.amount_minor from staged_refunds r ${ordersOfRefunds(scope)}
      where ${lowersNet(sql`case when s.order_id is null then ${countsNow(scope, 'o')} else ${countsNow(scope, 's')} end`)}
      union all
      select r.amount_minor from refunds r ${ordersOfRefunds(scope)}
      where r.organization_id = ${scope.organizationId} and r.refund_id in (${changed('r')})
        and ${lowersNet(countsNow(scope, 'o'))}
    ) movements`.execute(scope.db);
  return rows[0]?.minor ?? 0;
}

const changed = (part: 'o' | 'r') =>
  sql`select document_id from told_documents where part = ${part} and outcome = 'changed'`;

const countsNow = (scope: Scope, order: 'o' | 's') => sql`
  (${sql.ref(`${order}.counts_at`)} <= ${scope.now}
    and (${sql.ref(`${order}.uncounts_at`)} is null or ${sql.ref(`${order}.uncounts_at`)} > ${scope.now}))`;

/** Beside a refund `r` its order as it is kept, `o`, and as the file tells it, `s`. */
const ordersOfRefunds = (scope: Scope) => sql`
  left join orders o on o.organization_id = ${scope.organizationId} and o.order_id = r.order_id
  left join staged_orders s on s.order_id = r.order_id`;

/** A refund lowers net when it belongs to no order, or to one that counts. */
const lowersNet = (orderCounts: RawBuilder<unknown>) =>
  sql`r.voided_at is null and (r.order_external_id is null or ${orderCounts})`;

export async function keepRefusals(scope: Scope, importId: string): Promise<void> {
  await sql`
    insert into import_refusals (organization_id, import_id, line, nth, is_left_out, reason, field, value, is_personal)
    select ${scope.organizationId}::uuid, ${importId}::uuid, line, nth, is_left_out, reason, field, value, is_personal
    from told_refused
    order by line, nth
    on conflict do nothing`.execute(scope.db);
}

/** Which records come first in the file, as they will stand. */
export async function firstRecords(scope: Scope, most = 20): Promise<ImportPreview['records']> {
  const { rows } = await sql<Omit<ImportPreview['records'][number], 'kind' | 'at'> & { part: string; at: Date }>`
    select d.first_line as line, d.part::text, d.outcome, case when starts_with(d.record, E'\\x01') then null else d.external_id end as external_id, d.at,
      case d.part when 'o' then (select o.number from staged_orders o where o.order_id = d.document_id) end as number,
      coalesce(c.name, c.email, c.phone, c.external_id) as customer,
      case d.part
        when 'o' then (select ${orderState(scope)} from staged_orders o where o.order_id = d.document_id)
        when 'q' then (select case when q.won_at is not null then 'won' when q.lost_at is not null then 'lost' else 'open' end from told_plain q where q.part = 'q' and q.record = d.record limit 1)
      end as status,
      d.location,
      (select string_agg(name, ', ' order by nth) from (
        select coalesce(l.name, l.product) as name, l.nth from told_lines l where l.part = d.part and l.record = d.record order by l.nth limit 3) items) as items,
      d.total_minor as amount_minor
    from told_documents d
    left join told_customers c on c.person = d.person
    order by d.nth
    limit ${most}`.execute(scope.db);
  if (rows.length === 0) return await firstPeople(scope, most);
  return rows.map(({ part, at, ...row }) => ({
    ...row,
    kind: recordKinds.find((kind) => kind.part === part)?.kind ?? 'order',
    at: at.toISOString(),
  }));
}

async function firstPeople(scope: Scope, most: number): Promise<ImportPreview['records']> {
  const { rows } = await sql<{
    line: number;
    external_id: string | null;
    customer: string | null;
    at: Date;
    outcome: 'created' | 'changed' | 'unchanged';
  }>`
    select t.first_line as line, t.external_id, coalesce(t.name, t.email, t.phone) as customer, t.registered_at as at,
      coalesce(p.outcome, 'unchanged') as outcome
    from told_customers t
    left join planned_customers p on p.customer_id = t.customer_id
    order by t.nth
    limit ${most}`.execute(scope.db);
  return rows.map((row) => ({
    ...row,
    kind: 'customer',
    number: null,
    at: row.at.toISOString(),
    status: null,
    location: null,
    items: null,
    amount_minor: null,
  }));
}
