import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../../../platform/scope.ts';

/** More words than a name has; the rest is passed over. */
const most_words = 10;
/** More than these are left to the database. */
const most_few = 1000;
/** Shorter ones begin so many names that the index of words is no help. */
const least_letters = 3;

/** What was typed, as names are kept to be searched; and whether this database can find words within them, and misspelt ones. */
export async function readWords(scope: Scope, typed: string): Promise<{ words: string[]; findsSimilar: boolean }> {
  const { rows } = await sql<{ folded: string; finds_similar: boolean }>`
    select
      app.folded(${typed}) as folded,
      to_regprocedure('app.customers_named(uuid, text[], boolean)') is not null as finds_similar`.execute(scope.db);
  const words = (rows[0]?.folded ?? '').split(' ').filter((word) => word !== '');
  return { words: words.slice(0, most_words), findsSimilar: rows[0]?.finds_similar === true };
}

export interface Asked {
  words: readonly string[];
  /** The beginning of a number at a source, in lower case. */
  number: string;
  findsSimilar: boolean;
  email?: string;
  /** E.164, as far as it was typed. */
  phones?: readonly string[];
}

/** The contacts of whom something begins so. Every comparison is one that an index may answer under row-level security. */
export function beginningSo(scope: Scope, asked: Asked): RawBuilder<{ customer_id: string }> {
  const { words, findsSimilar } = asked;
  const ofName: RawBuilder<unknown>[] = [];
  if (words.length > 0) {
    ofName.push(sql`starts_with(c.search_name, ${words.join(' ')})`);
    if (words.length === 1) ofName.push(sql`starts_with(c.search_last_name, ${words[0]})`);
  }
  // A single letter is looked for in names alone: every other address begins with it.
  const ofIdentity =
    asked.number.length < 2
      ? []
      : [
          identity('external', asked.number, asked.email === undefined),
          asked.email === undefined ? [] : identity('email', asked.email),
          (asked.phones ?? []).map((phone) => identity('phone', phone)),
        ].flat();
  const parts = [
    ...ofName.map(
      (begins) =>
        sql`select c.customer_id from customers c where c.organization_id = ${scope.organizationId} and ${begins}`,
    ),
    ...ofIdentity.map(
      (begins) => sql`
        select i.customer_id from customer_identities i where i.organization_id = ${scope.organizationId} and ${begins}`,
    ),
    ...(findsSimilar && words.some((word) => word.length >= least_letters)
      ? [sql`select found from app.customers_named(${scope.organizationId}, ${[...words]}::text[], false)`]
      : []),
  ];
  if (parts.length === 0) return sql<{ customer_id: string }>`select null::uuid as customer_id where false`;
  return sql<{ customer_id: string }>`
    select coalesce(merged.merged_into_id, found.customer_id) as customer_id
    from (${sql.join(parts, sql` union all `)}) found
    left join customers merged
      on merged.organization_id = ${scope.organizationId} and merged.customer_id = found.customer_id
        and merged.merged_into_id is not null`;
}

/** Without `isMasked` such numbers as reach somebody are found too (`masking.ts`). */
function identity(kind: 'external' | 'email' | 'phone', beginning: string, isMasked = false): RawBuilder<unknown> {
  const begins = sql`i.kind = ${kind} and starts_with(i.search_value, ${beginning})`;
  return isMasked
    ? sql`${begins} and strpos(i.search_value, '@') = 0 and not starts_with(i.search_value, '+')`
    : begins;
}

/** Them by name where they are few, so that a page of them is a handful of look-ups; null where they are many. */
export async function few(scope: Scope, customers: RawBuilder<{ customer_id: string }>): Promise<string[] | null> {
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from (${customers}) found limit ${most_few + 1}`.execute(scope.db);
  return rows.length > most_few ? null : [...new Set(rows.map((row) => row.customer_id))];
}

/** Less alike than this part of the best one is only noise beside it. */
const least_of_best = 0.7;

/** The contacts whose names are most alike, best first; at most 50. */
export async function namedAlike(scope: Scope, words: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string; likeness: number }>`
    select coalesce(c.merged_into_id, c.customer_id) as customer_id, max(named.likeness) as likeness
    from app.customers_named(${scope.organizationId}, ${[...words]}::text[], true) named
    join customers c on c.organization_id = ${scope.organizationId} and c.customer_id = named.found
    group by 1
    order by likeness desc, customer_id`.execute(scope.db);
  const best = rows[0]?.likeness ?? 0;
  return rows.filter(({ likeness }) => likeness >= best * least_of_best).map(({ customer_id }) => customer_id);
}
