import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../../../platform/scope.ts';
import { restoredColumns } from '../taking-in/recording.ts';
import { recordKinds } from '../taking-in/staging.ts';

/** What an import recorded, found and taken back. */

const made = (scope: Scope, importId: string, id: string, table: string) => sql`
  select ${sql.ref(id)} from ${sql.table(table)}
  where organization_id = ${scope.organizationId} and made_by_import_id = ${importId}::uuid and voided_at is null`;

const changed = (scope: Scope, importId: string, kind: string) => sql`
  select record_id from import_befores
  where organization_id = ${scope.organizationId} and import_id = ${importId}::uuid and kind = ${kind}`;

/** Its orders, its refunds and those of its orders. */
export async function gatherRecords(scope: Scope, importId: string): Promise<void> {
  await sql`
    insert into touched_orders (id, nth)
    select id, row_number() over (order by id)
    from (${made(scope, importId, 'order_id', 'orders')} union ${changed(scope, importId, 'order')}) as orders (id)`.execute(
    scope.db,
  );
  await sql`
    insert into touched_refunds (id, nth)
    select id, row_number() over (order by id)
    from (
      ${made(scope, importId, 'refund_id', 'refunds')}
      union
      ${changed(scope, importId, 'refund')}
      union
      select r.refund_id
      from touched_orders t
      join refunds r on r.organization_id = ${scope.organizationId} and r.order_id = t.id
    ) as refunds (id)`.execute(scope.db);
}

/** Those it brought or changed, and those that its records had before. */
export function customersOf(scope: Scope, importId: string): RawBuilder<unknown> {
  return sql`
    ${made(scope, importId, 'customer_id', 'customers')}
    union
    ${changed(scope, importId, 'customer')}
    union
    select (before -> 'record' ->> 'customer_id')::uuid from import_befores
    where organization_id = ${scope.organizationId} and import_id = ${importId}::uuid and kind in ('order', 'refund')
      and before -> 'record' ->> 'customer_id' is not null`;
}

/** What it changed is as it was. */
export async function restoreRecords(scope: Scope, importId: string): Promise<void> {
  for (const { kind, table, id } of recordKinds) {
    const sets = restoredColumns(table).map((column) => sql`${sql.ref(column)} = was.${sql.ref(column)}`);
    await sql`
      update ${sql.table(table)} k
      set ${sql.join(sets)}
      from import_befores b
      cross join lateral jsonb_populate_record(null::${sql.table(table)}, b.before -> 'record') was
      where k.organization_id = ${scope.organizationId} and k.${sql.ref(id)} = b.record_id
        and b.organization_id = ${scope.organizationId} and b.import_id = ${importId}::uuid and b.kind = ${kind}`.execute(
      scope.db,
    );
  }
  await restoreLines(scope, importId, 'order', 'order_lines', 'order_id', [
    'line_no',
    'product_id',
    'name',
    'quantity',
    'unit_price',
    'discount_minor',
    'total_minor',
  ]);
  await restoreLines(scope, importId, 'refund', 'refund_lines', 'refund_id', [
    'line_no',
    'product_id',
    'name',
    'amount_minor',
    'is_told',
  ]);
  // A refund follows its order, also back.
  await sql`
    update refunds r set customer_id = o.customer_id
    from touched_orders t
    join orders o on o.organization_id = ${scope.organizationId} and o.order_id = t.id
    where r.organization_id = ${scope.organizationId} and r.order_id = o.order_id and r.customer_id is distinct from o.customer_id`.execute(
    scope.db,
  );
}

async function restoreLines(
  scope: Scope,
  importId: string,
  kind: 'order' | 'refund',
  table: 'order_lines' | 'refund_lines',
  id: 'order_id' | 'refund_id',
  columns: readonly string[],
): Promise<void> {
  await sql`
    delete from ${sql.table(table)}
    where organization_id = ${scope.organizationId} and ${sql.ref(id)} in (${changed(scope, importId, kind)})`.execute(
    scope.db,
  );
  const listed = sql.join([id, ...columns].map((column) => sql.ref(column)));
  await sql`
    insert into ${sql.table(table)} (organization_id, ${listed})
    select ${scope.organizationId}::uuid, ${sql.join([id, ...columns].map((column) => sql`l.${sql.ref(column)}`))}
    from import_befores b
    cross join lateral jsonb_populate_recordset(null::${sql.table(table)}, b.before -> 'lines') l
    where b.organization_id = ${scope.organizationId} and b.import_id = ${importId}::uuid and b.kind = ${kind}
    on conflict do nothing`.execute(scope.db);
}

/** Void, dated, with who. The identity is freed: the same id told again is another record. */
const voiding = (scope: Scope, importId: string, id: string) => sql`
  voided_at = ${scope.now},
  voided_by = (select undone_by from imports where organization_id = ${scope.organizationId} and import_id = ${importId}::uuid),
  external_id = left(external_id, 140) || ' (undone ' || ${sql.ref(id)}::text || ')'`;

export async function voidRecords(scope: Scope, importId: string): Promise<void> {
  await letGoOfOrders(scope, importId);
  for (const { table, id } of recordKinds) {
    await sql`
      update ${sql.table(table)} set ${voiding(scope, importId, id)}, updated_at = ${scope.now}
      where organization_id = ${scope.organizationId} and made_by_import_id = ${importId}::uuid and voided_at is null`.execute(
      scope.db,
    );
  }
}

/** Refunds and visits of other sources that were told first wait again for the order. */
async function letGoOfOrders(scope: Scope, importId: string): Promise<void> {
  const orders = made(scope, importId, 'order_id', 'orders');
  await sql`
    delete from refund_lines l using refunds r
    where l.organization_id = ${scope.organizationId} and l.refund_id = r.refund_id and not l.is_told
      and r.organization_id = ${scope.organizationId} and r.order_id in (${orders}) and r.made_by_import_id is distinct from ${importId}::uuid`.execute(
    scope.db,
  );
  await sql`
    update refunds set order_id = null, customer_id = null
    where organization_id = ${scope.organizationId} and order_id in (${orders})
      and made_by_import_id is distinct from ${importId}::uuid`.execute(scope.db);
  await sql`
    update visits set order_id = null
    where organization_id = ${scope.organizationId} and order_id in (${orders})`.execute(scope.db);
}

export async function restorePeople(scope: Scope, importId: string): Promise<void> {
  await sql`
    update customers c
    set name = b.before ->> 'name', email = b.before ->> 'email', phone = b.before ->> 'phone',
      registered_at = (b.before ->> 'registered_at')::timestamptz, updated_at = ${scope.now}
    from import_befores b
    where c.organization_id = ${scope.organizationId} and c.customer_id = b.record_id
      and b.organization_id = ${scope.organizationId} and b.import_id = ${importId}::uuid and b.kind = 'customer'`.execute(
    scope.db,
  );
  await sql`
    delete from customer_identities
    where organization_id = ${scope.organizationId} and made_by_import_id = ${importId}::uuid`.execute(scope.db);
}

/** Customers it brought are none any more, and nothing of who they are stays. */
export async function voidPeople(scope: Scope, importId: string): Promise<void> {
  await sql`
    update merge_suggestions s set dismissed_at = ${scope.now}
    from customers c
    where s.organization_id = ${scope.organizationId} and s.dismissed_at is null
      and c.organization_id = ${scope.organizationId} and c.customer_id in (s.first_customer_id, s.second_customer_id)
      and c.made_by_import_id = ${importId}::uuid`.execute(scope.db);
  await sql`
    update customers
    set name = null, email = null, phone = null, voided_at = ${scope.now}, updated_at = ${scope.now},
      voided_by = (select undone_by from imports where organization_id = ${scope.organizationId} and import_id = ${importId}::uuid)
    where organization_id = ${scope.organizationId} and made_by_import_id = ${importId}::uuid and voided_at is null`.execute(
    scope.db,
  );
}

/** Products and places that it brought, where nothing else names them, and the names that it changed. */
export async function takeBackNames(scope: Scope, importId: string): Promise<void> {
  await sql`
    update products p set name = b.before ->> 'name', category = b.before ->> 'category'
    from import_befores b
    where p.organization_id = ${scope.organizationId} and p.product_id = b.record_id
      and b.organization_id = ${scope.organizationId} and b.import_id = ${importId}::uuid and b.kind = 'product'`.execute(
    scope.db,
  );
  await sql`
    update products p set ${voiding(scope, importId, 'product_id')}
    where organization_id = ${scope.organizationId} and made_by_import_id = ${importId}::uuid and voided_at is null
      and not exists (
        select from order_lines l
        join orders o on o.organization_id = l.organization_id and o.order_id = l.order_id
        where l.organization_id = ${scope.organizationId} and l.product_id = p.product_id and o.voided_at is null)
      and not exists (
        select from refund_lines l
        join refunds r on r.organization_id = l.organization_id and r.refund_id = l.refund_id
        where l.organization_id = ${scope.organizationId} and l.product_id = p.product_id and r.voided_at is null)`.execute(
    scope.db,
  );
  const isUsed = ['orders', 'refunds', 'quotes', 'appointments'].map(
    (table) => sql`exists (
      select from ${sql.table(table)} r
      where r.organization_id = ${scope.organizationId} and r.location_id = l.location_id and r.voided_at is null)`,
  );
  await sql`
    update locations l set ${voiding(scope, importId, 'location_id')}
    where organization_id = ${scope.organizationId} and made_by_import_id = ${importId}::uuid and voided_at is null
      and not (${sql.join(isUsed, sql` or `)})
      and not exists (
        select from member_locations m where m.organization_id = ${scope.organizationId} and m.location_id = l.location_id)`.execute(
    scope.db,
  );
}

/** Once they are back, what was before is kept no longer. */
export async function forgetBefores(scope: Scope, importId: string): Promise<void> {
  await sql`
    delete from import_befores
    where organization_id = ${scope.organizationId} and import_id = ${importId}::uuid`.execute(scope.db);
}
