import { type RawBuilder, sql } from 'kysely';
import { invariant } from '../../../platform/errors.ts';
import type { Scope } from '../../../platform/scope.ts';
import type { Reason } from '../reasons.ts';

/**
 * What the told rows come to: documents, people, products, places, in tables of this transaction alone. They are analysed, so that
 * the joins that follow start from what they are; the application may not analyse the tables it writes to.
 */

/** The most one document may come to, in minor units, whichever door tells it: sums of thousands of them are still exact. */
const most_minor = 1e12;

export async function analyseTold(scope: Scope): Promise<void> {
  // Temporary tables are read and sorted here by the hundred thousand; compiling the expressions takes longer than it saves.
  await sql`set local jit = off`.execute(scope.db);
  await sql`set local work_mem = '48MB'`.execute(scope.db);
  await sql`analyze told_orders, told_lines, told_refunds, told_plain, told_people, told_refused`.execute(scope.db);
}

/** Everything that was told, with the row that told it. */
const things = sql`(
  select line, 'o'::"char" as part, record from told_orders
  union all
  select line, part, record from told_lines
  union all
  select line, 'r', record from told_refunds
  union all
  select line, part, record from told_plain
)`;

/**
 * A document of which a row could not be read is not taken in part, and what else its rows told goes with them: repeated until
 * nothing more follows. (A payment's row tells an order and its refund.)
 */
export async function refuseBrokenDocuments(scope: Scope): Promise<void> {
  let refused = await refuseRows(
    scope,
    'other_row_refused',
    sql`record in (select record from told_refused where is_mistake and record is not null)`,
  );
  refused += await refuseRows(
    scope,
    'order_not_in_file',
    sql`part = 'o' and not exists (select from told_orders o where o.record = t.record)`,
  );
  for (let rounds = 0; refused > 0 && rounds < 20; rounds++) {
    refused = await refuseRows(
      scope,
      'other_row_refused',
      sql`(part, record) in (select part, record from ${things} whole where line in (select line from told_refused where is_mistake and not is_left_out))`,
    );
  }
  await dropRefused(scope);
}

/** Refuses the rows of the things that `which` picks, unless they were refused already. @returns how many rows */
async function refuseRows(scope: Scope, reason: Reason, which: RawBuilder<unknown>): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into told_refused (line, nth, is_left_out, reason, is_mistake, field, value, is_personal)
    select line, 0, false, ${reason}, true, '', min(case when starts_with(record, E'\\x01') then '' else record end), false
    from ${things} t
    where ${which} and not exists (select from told_refused r where r.line = t.line and not r.is_left_out)
    group by line`.execute(scope.db);
  return Number(numAffectedRows ?? 0n);
}

async function dropRefused(scope: Scope): Promise<void> {
  const { rows } = await sql<{ any: boolean }>`
    select exists (select from told_refused where is_mistake and not is_left_out) as any`.execute(scope.db);
  if (!rows[0]?.any) return;
  for (const table of ['told_orders', 'told_lines', 'told_refunds', 'told_plain', 'told_people']) {
    await sql`
      delete from ${sql.table(table)}
      where line in (select line from told_refused where is_mistake and not is_left_out)`.execute(scope.db);
  }
}

/**
 * Documents of the told rows. An order's goods are what is told of it (total less tax and shipping), else the exact sum of its
 * lines, rounded half to even, less its discount. The hash says what the document holds, in the order of the file.
 */
export async function gatherDocuments(scope: Scope): Promise<void> {
  await sql`
    create temporary table told_documents (
      part "char" not null,
      record text collate "C" not null,
      external_id text collate "C",
      first_line integer not null,
      first_nth integer,
      at timestamptz not null,
      person text collate "C",
      location text collate "C",
      positive_minor numeric,
      line_count integer not null,
      has_fractions boolean not null default false,
      is_scaled boolean not null default false,
      tax_minor bigint,
      goods_minor bigint,
      total_minor bigint,
      content_hash text not null,
      refused text,
      nth bigint,
      document_id uuid,
      outcome text not null default 'created'
    ) on commit drop`.execute(scope.db);
  await gatherOrders(scope);
  await gatherRefunds(scope);
  await gatherPlain(scope);
  await identifyByContent(scope);
}

/** The sums of the lines of each order, or of each refund. */
const lineSums = (part: 'o' | 'r') => sql`
  select
    record,
    count(*)::integer as line_count,
    min(nth) as first_nth,
    min(line) as first_line,
    sum(amount) as amount,
    sum(greatest(amount, 0)) as positive_minor,
    bool_or(amount <> trunc(amount)) as has_fractions,
    coalesce(sum(tax_minor), 0)::bigint as tax_minor,
    md5(string_agg(
      concat_ws(E'\\x1f', coalesce(product, ''), trim_scale(quantity), trim_scale(unit_price), coalesce(discount_minor, 0), coalesce(name, ''), coalesce(category, '')),
      E'\\x1e' order by nth)) as lines
  from told_lines
  where part = ${part}
  group by record`;

async function gatherOrders(scope: Scope): Promise<void> {
  await sql`
    insert into told_documents (
      part, record, external_id, first_line, first_nth, at, person, location, positive_minor, line_count,
      has_fractions, is_scaled, tax_minor, goods_minor, total_minor, content_hash, refused)
    select
      'o', record, case when content is null then record end, first_line, first_nth, at, person, location,
      coalesce(positive_minor, 0), coalesce(line_count, 0), coalesce(has_fractions, false),
      coalesce(line_count, 0) > 0 and goods <> ${roundedHalfEven(sql`amount`)}, tax_minor,
      case when abs(goods) <= ${most_minor}::numeric then goods end,
      case when abs(goods) <= ${most_minor}::numeric then goods + extras end,
      coalesce(content, md5(concat_ws(E'\\x1d', head, coalesce(person, ''), case when is_undated then '' else extract(epoch from at)::text end,
        goods, extras, lines))),
      case
        when names_two_customers then 'two_customers'
        when tells_two_versions then 'two_versions'
        when abs(goods) > ${most_minor}::numeric or abs(goods + extras) > ${most_minor}::numeric then 'number_too_large'
        when goods + extras < 0 then 'amount_negative'
      end
    from (
      select heads.*, sums.amount, sums.positive_minor, sums.line_count, sums.has_fractions, sums.first_nth, sums.lines,
        heads.head_tax_minor + coalesce(sums.tax_minor, 0) as tax_minor,
        heads.head_tax_minor + coalesce(sums.tax_minor, 0) + heads.shipping_minor as extras,
        coalesce(
          heads.total_minor - heads.head_tax_minor - coalesce(sums.tax_minor, 0) - heads.shipping_minor,
          ${roundedHalfEven(sql`coalesce(sums.amount, 0)`)} - coalesce(heads.discount_minor, 0)) as goods
      from (
        select distinct on (o.record)
          o.record, o.content, o.person, o.location, o.total_minor, o.discount_minor, o.is_undated,
          coalesce(o.tax_minor, 0) as head_tax_minor,
          coalesce(o.shipping_minor, 0) as shipping_minor,
          o.line as first_line,
          min(o.at) over (partition by o.record) as at,
          min(coalesce(o.person, '')) over (partition by o.record) <> max(coalesce(o.person, '')) over (partition by o.record) as names_two_customers,
          min(v.head) over (partition by o.record) <> max(v.head) over (partition by o.record) as tells_two_versions,
          v.head
        from told_orders o
        cross join lateral (select ${versionText} as head) v
        order by o.record, o.line
      ) heads
      left join (${lineSums('o')}) sums on sums.record = heads.record
    ) orders`.execute(scope.db);
}

/** What two tellings of one order in one file must agree on. Their times may differ by minutes: the first is taken. */
const versionText = sql`concat_ws(E'\\x1f',
  o.kind, o.channel, coalesce(o.number, ''), coalesce(o.location, ''), coalesce(extract(epoch from o.slot_starts_at)::text, ''),
  coalesce(extract(epoch from o.slot_ends_at)::text, ''), coalesce(o.promised_on::text, ''), o.confirmed_at is null,
  o.paid_at is null, coalesce(extract(epoch from o.completed_at)::text, ''),
  coalesce(extract(epoch from o.delivered_at)::text, ''), coalesce(extract(epoch from o.cancelled_at)::text, ''),
  coalesce(extract(epoch from o.no_show_at)::text, ''), o.is_test, coalesce(o.discount_minor, 0), coalesce(o.tax_minor, 0),
  coalesce(o.shipping_minor, 0), coalesce(o.tip_minor, 0), coalesce(o.total_minor::text, ''))`;

async function gatherRefunds(scope: Scope): Promise<void> {
  await sql`
    insert into told_documents (
      part, record, external_id, first_line, first_nth, at, person, location, positive_minor, line_count,
      has_fractions, is_scaled, goods_minor, total_minor, content_hash, refused)
    select
      'r', record, case when content is null then record end, line, first_nth, at, person, location, coalesce(positive_minor, 0),
      coalesce(line_count, 0), coalesce(has_fractions, false), coalesce(line_count, 0) > 0 and amount <> ${roundedHalfEven(sql`sum_minor`)},
      case when abs(amount) <= ${most_minor}::numeric then amount end,
      case when abs(amount) <= ${most_minor}::numeric then amount end,
      coalesce(content, md5(concat_ws(E'\\x1d', coalesce(order_record, ''), coalesce(person, ''), extract(epoch from at), channel, coalesce(location, ''), coalesce(reason, ''), amount, lines))),
      case
        when names_two_customers then 'two_customers'
        when abs(amount) > ${most_minor}::numeric then 'number_too_large'
        when coalesce(amount, 0) <= 0 then 'credit_not_positive'
      end
    from (
      select heads.*, sums.amount as sum_minor, sums.positive_minor, sums.line_count, sums.has_fractions, sums.first_nth, sums.lines,
        coalesce(heads.amount_minor, ${roundedHalfEven(sql`sums.amount`)}) as amount
      from (
        select distinct on (r.record)
          r.record, r.content, r.person, r.location, r.order_record, r.amount_minor, r.channel, r.reason, r.line,
          min(r.at) over (partition by r.record) as at,
          min(coalesce(r.person, '')) over (partition by r.record) <> max(coalesce(r.person, '')) over (partition by r.record) as names_two_customers
        from told_refunds r
        order by r.record, r.line
      ) heads
      left join (${lineSums('r')}) sums on sums.record = heads.record
    ) refunds`.execute(scope.db);
}

async function gatherPlain(scope: Scope): Promise<void> {
  await sql`
    insert into told_documents (
      part, record, external_id, first_line, at, person, location, line_count, total_minor, content_hash, refused)
    select part, record, case when content is null then record end, line, at, person, location, 0, amount_minor,
      coalesce(content, version),
      case when is_other then 'two_versions' when amount_minor < 0 then 'amount_negative' end
    from (
      select distinct on (part, record) p.*, v.version,
        min(v.version) over (partition by part, record) <> max(v.version) over (partition by part, record) as is_other
      from told_plain p
      cross join lateral (
        select md5(concat_ws(E'\\x1f', coalesce(person, ''), extract(epoch from at), coalesce(location, ''), coalesce(title, ''), coalesce(amount_minor, 0),
          coalesce(extract(epoch from booked_at)::text, ''), coalesce(extract(epoch from ends_at)::text, ''), coalesce(extract(epoch from confirmed_at)::text, ''),
          coalesce(extract(epoch from accepted_at)::text, ''), coalesce(extract(epoch from won_at)::text, ''), coalesce(extract(epoch from lost_at)::text, ''),
          coalesce(extract(epoch from completed_at)::text, ''), coalesce(extract(epoch from cancelled_at)::text, ''),
          coalesce(extract(epoch from no_show_at)::text, ''), coalesce(expires_on::text, ''))) as version
      ) v
      order by part, record, line
    ) plain`.execute(scope.db);
}

function roundedHalfEven(amount: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when abs(${amount} - trunc(${amount})) = 0.5 then 2 * round(${amount} / 2) else round(${amount}) end`;
}

/** Documents without an id are known by what they hold, and the how-manieth of that in the file they are. */
async function identifyByContent(scope: Scope): Promise<void> {
  await sql`
    update told_documents d set external_id = d.content_hash || '-' || o.occurrence
    from (
      select part, record, row_number() over (partition by part, content_hash order by first_line) as occurrence
      from told_documents
      where external_id is null
    ) o
    where d.part = o.part and d.record = o.record and d.external_id is null`.execute(scope.db);
}

/** Documents that cannot be recorded as they are; their rows go, and whatever else those told. */
export async function refuseDocuments(scope: Scope): Promise<void> {
  const { rows } = await sql<{ reason: Reason }>`
    select distinct refused as reason from told_documents where refused is not null`.execute(scope.db);
  if (rows.length === 0) return;
  for (const { reason } of rows) {
    await refuseRows(
      scope,
      reason,
      sql`(part, record) in (select part, record from told_documents where refused = ${reason})`,
    );
  }
  await refuseBrokenDocuments(scope);
  await sql`delete from told_documents where refused is not null`.execute(scope.db);
  await sql`
    delete from told_documents d
    using (select distinct line from told_refused where is_mistake and not is_left_out) r
    where d.first_line = r.line`.execute(scope.db);
}

/** In the order of the file. */
export async function numberDocuments(scope: Scope): Promise<void> {
  await sql`
    update told_documents d set nth = o.nth
    from (select part, record, row_number() over (order by first_line, part) as nth from told_documents) o
    where d.part = o.part and d.record = o.record`.execute(scope.db);
  await sql`analyze told_documents`.execute(scope.db);
}

/**
 * What each line of a document comes to in whole minor units, where its amount is not that already: the lines add up to the
 * document's goods, by the largest remainder. Where the document says another sum than its lines, each has its share of it.
 */
export async function divideGoods(scope: Scope): Promise<void> {
  await sql`
    create temporary table told_line_totals on commit drop as
    select nth, (floor(ideal) + case when place <= units then 1 else 0 end)::bigint as total_minor
    from (
      select
        nth, ideal,
        goods_minor - sum(floor(ideal)) over (partition by part, record) as units,
        row_number() over (partition by part, record order by ideal - floor(ideal) desc, nth) as place
      from (
        select l.nth, l.part, l.record, d.goods_minor,
          case
            when not d.is_scaled then l.amount
            when d.positive_minor > 0 then greatest(l.amount, 0) * d.goods_minor / d.positive_minor
            else d.goods_minor::numeric / d.line_count
          end as ideal
        from told_documents d
        join told_lines l on l.part = d.part and l.record = d.record
        where d.is_scaled or d.has_fractions
      ) ideals
    ) divided`.execute(scope.db);
  await sql`analyze told_line_totals`.execute(scope.db);
}

/** What is known of the file by its rows: read = taken + not taken. */
export async function countRefused(scope: Scope): Promise<{ rows: number; mistakes: number }> {
  const { rows } = await sql<{ rows: number; mistakes: number }>`
    select count(*)::integer as rows, (count(*) filter (where is_mistake))::integer as mistakes
    from told_refused where not is_left_out`.execute(scope.db);
  invariant(rows[0], 'an aggregate has a row');
  return rows[0];
}
