import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type Account, isRoot } from '../account.ts';
import { type EmbeddedDatabase, type StartOptions, startEmbedded } from '../embedded.ts';
import { isPostgresOn, postgresesOn, startOf } from '../processes.ts';

type Said = {
  log?: string;
  lost?: true;
  interrupted?: true;
  ready?: { url: string; pid: number; dataFolder: string };
  refused?: { code: string; message: string; pid?: number };
};
export type Other = {
  child: ChildProcess;
  pid: number;
  said: Said[];
  hear<K extends keyof Said>(what: K): Promise<NonNullable<Said[K]>>;
};

const homes: string[] = [];
const clusters = new Set<string>();
const databases: EmbeddedDatabase[] = [];
const others: ChildProcess[] = [];

/** A home that is not there yet, in a temporary folder that everybody may enter, unless the mode says otherwise. */
export function temporaryHome({ mode = 0o755 } = {}): string {
  const folder = realpathSync(mkdtempSync(join(isRoot() ? '/tmp' : tmpdir(), 'regulars-embedded-')));
  chmodSync(folder, mode);
  homes.push(folder);
  return join(folder, 'home');
}

export async function start(options: StartOptions): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ settings: { fsync: 'off' }, ...options });
  databases.push(database);
  noteFolder(database.dataFolder);
  return database;
}

/** Starts another process on the home, as the account when one is given, in a process group of its own. */
export function startOther(
  home: string,
  { ending = 'hold', account }: { ending?: 'hold' | 'crash'; account?: Account } = {},
): Other {
  const program = fileURLToPath(new URL('./another-regulars.ts', import.meta.url));
  const child = spawn(process.execPath, [program, home, ending], {
    ...account,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  others.push(child);
  const said: Said[] = [];
  const listeners = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(JSON.parse(line));
    for (const listener of listeners) listener();
  });
  const hear: Other['hear'] = (what) =>
    new Promise((heard, silent) => {
      const look = () => {
        const found = said.find((words) => words[what] !== undefined)?.[what];
        if (found === undefined) return;
        if (what === 'ready') noteFolder((found as { dataFolder: string }).dataFolder);
        heard(found);
      };
      listeners.add(look);
      child.once('close', () => silent(new Error(`it ended without "${what}": ${JSON.stringify(said)}`)));
      look();
    });
  return { child, pid: child.pid as number, said, hear };
}

export async function ended(child: ChildProcess): Promise<number | NodeJS.Signals | null> {
  if (child.exitCode === null && child.signalCode === null) await new Promise((done) => child.once('exit', done));
  return child.exitCode ?? child.signalCode;
}

export async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** True as soon as the process is gone, false when it is still there after the time. */
export async function isGone(pid: number, { within_ms = 5_000 } = {}): Promise<boolean> {
  for (const deadline = Date.now() + within_ms; Date.now() < deadline; await sleep(20))
    if (startOf(pid) === null) return true;
  return false;
}

/** Ends what this test has started, each by its own pid, and removes what it has written. */
export async function cleanUp(): Promise<void> {
  for (const database of databases.splice(0)) await database.stop();
  for (const child of others.splice(0)) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  for (const cluster of [...clusters]) {
    for (const pid of postgresesOn(cluster)) if (isPostgresOn(pid, cluster)) process.kill(pid, 'SIGQUIT');
    for (const pid of postgresesOn(cluster)) await isGone(pid);
  }
  for (const cluster of clusters)
    if (cluster.startsWith('/var/')) rmSync(join(cluster, '..'), { recursive: true, force: true });
  clusters.clear();
  for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

function noteFolder(cluster: string): void {
  clusters.add(cluster);
}
