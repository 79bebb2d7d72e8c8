import { sql } from 'kysely';
import type { Scope } from '../../../platform/scope.ts';

/** Who and what the documents name: people, products, places, each once. */

/** Everybody whom the file names, also by rows that were rightly not taken. A name is the first that is told. */
export async function gatherPeople(scope: Scope): Promise<void> {
  await sql`
    create temporary table told_customers on commit drop as
    select
      person, min(source) as source, min(external_id) as external_id, min(phone) as phone, min(email) as email,
      (array_agg(name order by line) filter (where name is not null))[1] as name,
      min(coalesce(registered_at, seen_at)) as registered_at,
      bool_or(is_profile) as is_profile,
      min(line) as first_line,
      row_number() over (order by min(line), person) as nth,
      null::uuid as customer_id
    from told_people
    group by person`.execute(scope.db);
  await sql`create index on told_customers (nth)`.execute(scope.db);
  await sql`analyze told_customers`.execute(scope.db);
}

/** Products with their newest name and category. */
export async function gatherProducts(scope: Scope): Promise<void> {
  await sql`
    create temporary table told_products on commit drop as
    select l.product, min(l.nth) as first_nth, row_number() over (order by min(l.nth)) as nth, null::uuid as product_id,
      max(d.at) filter (where l.name is not null) as named_at, null::text as name, max(l.category) as category, false as is_new
    from told_lines l
    join told_documents d on d.part = l.part and d.record = l.record
    where l.product is not null
    group by l.product`.execute(scope.db);
  await sql`
    update told_products p set name = named.name
    from (
      select distinct on (l.product) l.product, l.name
      from told_lines l
      join told_documents d on d.part = l.part and d.record = l.record
      join told_products p on p.product = l.product and p.named_at = d.at
      where l.name is not null
      order by l.product, l.nth desc
    ) named
    where named.product = p.product`.execute(scope.db);
  await sql`analyze told_products`.execute(scope.db);
}

export async function gatherPlaces(scope: Scope): Promise<void> {
  await sql`
    create temporary table told_places on commit drop as
    select location, min(first_line) as first_line, row_number() over (order by min(first_line)) as nth,
      null::uuid as location_id, false as is_new
    from told_documents
    where location is not null
    group by location`.execute(scope.db);
}
