import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../../platform/scope.ts';

export interface FactTable {
  table: string;
  text: string;
  keys: readonly string[];
  values: readonly string[];
}

/** One whose rows can be added up: each value is a sum, or the earliest or the latest of something. */
export interface SumTable extends FactTable {
  earliest?: string;
  latest?: string;
}

export const customerTable: FactTable = {
  table: 'customer_facts',
  text: 'facts_at',
  keys: ['customer_id'],
  values: [
    'order_count',
    'gross_minor',
    'refunded_minor',
    'net_minor',
    'first_order_at',
    'last_order_at',
    'first_order_on',
    'second_order_on',
    'last_order_on',
    'upcoming_count',
    'upcoming_minor',
    'last_upcoming_at',
    'window_order_count',
    'window_net_minor',
    'window_from_on',
    'window_until_on',
  ],
};

/** What a customer bought where, of what, and when. */
export const detailTables: readonly SumTable[] = [
  {
    table: 'customer_place_facts',
    text: 'place_facts_at',
    keys: ['customer_id', 'location_id', 'channel'],
    values: ['order_count', 'gross_minor', 'refunded_minor', 'first_order_on', 'last_order_on'],
    earliest: 'first_order_on',
    latest: 'last_order_on',
  },
  {
    table: 'customer_product_facts',
    text: 'product_facts_at',
    keys: ['customer_id', 'product_id', 'location_id'],
    values: ['order_count', 'gross_minor', 'refunded_minor', 'last_order_at'],
    latest: 'last_order_at',
  },
  {
    table: 'customer_month_facts',
    text: 'month_facts_at',
    keys: ['customer_id', 'month_on', 'location_id'],
    values: ['order_count', 'gross_minor', 'refunded_minor'],
  },
];

/** The facts of each customer, each a table kept from a text. */
export const customerTables: readonly FactTable[] = [customerTable, ...detailTables];

export const dayTable: SumTable = {
  table: 'day_facts',
  text: 'day_facts_at',
  keys: ['day_on', 'location_id', 'channel', 'kind'],
  values: [
    'order_count',
    'gross_minor',
    'refunded_minor',
    'guest_order_count',
    'guest_gross_minor',
    'guest_refunded_minor',
  ],
};

export const gapTable: SumTable = {
  table: 'gap_facts',
  text: 'gap_facts_at',
  keys: ['order_class', 'gap_days'],
  values: ['closed_count'],
};

/** Kept from the facts of customers rather than from their records (see cells.ts). */
export const cellTable: SumTable = {
  table: 'customer_cells',
  text: 'cells_of_facts',
  keys: ['counted_by', 'day_on', 'order_count', 'net_minor', 'window_order_count', 'window_net_minor'],
  values: ['customer_count', 'order_sum', 'gross_sum', 'net_sum'],
};

/** Adds rows to those that are kept: so many at once, for a large import moves a hundred thousand. In the order of their keys, so that writers never cross. */
export async function addUp(
  scope: Scope,
  facts: SumTable,
  moved: readonly object[],
  slot: number | null = null,
): Promise<void> {
  for (let from = 0; from < moved.length; from += most_at_once)
    await addSome(scope, facts, moved.slice(from, from + most_at_once), slot);
}

const most_at_once = 5_000;

async function addSome(scope: Scope, facts: SumTable, moved: readonly object[], slot: number | null): Promise<void> {
  const listed = columns([...facts.keys, ...facts.values]);
  const [slotColumn, slotValue] = slot === null ? [sql``, sql``] : [sql`, slot`, sql`, ${slot}::smallint`];
  await sql`
    insert into ${sql.table(facts.table)} as kept (organization_id${slotColumn}, ${listed})
    select ${scope.organizationId}::uuid${slotValue}, ${listed}
    from json_populate_recordset(null::${sql.table(facts.table)}, ${JSON.stringify(moved)}::json)
    on conflict (organization_id, ${columns(facts.keys)}${slotColumn}) do update set ${together(facts)}`.execute(
    scope.db,
  );
}

/** What is kept and what comes to it. */
export function together(facts: SumTable): RawBuilder<unknown> {
  const merged = facts.values.map((name) => {
    const [kept, added] = [sql.ref(`kept.${name}`), sql.ref(`excluded.${name}`)];
    if (name === facts.earliest) return sql`${sql.ref(name)} = least(${kept}, ${added})`;
    if (name === facts.latest) return sql`${sql.ref(name)} = greatest(${kept}, ${added})`;
    return sql`${sql.ref(name)} = ${kept} + ${added}`;
  });
  return sql.join(merged);
}

export function columns(names: readonly string[]): RawBuilder<unknown> {
  return sql.join(names.map((name) => sql.ref(name)));
}
