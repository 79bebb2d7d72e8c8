import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DB } from '../../migrations/tables.ts';
import { applicationRole, type SystemDoor, systemDoors } from './doors.ts';
import { TimeKeeper } from './time-keeper.ts';

export type Tables = DB;

export interface Databases {
  /** Where the database is, with the owner's login. */
  readonly url: string;
  /** The application's own connections: every row under its organization's policy. */
  readonly app: Kysely<Tables>;
  /** A system door's connections, under the door's own role. */
  readonly door: (name: SystemDoor) => Kysely<Tables>;
  readonly doorPool: (name: SystemDoor) => pg.Pool;
  readonly close: () => Promise<void>;
}

export interface ConnectOptions {
  /** Connections of the application, at most. */
  size?: number;
  /** Told when an idle connection breaks, e.g. because the database restarts. The pool makes a new one. */
  onError?: (error: Error) => void;
}

/** Opens the pools lazily: no connection is made before the first statement. */
export function connect(url: string, options: ConnectOptions = {}): Databases {
  const onError = options.onError ?? (() => {});
  const appPool = openPool(url, applicationRole, options.size ?? 10, onError);
  const doorPools = new Map<SystemDoor, pg.Pool>();
  const doors = new Map<SystemDoor, Kysely<Tables>>();

  const doorPool = (name: SystemDoor): pg.Pool => {
    const known = doorPools.get(name);
    if (known) return known;
    const pool = openPool(url, systemDoors[name].role, 4, onError, systemDoors[name].schema ?? 'public');
    doorPools.set(name, pool);
    return pool;
  };
  const door = (name: SystemDoor): Kysely<Tables> => {
    const known = doors.get(name);
    if (known) return known;
    const opened = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: doorPool(name) }) });
    doors.set(name, opened);
    return opened;
  };

  return {
    url,
    app: new Kysely<Tables>({ dialect: new PostgresDialect({ pool: appPool }) }),
    door,
    doorPool,
    close: async () => {
      await Promise.all([appPool.end(), ...[...doorPools.values()].map((pool) => pool.end())]);
    },
  };
}

/** A single connection as the owner, for the migrator and the tests. */
export function ownerConnection(url: string): pg.Client {
  const client = new pg.Client({ connectionString: url, types: parsers, application_name: 'regulars-owner' });
  client.on('error', () => {});
  return client;
}

function openPool(
  url: string,
  role: string,
  size: number,
  onError: (error: Error) => void,
  schema = 'public',
): pg.Pool {
  const pool = new pg.Pool({
    Client: TimeKeeper,
    connectionString: url,
    max: size,
    // The login is the owner's; the session is the role's, from its first statement.
    options: `-c role=${role} -c search_path=${schema}`,
    application_name: `regulars (${role})`,
    types: parsers,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
  });
  // Without a listener a connection that breaks ends the process: an idle one, and one that is lent and between two statements.
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** bigint as an exact number (a fault beyond the safe integers), date as YYYY-MM-DD; the rest as pg has it. */
const parsers: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') => {
    if (format !== 'binary' && id === pg.types.builtins.INT8) return exactInteger;
    if (format !== 'binary' && id === pg.types.builtins.DATE) return (text: string) => text;
    return pg.types.getTypeParser(id, format);
  },
} as pg.CustomTypesConfig;

function exactInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond the integers JSON carries exactly`);
  return value;
}
