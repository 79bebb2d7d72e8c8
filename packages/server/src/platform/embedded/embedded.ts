import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ConnectionRecord, readConnection, urlOf, writeConnection } from './connection.ts';
import { named } from './errors.ts';
import { holderOf, type Lock, takeLock } from './lock.ts';
import { openHome } from './place.ts';
import { isPostgresOn } from './processes.ts';
import type { Exit } from './server-process.ts';
import { startLocked } from './start.ts';

export type EmbeddedDatabase = {
  /** With the login that may do everything: for migrations, which make the roles for everything else. */
  url: string;
  dataFolder: string;
  pid: number;
  /** Stops PostgreSQL, waits for its end, gives the home free. Safe to call twice. Nobody else does it: no signal handlers here. */
  stop(): Promise<void>;
};

export type StartOptions = {
  /** Absolute path of the folder that holds everything; made when it is not there. */
  home: string;
  /** Lines for the person at the terminal: where the data went, what was repaired. */
  log?: (line: string) => void;
  /** PostgreSQL ended though nobody called stop(). The home stays ours until stop() is called. */
  onExit?: (exit: Exit) => void;
  /** PostgreSQL settings on top of ours, such as { shared_buffers: '1GB' }; { fsync: 'off' } makes the first start quicker as well, for data to throw away. */
  settings?: Readonly<Record<string, string>>;
};

/** Starts PostgreSQL on this home, as the only process that may. Throws EmbeddedError with a code; HomeInUse within 2 s. */
export async function startEmbedded({
  home,
  log = () => undefined,
  onExit,
  settings = {},
}: StartOptions): Promise<EmbeddedDatabase> {
  const locks: Lock[] = [];
  const release = () => {
    for (const lock of locks) lock.release();
  };
  try {
    const folder = openHome(home);
    locks.push(await takeLock(folder));
    const { connection, server, cluster } = await startLocked({ home: folder, locks, log, settings });
    const stop = once(async () => {
      await server.stop();
      noteStopped(folder, connection);
      release();
    });
    void server.ended.then((exit) => stop.isCalled() || onExit?.(exit));
    return { url: urlOf({ ...connection, port: server.port }), dataFolder: cluster, pid: server.pid, stop };
  } catch (error) {
    release();
    throw named(error);
  }
}

/** The database that another process has started on this home; null when none runs, or when it is still starting. */
export async function attachEmbedded({ home }: { home: string }): Promise<{ url: string; pid: number } | null> {
  try {
    if (!existsSync(home)) return null;
    const folder = realpathSync(home);
    const connection = readConnection(folder);
    // Without a holder it is an orphan: the next start will stop it, so it is nobody's to work on.
    if (
      connection?.postgres_pid == null ||
      connection.port === null ||
      connection.data_folder === null ||
      holderOf(folder) === null
    )
      return null;
    const { port, postgres_pid: pid, password } = connection;
    return isPostgresOn(pid, resolve(folder, connection.data_folder)) ? { url: urlOf({ password, port }), pid } : null;
  } catch (error) {
    throw named(error);
  }
}

function noteStopped(home: string, connection: ConnectionRecord): void {
  try {
    writeConnection(home, { ...connection, postgres_pid: null });
  } catch {
    // A full disk must not keep the home locked; an old pid is harmless, attachEmbedded checks whose it is.
  }
}

/** The same promise for every call. */
function once(action: () => Promise<void>): (() => Promise<void>) & { isCalled(): boolean } {
  let promise: Promise<void> | null = null;
  const call = () => {
    promise ??= action();
    return promise;
  };
  return Object.assign(call, { isCalled: () => promise !== null });
}
