import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type Account, giveTo } from './account.ts';
import type { Binaries } from './binaries.ts';
import { databaseName, superuser, urlOf } from './connection.ts';
import { EmbeddedError, namedByLog } from './errors.ts';
import type { Place } from './place.ts';
import { lastLines } from './postgres-log.ts';
import { programFile, run } from './programs.ts';

type Hands = Place & { binaries: Binaries };

/** Makes the data folder, in a folder of another name, renamed at the end: a start that is cut short leaves nothing that looks like a database. */
export async function makeCluster(
  { cluster, account, binaries }: Hands,
  { password, fsync }: { password: string; fsync: boolean },
): Promise<void> {
  if (entriesOf(cluster).length > 0) throw foreign(cluster);
  const making = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  const clear = () => {
    rmSync(making, { recursive: true, force: true, maxRetries: 3 });
    rmSync(passwordFile, { force: true });
  };
  clear();
  try {
    mkdirSync(making, { mode: 0o700 });
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
    for (const path of [making, passwordFile]) giveTo(account, path);
    await initdb(binaries, account, ['-D', making, `--pwfile=${passwordFile}`, ...(fsync ? [] : ['--no-sync'])]);
    rmSync(cluster, { recursive: true, force: true });
    renameSync(making, cluster);
  } finally {
    clear();
  }
}

/** Makes sure that the data folder that is there is ours to use. */
export function checkCluster({ cluster, account, binaries }: Hands): void {
  const version = Number(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'));
  if (!(version > 0)) throw foreign(cluster);
  if (version !== binaries.major) {
    throw new EmbeddedError(
      'data_other_version',
      `The database in ${cluster} was made by PostgreSQL ${version}; this is PostgreSQL ${binaries.major}, which cannot read it. Start it with the release of Regulars that made it, export there, and import here.`,
    );
  }
  makeUsable(cluster, account);
}

/** Sets the superuser's password without knowing the old one, by PostgreSQL's single-user mode; for when database.json is lost. */
export async function resetPassword({ binaries, cluster, account }: Hands, password: string): Promise<void> {
  const postgres = join(binaries.bin, programFile('postgres'));
  // By standard input: an argument would stand in the process list.
  const input = `alter role ${superuser} password '${password}';\n`;
  const { code, output } = await run(
    postgres,
    ['--single', '-D', cluster, '-c', 'log_min_error_statement=panic', 'postgres'],
    { account, input, timeout_ms: 300_000 },
  );
  if (code === 0 && !/ERROR|FATAL|PANIC/.test(output)) return;
  throw namedByLog(
    'start_failed',
    `The password of the database in ${cluster} could not be set anew.`,
    lastLines(output),
  );
}

/** Logs in, and creates the database on the first start. */
export async function ensureDatabase({ password, port }: { password: string; port: number }): Promise<void> {
  try {
    await query(urlOf({ password, port }), 'select 1');
  } catch (error) {
    switch ((error as { code?: string }).code) {
      case noSuchDatabase:
        return query(urlOf({ password, port, database: 'postgres' }), `create database ${databaseName}`);
      case wrongPassword:
        throw new EmbeddedError(
          'login_refused',
          'The password in database.json is not that of the database. Delete database.json: the next start sets a new one.',
          { cause: error },
        );
      default:
        throw error;
    }
  }
}

const entriesOf = (folder: string) =>
  statSync(folder, { throwIfNoEntry: false }) === undefined ? [] : readdirSync(folder);

const foreign = (cluster: string) =>
  new EmbeddedError(
    'data_foreign',
    `${cluster} is not empty and holds no PostgreSQL database. Move away what is in it, or choose another folder.`,
  );

/**
 * Text sorts by code point and folds case by Unicode, the same on every machine (provider builtin). Only what counts as a
 * letter comes from the system: with "C" there, pg_trgm would find nothing in any script but Latin without accents.
 */
async function initdb({ bin }: Binaries, account: Account, args: readonly string[]): Promise<void> {
  const program = join(bin, programFile('initdb'));
  const common = [
    '-U',
    superuser,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ];
  const letters = process.platform === 'win32' ? ['C'] : ['C.UTF-8', 'en_US.UTF-8', 'C'];
  for (const locale of letters) {
    const { code, output } = await run(program, [...common, `--lc-ctype=${locale}`, ...args], {
      account,
      timeout_ms: 120_000,
    });
    if (code === 0) return;
    if (locale !== 'C' && output.includes('invalid locale name')) continue;
    throw namedByLog('initdb_failed', 'The data folder could not be made.', lastLines(output));
  }
}

/** PostgreSQL insists on owning its folder and on nobody else seeing into it; a copied or restored one has lost that. */
function makeUsable(cluster: string, account: Account): void {
  const { uid, mode } = statSync(cluster);
  if (account !== undefined && uid !== account.uid) giveTo(account, cluster);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) chmodSync(cluster, 0o700);
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 30_000, query_timeout: 60_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(text);
  } finally {
    await client.end();
  }
}

const noSuchDatabase = '3D000';
const wrongPassword = '28P01';
