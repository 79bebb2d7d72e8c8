import { ownerConnection } from './database.ts';

/**
 * The schema `public` and `app` in words, from the catalogue: the same text on PostgreSQL 15 to 18, which pg_dump's is not
 * (and the embedded server brings no pg_dump). Compared with `schema.sql` by a test, so that a migration shows what it does.
 */
export async function dumpCatalogue(url: string): Promise<string> {
  const client = ownerConnection(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ line: string }>(dump);
    return `${rows.map((row) => row.line).join('\n')}\n`;
  } finally {
    await client.end();
  }
}

const dump = `
with tables as (
  select oid, relname, relkind from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')
),
lines as (
  select relname as owner, 1 as part, 0 as nth, case relkind when 'v' then 'view ' else 'table ' end || relname as line from tables
  union all
  select t.relname, 2, a.attnum::integer,
    '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attnotnull then ' not null' else '' end
      || case when co.collname is not null and co.collname <> 'default' then ' collate "' || co.collname || '"' else '' end
      || case when a.attgenerated = 's' then ' generated (' || regexp_replace(pg_get_expr(d.adbin, d.adrelid), '\\s+', ' ', 'g') || ')'
              when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end
  from tables t
  join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  left join pg_collation co on co.oid = a.attcollation
  union all
  select t.relname, 3, 0, '  ' || regexp_replace(pg_get_constraintdef(c.oid), '\\s+', ' ', 'g')
  from tables t join pg_constraint c on c.conrelid = t.oid and c.contype in ('p', 'u', 'f', 'c')
  union all
  select t.relname, 4, 0, '  ' || regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE ', '')
  from tables t join pg_index i on i.indrelid = t.oid
  where not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u'))
  union all
  select t.relname, 5, 0, '  policy ' || p.policyname || ' ' || p.cmd || ' ' || p.qual
  from tables t join pg_policies p on p.schemaname = 'public' and p.tablename = t.relname
  union all
  select t.relname, 6, 0, '  grant ' || string_agg(lower(g.privilege_type), ', ' order by g.privilege_type) || ' to ' || g.grantee
  from tables t join information_schema.role_table_grants g on g.table_schema = 'public' and g.table_name = t.relname
  where g.grantee <> g.grantor
  group by t.relname, g.grantee
  union all
  select '~' || p.proname, 7, 0,
    'function ' || p.pronamespace::regnamespace || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'
      || ' returns ' || pg_get_function_result(p.oid) || case when p.prosecdef then ' security definer' else '' end
  from pg_proc p where p.pronamespace in ('public'::regnamespace, 'app'::regnamespace)
)
select line from lines order by owner collate "C", part, nth, line collate "C"`;
