import { createHash } from 'node:crypto';
import type pg from 'pg';
import { applicationRole, wordSearch } from './doors.ts';
import { becomeMember } from './roles.ts';

/**
 * Finds rows by the words of a column, also misspelt ones. Under row-level security a trigram index is of no use (its operators
 * are not leakproof), so this search goes round the policy and asks for the organization in use by itself: the only function
 * that does, and `catalogue.ts` holds the database to that.
 */

const { role, table, key, column } = wordSearch;
const signature = `app.${wordSearch.function}(uuid, text[], boolean)`;

/** What a database that lacks the extension, or a login that may not make the role, goes without. Anything else is a fault. */
const goesWithout = new Set(['42501', '58P01', '0A000', '42704']);

/**
 * Sets the search up, or anew where its text changed. Safe to run twice.
 * @returns false where this database does not allow it: then words are found by their beginning alone (docs/postgresql.md)
 */
export async function installWordSearch(client: pg.Client): Promise<boolean> {
  const hash = createHash('sha256').update(text).digest('hex');
  const { rows } = await client.query(`select obj_description(to_regprocedure($1), 'pg_proc') as hash`, [signature]);
  if (rows[0]?.hash === hash) return true;
  await client.query('begin');
  try {
    const extension = await placeOfTrigrams(client);
    if (!(await createRole(client))) throw Object.assign(new Error('no role'), { code: '42501' });
    await client.query(`grant usage on schema public, app, ${extension} to ${role}`);
    await client.query(`grant select (organization_id, ${key}, ${column}) on ${table} to ${role}`);
    await client.query(
      `create index if not exists ${table}_words on ${table} using gin (${column} ${extension}.gin_trgm_ops)`,
    );
    await client.query(text.replaceAll('{{extension}}', extension));
    await client.query(`revoke execute on function ${signature} from public`);
    await client.query(`grant execute on function ${signature} to ${applicationRole}`);
    await client.query(`comment on function ${signature} is '${hash}'`);
    // Whoever is to own it must be allowed to make it, for that moment.
    await client.query(`grant create on schema app to ${role}`);
    await client.query(`alter function ${signature} owner to ${role}`);
    await client.query(`revoke create on schema app from ${role}`);
    await client.query('commit');
    return true;
  } catch (error) {
    await client.query('rollback');
    if (goesWithout.has((error as { code?: string }).code ?? '')) return false;
    throw error;
  }
}

/** The schema of pg_trgm, which is put into one of its own where it is not there yet. */
async function placeOfTrigrams(client: pg.Client): Promise<string> {
  await client.query('create schema if not exists extensions');
  await client.query('create extension if not exists pg_trgm schema extensions');
  const { rows } = await client.query<{ place: string }>(
    `select extnamespace::regnamespace::text as place from pg_extension where extname = 'pg_trgm'`,
  );
  return rows[0]?.place ?? 'extensions';
}

/** Without login, and the only role that passes row-level security by. @returns false where it may not be made */
async function createRole(client: pg.Client): Promise<boolean> {
  // Roles belong to the whole server: another database's migrator may be creating the same one now.
  await client.query(`
    do $$ begin
      if not exists (select from pg_roles where rolname = '${role}') then
        create role ${role} nologin nosuperuser bypassrls nocreatedb nocreaterole;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$`);
  // Somebody else may have made it and handed it on, without the right to hand it on further.
  const { rows: mine } = await client.query<{ may: boolean }>(
    `select pg_has_role(
       current_user, $1, case when current_setting('server_version_num')::integer >= 160000 then 'set' else 'member' end) as may`,
    [role],
  );
  if (!mine[0]?.may) await becomeMember(client, role);
  const { rows } = await client.query('select rolbypassrls from pg_roles where rolname = $1', [role]);
  return rows[0]?.rolbypassrls === true;
}

/**
 * `app.customers_named(organization, words, is_similar)` returns keys with their likeness, from 0 to 1. Exact: every word begins one
 * of the row's. Similar: the 50 that are most alike, from 0.4 on. The index looks for the longest word; the space before the column
 * makes "beginning of a word" a plain comparison.
 */
export const wordSearchBody = `
begin
  if organization is distinct from nullif(current_setting('app.organization_id', true), '')::uuid or cardinality(words) = 0 then
    return;
  end if;
  if is_similar then
    return query
      select t.${key}, word_similarity(array_to_string(words, ' '), t.${column})
      from public.${table} t
      where t.organization_id = organization and array_to_string(words, ' ') <% t.${column}
      order by 2 desc, 1
      limit 50;
  else
    return query
      select t.${key}, 1::real
      from public.${table} t
      where t.organization_id = organization
        and t.${column} like '%' || (select w from unnest(words) w order by length(w) desc, w limit 1) || '%'
        and ' ' || t.${column} like all (select '% ' || w || '%' from unnest(words) w);
  end if;
end
`;

const text = `
create or replace function app.${wordSearch.function}(organization uuid, words text[], is_similar boolean)
returns table (found uuid, likeness real)
language plpgsql stable security definer
set search_path = pg_catalog, {{extension}}, pg_temp
set pg_trgm.word_similarity_threshold = '0.4'
as $function$${wordSearchBody}$function$`;
