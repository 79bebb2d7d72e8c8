import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export type LocalServer = { version: number; url: string; stop: () => Promise<void> };

type Installation = { version: number; bin: string };
type Account = { uid: number; gid: number };
type Cluster = Installation & { folder: string; password: string; account: Account | null };

const supported = [15, 16, 17, 18];
const start_timeout_ms = 60_000;
const stop_timeout_ms = 15_000;

/**
 * Starts a throw-away server of the PostgreSQL that this machine has; of several the oldest supported one, for the newest
 * is what the embedded one tests already. Null where there is none.
 */
export async function startLocalServer(): Promise<LocalServer | null> {
  const [oldest] = installations().sort((a, b) => a.version - b.version);
  if (!oldest) return null;
  const cluster = createCluster(oldest);
  const port = await freePort();
  const server = await startServer(cluster, port);
  return {
    version: cluster.version,
    url: `postgres://postgres:${cluster.password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await stopServer(server);
      remove(cluster.folder);
    },
  };
}

function installations(): Installation[] {
  const debian = '/usr/lib/postgresql';
  const versioned = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : [];
  return [...versioned, ...(process.env.PATH ?? '').split(delimiter)]
    .filter((bin) => ['initdb', 'postgres'].every((program) => existsSync(join(bin, program))))
    .map((bin) => ({ version: versionOf(bin), bin }))
    .filter(({ version }) => supported.includes(version));
}

function versionOf(bin: string): number {
  const text = execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/\(PostgreSQL\) (\d+)/.exec(text)?.[1]);
}

function createCluster({ version, bin }: Installation): Cluster {
  const account = unprivilegedAccount();
  // Root's own temporary folder may be closed to the account that the server runs under.
  const folder = mkdtempSync(join(account ? '/tmp' : tmpdir(), 'regulars-postgres-'));
  process.once('exit', () => remove(folder));
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const path of [folder, passwordFile]) chownSync(path, account.uid, account.gid);
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8';
  execFileSync(
    join(bin, 'initdb'),
    ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8'].concat([
      `--locale=${locale}`,
      '--no-sync',
      '--no-instructions',
      `--pgdata=${join(folder, 'data')}`,
    ]),
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], ...account },
  );
  return { version, bin, folder, password, account };
}

/** PostgreSQL refuses to run as root. */
function unprivilegedAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (kind: '-u' | '-g') => Number(execFileSync('id', [kind, name], { encoding: 'utf8', stdio: 'pipe' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such account here: the next one.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is neither an account `postgres` nor `nobody`.');
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo; // listens on TCP, so it is not a pipe's name
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function startServer({ bin, folder, account }: Cluster, port: number): Promise<ChildProcess> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    fsync: 'off',
    full_page_writes: 'off',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(bin, 'postgres'), ['-D', join(folder, 'data'), ...options], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...account,
  });
  process.prependOnceListener('exit', () => server.kill('SIGQUIT'));
  await ready(server);
  return server;
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    const giveUp = (why: string) => {
      server.kill('SIGQUIT');
      reject(new Error(`This machine's PostgreSQL ${why}:\n${log}`));
    };
    const timer = setTimeout(giveUp, start_timeout_ms, 'does not get ready');
    server.once('error', (error) => giveUp(`does not start (${error.message})`));
    server.once('exit', () => giveUp('stopped'));
    server.stderr?.on('data', (data) => {
      log = `${log}${data}`.slice(-4_000);
      if (!log.includes('ready to accept connections')) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Fast shutdown by its own pid; the immediate one when that takes too long. */
async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = new Promise((resolve) => server.once('exit', resolve));
  const timer = setTimeout(() => server.kill('SIGQUIT'), stop_timeout_ms);
  server.kill('SIGINT');
  await exited;
  clearTimeout(timer);
}

/** A server that was just told to stop may still be writing, which `rmSync` by itself does not sit out. */
function remove(folder: string): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let tries = 0; existsSync(folder) && tries < 20; tries += 1) {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      Atomics.wait(pause, 0, 0, 50);
    }
  }
}
