import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { type Databases, ownerConnection, type Tables } from '../../platform/database.ts';
import { applicationRole } from '../../platform/doors.ts';
import type { World } from '../../platform/scope.ts';
import { analyse } from '../../platform/statistics.ts';

/** One connection outside the pool, and a world whose transactions all run on it, as the ordinary role under the policies. */
export interface OwnConnection {
  client: pg.Client;
  world: World;
  /** Ends the statement that runs, if one does. */
  cancel: () => Promise<void>;
  /** Tells the planner of the rows that were written. */
  analyse: (tables: readonly (keyof Tables)[]) => Promise<void>;
  close: () => Promise<void>;
}

/**
 * An import has a connection of its own: COPY needs the driver itself, and minutes of work must neither hold one of the
 * pool's connections nor be cut off by its timeouts.
 */
export async function openOwnConnection(world: World): Promise<OwnConnection> {
  const client = ownerConnection(world.databases.url);
  await client.connect();
  await client.query(`set role ${applicationRole}`);
  await noticeLostClient(client);
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const dialect = new PostgresDialect({ pool: poolOfOne(client) });
  const databases: Databases = { ...world.databases, app: new Kysely<Tables>({ dialect }) };
  return {
    client,
    world: { ...world, databases },
    cancel: () => cancelBackend(world.databases.url, rows[0]?.pid),
    analyse: async (tables) => {
      await client.query('reset role');
      await analyse(client, tables);
    },
    close: () => client.end(),
  };
}

/** A killed import gives its locks back within seconds, also in the midst of a long statement. Not every platform can. */
async function noticeLostClient(client: pg.Client): Promise<void> {
  await client.query(`
    do $$ begin set client_connection_check_interval = '2s'; exception when others then null; end $$`);
}

function poolOfOne(client: pg.Client) {
  const lent = {
    query: client.query.bind(client) as pg.PoolClient['query'],
    release: () => {},
  };
  return { connect: async () => lent, end: async () => {}, options: {} };
}

async function cancelBackend(url: string, pid: number | undefined): Promise<void> {
  const other = ownerConnection(url);
  await other.connect();
  try {
    await other.query('select pg_cancel_backend($1)', [pid]);
  } finally {
    await other.end();
  }
}
