import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../../../platform/scope.ts';
import {
  type CustomerRow,
  type Identified,
  identitiesOf,
  type KnownIdentity,
  type Learnt,
  Register,
} from '../../customers/customers.ts';

/**
 * Finds out which customers the people of the file are, by the rules that hold for every record, batch by batch. What is new
 * stands in `planned_*` tables of this transaction, so that a preview writes nothing and later batches know it.
 */

const people_at_once = 2_000;

interface PersonRow {
  person: string;
  source: string;
  external_id: string | null;
  phone: string | null;
  email: string | null;
  name: string | null;
  registered_at: Date;
  is_profile: boolean;
}

export async function recognisePeople(scope: Scope, onBatch: (people: number) => void): Promise<void> {
  await createPlans(scope);
  for (let from = 1; ; from += people_at_once) {
    const rows = await readPeople(scope, from);
    if (rows.length === 0) return;
    const people = rows.map(identified);
    const register = await openRegister(scope, people);
    const customerIds = people.map((person) => register.recognise(person));
    await plan(scope, register.learnt());
    await noteCustomers(scope, rows, customerIds);
    onBatch(rows.length);
  }
}

function identified(row: PersonRow): Identified {
  return {
    identities: identitiesOf(row.source, row.external_id, row.phone, row.email),
    name: row.name,
    email: row.email,
    phone: row.phone,
    source: row.source,
    registeredAt: row.registered_at,
    isProfile: row.is_profile,
  };
}

async function createPlans(scope: Scope): Promise<void> {
  await sql`
    create temporary table planned_customers (
      customer_id uuid primary key, name text, email text, phone text, registered_at timestamptz not null,
      merged_into_id uuid, first_source text, outcome text not null
    ) on commit drop`.execute(scope.db);
  await sql`
    create temporary table planned_identities (
      kind text, source text, value text collate "C", customer_id uuid not null, primary key (kind, source, value)
    ) on commit drop`.execute(scope.db);
  await sql`
    create temporary table planned_suggestions (
      first_customer_id uuid, second_customer_id uuid, reason text not null, primary key (first_customer_id, second_customer_id)
    ) on commit drop`.execute(scope.db);
}

async function readPeople(scope: Scope, from: number): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select person, source, external_id, phone, email, name, registered_at, is_profile
    from told_customers
    where nth >= ${from} and nth < ${from + people_at_once}
    order by nth`.execute(scope.db);
  return rows;
}

/** What is known of these people: kept, or planned by earlier batches. */
async function openRegister(scope: Scope, people: readonly Identified[]): Promise<Register> {
  const asked = sql`
    json_populate_recordset(null::customer_identities, ${JSON.stringify(people.flatMap(({ identities }) => identities))}::json)`;
  const { rows: found } = await sql<KnownIdentity>`
    select known.kind, known.source, known.value, known.customer_id
    from ${asked} as asked
    join customer_identities known on known.organization_id = ${scope.organizationId}
      and known.kind = asked.kind and known.source = asked.source and known.value = asked.value
    union all
    select planned.kind, planned.source, planned.value, planned.customer_id
    from ${asked} as asked
    join planned_identities planned on planned.kind = asked.kind and planned.source = asked.source and planned.value = asked.value`.execute(
    scope.db,
  );
  const ids = [...new Set(found.map((identity) => identity.customer_id))];
  const { rows: planned } = await sql<CustomerRow>`
    select customer_id, name, email, phone, registered_at, merged_into_id
    from planned_customers where customer_id = any(${ids}::uuid[])`.execute(scope.db);
  const isPlanned = new Set(planned.map((row) => row.customer_id));
  const { rows: kept } = await sql<CustomerRow>`
    select customer_id, name, email, phone, registered_at, merged_into_id
    from customers
    where organization_id = ${scope.organizationId} and customer_id = any(${ids.filter((id) => !isPlanned.has(id))}::uuid[])`.execute(
    scope.db,
  );
  return new Register(scope.now, found, [...planned, ...kept]);
}

async function plan(scope: Scope, learnt: Learnt): Promise<void> {
  const { newCustomers, changedCustomers, newIdentities, suggestions } = learnt;
  const customers = [
    ...newCustomers.map((row) => ({ ...row, outcome: 'created' })),
    ...changedCustomers.map((row) => ({ ...row, outcome: 'changed' })),
  ];
  await sql`
    insert into planned_customers (customer_id, name, email, phone, registered_at, merged_into_id, first_source, outcome)
    select customer_id, name, email, phone, registered_at, merged_into_id, first_source, outcome
    from ${rowsOf('planned_customers', customers)}
    on conflict (customer_id) do update set
      name = excluded.name, email = excluded.email, phone = excluded.phone, registered_at = excluded.registered_at`.execute(
    scope.db,
  );
  await sql`
    insert into planned_identities (kind, source, value, customer_id)
    select kind, source, value, customer_id from ${rowsOf('planned_identities', newIdentities)}
    on conflict do nothing`.execute(scope.db);
  await sql`
    insert into planned_suggestions (first_customer_id, second_customer_id, reason)
    select first_customer_id, second_customer_id, reason from ${rowsOf('planned_suggestions', suggestions)}
    on conflict do nothing`.execute(scope.db);
}

async function noteCustomers(scope: Scope, rows: readonly PersonRow[], customerIds: readonly string[]): Promise<void> {
  const noted = rows.map(({ person }, index) => ({ person, customer_id: customerIds[index] }));
  await sql`
    update told_customers t set customer_id = noted.customer_id
    from ${rowsOf('told_customers', noted)} noted
    where t.person = noted.person`.execute(scope.db);
}

function rowsOf(table: string, rows: readonly object[]): RawBuilder<unknown> {
  return sql`json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`;
}

/** Learnt, written. @returns how many identities were added: fewer than planned means that another door added one first */
export async function recordPeople(scope: Scope, importId: string): Promise<{ isWhole: boolean }> {
  await keepBefore(scope, importId);
  await sql`
    insert into customers (organization_id, customer_id, name, email, phone, registered_at, first_source, made_by_import_id, created_at, updated_at)
    select ${scope.organizationId}::uuid, customer_id, name, email, phone, registered_at, first_source, ${importId}::uuid, ${scope.now}, ${scope.now}
    from planned_customers
    where outcome = 'created'
    order by customer_id
    on conflict do nothing`.execute(scope.db);
  await sql`
    update customers c
    set name = p.name, email = p.email, phone = p.phone, registered_at = p.registered_at, updated_at = ${scope.now}
    from planned_customers p
    where c.organization_id = ${scope.organizationId} and c.customer_id = p.customer_id and p.outcome = 'changed'`.execute(
    scope.db,
  );
  const added = await sql`
    insert into customer_identities (organization_id, kind, source, value, customer_id, made_by_import_id, created_at)
    select ${scope.organizationId}::uuid, kind, source, value, customer_id, ${importId}::uuid, ${scope.now}
    from planned_identities
    order by kind, source, value
    on conflict do nothing`.execute(scope.db);
  await sql`
    insert into merge_suggestions (organization_id, first_customer_id, second_customer_id, reason, suggested_at)
    select ${scope.organizationId}::uuid, first_customer_id, second_customer_id, reason, ${scope.now}
    from planned_suggestions
    order by first_customer_id, second_customer_id
    on conflict do nothing`.execute(scope.db);
  const { rows } = await sql<{ planned: number }>`select count(*)::integer as planned from planned_identities`.execute(
    scope.db,
  );
  return { isWhole: Number(added.numAffectedRows ?? 0n) === (rows[0]?.planned ?? 0) };
}

async function keepBefore(scope: Scope, importId: string): Promise<void> {
  await sql`
    insert into import_befores (organization_id, import_id, kind, record_id, before)
    select ${scope.organizationId}::uuid, ${importId}::uuid, 'customer', c.customer_id,
      jsonb_build_object('name', c.name, 'email', c.email, 'phone', c.phone, 'registered_at', c.registered_at)
    from planned_customers p
    join customers c on c.organization_id = ${scope.organizationId} and c.customer_id = p.customer_id
    where p.outcome = 'changed'
    on conflict do nothing`.execute(scope.db);
}
