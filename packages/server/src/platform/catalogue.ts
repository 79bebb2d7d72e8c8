import type pg from 'pg';
import { ownerConnection } from './database.ts';
import { applicationRole, systemDoors, systemTables, wordSearch } from './doors.ts';
import { wordSearchBody } from './word-search.ts';

/**
 * Holds the database to the rules that keep organizations apart, from its own catalogue: run at start-up and as a test.
 * @returns a sentence for each breach; none: the walls stand
 */
export async function checkCatalogue(url: string): Promise<string[]> {
  const client = ownerConnection(url);
  await client.connect();
  try {
    return [
      ...(await roles(client)),
      ...(await tenantKeys(client)),
      ...(await policies(client)),
      ...(await grants(client)),
      ...(await wayRound(client)),
    ];
  } finally {
    await client.end();
  }
}

const policy = "(organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)";

/** Nobody but the owner may go round the policies. */
async function roles(client: pg.Client): Promise<string[]> {
  const expected = [applicationRole, ...Object.values(systemDoors).map((door) => door.role)];
  const { rows } = await client.query<{ rolname: string; free: boolean; owns: boolean }>(
    `select rolname, rolsuper or rolbypassrls or rolcreaterole as free,
       exists (select from pg_class where relnamespace = 'public'::regnamespace and relowner = pg_roles.oid) as owns
     from pg_roles where rolname = any($1)`,
    [expected],
  );
  const missing = expected.filter((role) => !rows.some((row) => row.rolname === role));
  return [
    ...missing.map((role) => `The role ${role} is missing`),
    ...rows.filter((row) => row.free).map((row) => `The role ${row.rolname} may go round the policies`),
    ...rows
      .filter((row) => row.owns)
      .map((row) => `The role ${row.rolname} owns a table, and an owner can drop its policy`),
  ];
}

/** Primary keys, unique and foreign keys of tenant tables begin with the organization. */
async function tenantKeys(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ table_name: string; name: string; problem: string }>(
    `with tenant_tables as (
       select oid, relname from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relname = any($1)
     ),
     keys as (
       select t.relname, i.indexrelid::regclass::text as name, i.indkey[0] as first_column, t.oid
       from tenant_tables t join pg_index i on i.indrelid = t.oid where i.indisunique
       union all
       select t.relname, c.conname, c.conkey[1], t.oid
       from tenant_tables t join pg_constraint c on c.conrelid = t.oid where c.contype = 'f'
     )
     select t.relname as table_name, t.relname as name, 'has no column organization_id uuid not null as its first' as problem
     from tenant_tables t
     where not exists (
       select from pg_attribute a
       where a.attrelid = t.oid and a.attnum = 1 and a.attname = 'organization_id'
         and a.atttypid = 'uuid'::regtype and a.attnotnull)
     union all
     select t.relname, t.relname, 'has no primary key' from tenant_tables t
     where not exists (select from pg_constraint c where c.conrelid = t.oid and c.contype = 'p')
     union all
     select keys.relname, keys.name, 'does not begin with organization_id' from keys
     join pg_attribute a on a.attrelid = keys.oid and a.attnum = keys.first_column
     where a.attname <> 'organization_id'
     order by 1, 2`,
    [systemTables],
  );
  return rows.map((row) =>
    row.name === row.table_name
      ? `${row.table_name} ${row.problem}`
      : `${row.name} of ${row.table_name} ${row.problem}`,
  );
}

/** Every tenant table is under the one policy, the owner too; only the tables of the system doors are not. */
async function policies(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{
    relname: string;
    enabled: boolean;
    forced: boolean;
    policies: string[] | null;
  }>(
    `select c.relname, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
       array_agg(p.cmd || ' ' || p.permissive || ' ' || array_to_string(p.roles, ',') || ' ' || p.qual || coalesce(' ' || p.with_check, ''))
         filter (where p.policyname is not null) as policies
     from pg_class c left join pg_policies p on p.schemaname = 'public' and p.tablename = c.relname
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relname = any($1)
     group by 1, 2, 3 order by 1`,
    [systemTables],
  );
  return rows.flatMap((table) => {
    if (!table.enabled || !table.forced) return [`${table.relname} is not under row-level security for everybody`];
    const isTheOne = table.policies?.length === 1 && table.policies[0] === `ALL PERMISSIVE public ${policy}`;
    return isTheOne
      ? []
      : [`${table.relname} is not under the one policy: ${table.policies?.join('; ') ?? 'it has none'}`];
  });
}

/** A door opens its own tables and no others; views answer with the rights of who asks. */
async function grants(client: pg.Client): Promise<string[]> {
  const breaches: string[] = [];
  for (const door of Object.values(systemDoors)) {
    const { rows } = await client.query<{ relname: string }>(
      `select relname from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v') and not relname = any($2)
         and has_table_privilege($1, oid, 'select, insert, update, delete')`,
      [door.role, door.tables],
    );
    breaches.push(...rows.map((row) => `The role ${door.role} reaches ${row.relname}, which is not behind its door`));
  }
  const { rows: read } = await client.query<{ relname: string }>(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relname = any($2)
       and has_table_privilege($1, oid, 'select')`,
    [applicationRole, systemTables],
  );
  breaches.push(...read.map((row) => `The application reads ${row.relname}, which is behind a system door`));
  const { rows: views } = await client.query<{ relname: string }>(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'
       and not coalesce(reloptions::text[] @> array['security_invoker=true'], false)`,
  );
  return [...breaches, ...views.map((view) => `The view ${view.relname} answers with its owner's rights`)];
}

/**
 * One function goes round the policies and answers with its owner's rights: the search for words, as it was written. Its owner reads
 * three columns and nothing else, has no login, and nobody of ours works as it. A database may be without it.
 */
async function wayRound(client: pg.Client): Promise<string[]> {
  const { role, table, key, column } = wordSearch;
  const { rows: functions } = await client.query<{ name: string; owner: string; body: string }>(
    `select pronamespace::regnamespace || '.' || proname as name, pg_get_userbyid(proowner) as owner, prosrc as body
     from pg_proc
     where prosecdef and pronamespace in (
       select oid from pg_namespace where nspname in ('public', 'app', 'extensions'))
     order by 1`,
  );
  const isTheSearch = (each: (typeof functions)[number]) =>
    each.name === `app.${wordSearch.function}` && each.owner === role && each.body === wordSearchBody;
  const { rows: reach } = await client.query<{ relname: string }>(
    `select c.relname from pg_class c join pg_roles r on r.rolname = $1
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
       and (has_table_privilege(r.oid, c.oid, 'select, insert, update, delete, truncate')
         or has_any_column_privilege(r.oid, c.oid, 'insert, update')
         or exists (
           select from pg_attribute a
           where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
             and has_column_privilege(r.oid, c.oid, a.attnum, 'select')
             and not (c.relname = $2 and a.attname = any($3))))
     order by 1`,
    [role, table, ['organization_id', key, column]],
  );
  const { rows: roles } = await client.query<{ rolname: string }>(
    `select rolname from pg_roles where rolname = $1 and (rolcanlogin or rolsuper or rolcreaterole)`,
    [role],
  );
  const { rows: members } = await client.query<{ rolname: string }>(
    `select rolname from pg_roles
     where rolname = any($2) and pg_has_role(oid, (select oid from pg_roles where rolname = $1), 'member')`,
    [role, [applicationRole, ...Object.values(systemDoors).map((door) => door.role)]],
  );
  return [
    ...functions
      .filter((each) => !isTheSearch(each))
      .map(
        ({ name }) => `The function ${name} answers with its owner's rights, and is not the search as it was written`,
      ),
    ...reach.map(({ relname }) => `The role ${role} reaches ${relname}, beyond what the search is for`),
    ...roles.map(({ rolname }) => `The role ${rolname} has a login or governs roles`),
    ...members.map(({ rolname }) => `The role ${rolname} may work as ${role}, which passes the policies by`),
  ];
}
