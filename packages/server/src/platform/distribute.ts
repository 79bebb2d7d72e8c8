import type pg from 'pg';
import { ownerConnection } from './database.ts';
import { systemDoors } from './doors.ts';
import { Refusal } from './errors.ts';

export interface DistributionReport {
  /** The tables that were spread over the nodes just now, in the order in which they were. */
  distributed: string[];
  /** How many had been spread before. */
  already: number;
}

/**
 * Spreads the tables of a migrated database over the nodes of a Citus cluster, each by its organization. Safe to run again: goes on
 * where it ended. Tables made after the extension came are spread by their migrations already.
 * @throws Refusal `no_citus` where the database does not have the extension
 */
export async function distribute(url: string): Promise<DistributionReport> {
  const client = ownerConnection(url);
  await client.connect();
  try {
    await demandCitus(client);
    const distributed = await distributedTables(client);
    const waiting = (await tablesByDependence(client)).filter((table) => !distributed.has(table));
    for (const table of waiting) await client.query('select app.distribute($1)', [table]);
    return { distributed: waiting, already: distributed.size };
  } finally {
    await client.end();
  }
}

async function demandCitus(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(`select from pg_extension where extname = 'citus'`);
  if (rowCount === 0) {
    throw new Refusal(
      'no_citus',
      'This database has no extension "citus", so there are no nodes to spread its tables over. On one PostgreSQL nothing needs to be done; docs/scale.md says when Citus is worth it, and how.',
      { status: 409 },
    );
  }
}

async function distributedTables(client: pg.Client): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_dist_partition d join pg_class c on c.oid = d.logicalrelid
     where c.relnamespace = 'public'::regnamespace`,
  );
  return new Set(rows.map((row) => row.name));
}

/** The tables of organizations, each after those it refers to. The directories are small and stay on the coordinator. */
export async function tablesByDependence(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; refers_to: string[] }>(
    `select c.relname as name, array(
       select distinct parent.relname::text
       from pg_constraint k join pg_class parent on parent.oid = k.confrelid
       where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as refers_to
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relname = any($1)
     order by 1`,
    [systemDoors.directory.tables],
  );
  const ordered = new Set<string>();
  while (ordered.size < rows.length) {
    const ready = rows.filter((row) => !ordered.has(row.name) && row.refers_to.every((name) => ordered.has(name)));
    if (ready.length === 0) throw new Error('Tables refer to each other in a circle, or to a directory');
    for (const { name } of ready) ordered.add(name);
  }
  return [...ordered];
}
