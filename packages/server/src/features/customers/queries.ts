import { sql } from 'kysely';
import { insertRows, updateRows } from '../../platform/bulk.ts';
import type { Scope } from '../../platform/scope.ts';

export interface Identity {
  kind: 'external' | 'phone' | 'email';
  /** The source of an external id; '' for phone and e-mail. */
  source: string;
  value: string;
}

export interface KnownIdentity extends Identity {
  customer_id: string;
}

/** Whom these identifiers point to, as far as they are known. */
export async function findIdentities(scope: Scope, identities: readonly Identity[]): Promise<KnownIdentity[]> {
  if (identities.length === 0) return [];
  const { rows } = await sql<KnownIdentity>`
    select known.kind, known.source, known.value, known.customer_id
    from json_populate_recordset(null::customer_identities, ${JSON.stringify(identities)}::json) as asked
    join customer_identities known on known.organization_id = ${scope.organizationId}
      and known.kind = asked.kind and known.source = asked.source and known.value = asked.value`.execute(scope.db);
  return rows;
}

export interface CustomerRow {
  customer_id: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  registered_at: Date;
  merged_into_id: string | null;
}

export async function readCustomers(scope: Scope, customerIds: readonly string[]): Promise<CustomerRow[]> {
  if (customerIds.length === 0) return [];
  return await scope.db
    .selectFrom('customers')
    .select(['customer_id', 'name', 'email', 'phone', 'registered_at', 'merged_into_id'])
    .where('organization_id', '=', scope.organizationId)
    .where('customer_id', '=', sql<string>`any(${[...customerIds]}::uuid[])`)
    .execute();
}

export interface NewCustomer extends CustomerRow {
  first_source: string;
  created_at: Date;
  updated_at: Date;
}

export async function addCustomers(scope: Scope, customers: readonly NewCustomer[]): Promise<void> {
  const columns = [
    'customer_id',
    'name',
    'email',
    'phone',
    'registered_at',
    'first_source',
    'created_at',
    'updated_at',
  ];
  await insertRows(scope, 'customers', columns, customers, ['customer_id']);
}

/** @returns how many were new; fewer than given means that another transaction added one of them first */
export async function addIdentities(scope: Scope, identities: readonly KnownIdentity[]): Promise<number> {
  const rows = identities.map((identity) => ({ ...identity, created_at: scope.now }));
  return await insertRows(
    scope,
    'customer_identities',
    ['kind', 'source', 'value', 'customer_id', 'created_at'],
    rows,
    ['kind', 'source', 'value'],
  );
}

export async function updateCustomers(scope: Scope, customers: readonly CustomerRow[]): Promise<void> {
  const rows = customers.map((customer) => ({ ...customer, updated_at: scope.now }));
  await updateRows(scope, 'customers', ['name', 'email', 'phone', 'registered_at', 'updated_at'], rows, [
    'customer_id',
  ]);
}

export async function suggestMerges(
  scope: Scope,
  pairs: readonly { first_customer_id: string; second_customer_id: string; reason: string }[],
): Promise<void> {
  const rows = pairs.map((pair) => ({ ...pair, suggested_at: scope.now }));
  await insertRows(
    scope,
    'merge_suggestions',
    ['first_customer_id', 'second_customer_id', 'reason', 'suggested_at'],
    rows,
    ['first_customer_id', 'second_customer_id'],
  );
}

export interface StandingMerge {
  merge_id: string;
  from_customer_id: string;
  into_customer_id: string;
}

export async function standingMerges(scope: Scope): Promise<StandingMerge[]> {
  return await scope.db
    .selectFrom('customer_merges')
    .select(['merge_id', 'from_customer_id', 'into_customer_id'])
    .where('organization_id', '=', scope.organizationId)
    .where('undone_at', 'is', null)
    .execute();
}

export async function addMerge(scope: Scope, merge: StandingMerge): Promise<void> {
  await scope.db
    .insertInto('customer_merges')
    .values({ organization_id: scope.organizationId, ...merge, merged_at: scope.now, merged_by: scope.actor.id })
    .execute();
}

export async function markMergeUndone(scope: Scope, mergeId: string): Promise<void> {
  await scope.db
    .updateTable('customer_merges')
    .set({ undone_at: scope.now, undone_by: scope.actor.id })
    .where('organization_id', '=', scope.organizationId)
    .where('merge_id', '=', mergeId)
    .execute();
}

/** Sets whom these customers stand for. */
export async function redirectCustomers(
  scope: Scope,
  redirects: readonly { customer_id: string; merged_into_id: string | null }[],
): Promise<void> {
  await updateRows(scope, 'customers', ['merged_into_id'], redirects, ['customer_id']);
}

/** These customers and all who stand for one of them. */
export async function familyOf(scope: Scope, customerIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from customers
    where organization_id = ${scope.organizationId}
      and (customer_id = any(${[...customerIds]}::uuid[]) or merged_into_id = any(${[...customerIds]}::uuid[]))`.execute(
    scope.db,
  );
  return rows.map((row) => row.customer_id);
}
