import { type RawBuilder, sql } from 'kysely';
import { invariant } from '../../platform/errors.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Reason } from './reasons.ts';
import type { Totals } from './report.ts';
import type { Example } from './tally.ts';

/**
 * What the told lines come to: documents, customers, products, in tables of this transaction alone. They are analysed, so that
 * the joins that follow start from what they are; the application may not analyse the tables it writes to.
 */

export interface Settling {
  timeZone: string;
  /** The most that an amount may be. */
  mostMinor: number;
}

export async function analyseToldLines(scope: Scope): Promise<void> {
  // Temporary tables are read and sorted here by the hundred thousand; compiling the expressions takes longer than it saves.
  await sql`set local jit = off`.execute(scope.db);
  await sql`set local work_mem = '48MB'`.execute(scope.db);
  await sql`analyze told_lines`.execute(scope.db);
}

export interface Refused {
  reason: Reason;
  rows: number;
  examples: Example[];
}

/** Lines of documents of which another row could not be read. */
export async function refuseBrokenDocuments(scope: Scope, mostExamples: number): Promise<Refused | null> {
  const broken = sql`
    from told_lines
    where part in ('o', 'c')
      and record in (select record from told_lines where part = 'x' and record is not null)`;
  const { rows: found } = await sql<{ rows: number; examples: Example[] | null }>`
    select count(*)::integer as rows,
      (array_agg(json_build_object('line', line, 'field', '', 'value', record) order by line))[1:${sql.lit(mostExamples)}] as examples
    ${broken}`.execute(scope.db);
  if (!found[0] || found[0].rows === 0) return null;
  await sql`delete ${broken}`.execute(scope.db);
  return { reason: 'other_row_refused', rows: found[0].rows, examples: found[0].examples ?? [] };
}

/**
 * Documents of the told lines. The total is the exact sum, rounded half to even; its pennies fall on the lines by the largest
 * remainder. The hash says what the document holds, in the order of the file.
 */
export async function gatherDocuments(scope: Scope, settling: Settling): Promise<void> {
  await sql`
    create temporary table told_documents on commit drop as
    select
      part, record, first_line, line_count, at, customer, floor_sum, total_minor,
      row_number() over (order by first_line) as nth,
      md5(concat_ws(E'\\x1d', part, coalesce(customer, ''), extract(epoch from at)::bigint, ${settling.timeZone}::text, total_minor, lines)) as content_hash,
      case
        when names_two_customers then 'two_customers'
        when abs(total_minor) > ${settling.mostMinor}::numeric then 'number_too_large'
        when part = 'c' and total_minor <= 0 then 'credit_not_positive'
      end as refused,
      null::uuid as document_id,
      'created' as outcome
    from (
      select
        part,
        record,
        min(line) as first_line,
        count(*)::integer as line_count,
        min(at) as at,
        max(customer) as customer,
        min(customer) is distinct from max(customer) as names_two_customers,
        sum(floor(amount)) as floor_sum,
        ${roundedHalfEven(sql`sum(amount)`)} as total_minor,
        string_agg(
          concat_ws(E'\\x1f', product, trim_scale(quantity), trim_scale(unit_price), coalesce(name, '')), E'\\x1e'
          order by line) as lines
      from told_lines
      where part in ('o', 'c')
      group by part, record
    ) documents`.execute(scope.db);
}

function roundedHalfEven(amount: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when abs(${amount} - trunc(${amount})) = 0.5 then 2 * round(${amount} / 2) else round(${amount}) end`;
}

/** Documents that cannot be recorded as they are; their lines go. */
export async function refuseDocuments(scope: Scope, mostExamples: number): Promise<Refused[]> {
  const { rows } = await sql<Refused>`
    select refused as reason, sum(line_count)::integer as rows,
      (array_agg(json_build_object('line', first_line, 'field', '', 'value', record) order by first_line))[1:${sql.lit(mostExamples)}] as examples
    from told_documents
    where refused is not null
    group by refused`.execute(scope.db);
  if (rows.length === 0) return [];
  await sql`
    delete from told_lines l using told_documents d
    where d.refused is not null and l.part = d.part and l.record = d.record`.execute(scope.db);
  await sql`delete from told_documents where refused is not null`.execute(scope.db);
  return rows;
}

/** The lines that take one minor unit more than their whole units, so that the lines add up to their document. */
export async function divideRemainders(scope: Scope): Promise<void> {
  await sql`
    create temporary table told_remainders on commit drop as
    select line
    from (
      select
        l.line,
        d.total_minor - d.floor_sum as units,
        row_number() over (partition by l.part, l.record order by l.amount - floor(l.amount) desc, l.line) as nth
      from told_documents d
      join told_lines l on l.part = d.part and l.record = d.record
      where d.total_minor <> d.floor_sum
    ) ranked
    where nth <= units`.execute(scope.db);
}

/** Everybody whom the file names, also by rows that were not taken. */
export async function gatherCustomers(scope: Scope): Promise<void> {
  await sql`
    create temporary table told_customers on commit drop as
    select customer, min(at) as first_at, row_number() over (order by min(first_line)) as nth,
      null::uuid as customer_id, false as is_new
    from (
      select customer, at, first_line from told_documents
      union all
      select customer, at, line from told_lines where part = 'p'
    ) seen
    where customer is not null
    group by customer`.execute(scope.db);
}

/** Products with their newest name. */
export async function gatherProducts(scope: Scope): Promise<void> {
  await sql`
    create temporary table told_products on commit drop as
    with products as (
      select product, min(line) as first_line, max(at) filter (where name is not null) as named_at
      from told_lines
      where part in ('o', 'c')
      group by product
    ),
    names as (
      select distinct on (l.product) l.product, l.name
      from products p
      join told_lines l on l.product = p.product and l.at = p.named_at
      where l.part in ('o', 'c') and l.name is not null
      order by l.product, l.line desc
    )
    select p.product, n.name, p.named_at, row_number() over (order by p.first_line) as nth,
      null::uuid as product_id, false as is_new
    from products p
    left join names n on n.product = p.product`.execute(scope.db);
}

/** What the taken part of the file comes to. */
export async function readTotals(scope: Scope): Promise<Totals> {
  const { rows } = await sql<Totals>`
    select
      coalesce(sum(total_minor) filter (where part = 'o'), 0)::bigint as gross_minor,
      coalesce(sum(total_minor) filter (where part = 'c'), 0)::bigint as refunded_minor,
      coalesce(sum(total_minor) filter (where part = 'o' and customer is null), 0)::bigint as guest_gross_minor,
      coalesce(sum(total_minor) filter (where part = 'c' and customer is null), 0)::bigint as guest_refunded_minor,
      (count(*) filter (where part = 'o' and customer is null))::integer as guest_orders,
      (count(*) filter (where part = 'c' and customer is null))::integer as guest_refunds,
      to_char(min(at), 'YYYY-MM-DD"T"HH24:MI:SS') as first_at,
      to_char(max(at), 'YYYY-MM-DD"T"HH24:MI:SS') as last_at
    from told_documents`.execute(scope.db);
  invariant(rows[0], 'an aggregate has a row');
  return rows[0];
}
