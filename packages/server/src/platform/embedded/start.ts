import { randomBytes } from 'node:crypto';
import { isAbsolute, relative } from 'node:path';
import { type Binaries, findBinaries } from './binaries.ts';
import { checkCluster, ensureDatabase, makeCluster, resetPassword } from './cluster.ts';
import { type ConnectionRecord, readConnection, writeConnection } from './connection.ts';
import { type Lock, takeLock } from './lock.ts';
import { stopOrphan } from './orphan.ts';
import { findPlace, type Place } from './place.ts';
import { startServer } from './server.ts';
import type { Server } from './server-process.ts';

type Start = { home: string; locks: Lock[]; log: (line: string) => void; settings: Readonly<Record<string, string>> };
type Running = { connection: ConnectionRecord; server: Server; cluster: string };

/** All of a start that happens under the home's lock. Locks taken on the way are added to `locks`, for the caller to release. */
export async function startLocked({ home, locks, log, settings }: Start): Promise<Running> {
  const known = readConnection(home);
  const place = findPlace({ home, recorded: known?.data_folder ?? null, log });
  // A copied home still names the original's data when they lie elsewhere, so data elsewhere have a lock of their own.
  if (place.folder !== home) locks.push(await takeLock(place.folder));
  const binaries = await findBinaries(place);
  await stopOrphan({ cluster: place.cluster, log });

  const connection = await readyCluster({ home, known, place, binaries, log, settings });
  const server = await startServer({ ...place, home, binaries, settings, log }, connection.port);
  try {
    await ensureDatabase({ password: connection.password, port: server.port });
    const { cluster } = place;
    const running = { ...connection, port: server.port, data_folder: within(home, cluster), postgres_pid: server.pid };
    writeConnection(home, running);
    return { connection: running, server, cluster };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

type Preparation = {
  home: string;
  known: ConnectionRecord | null;
  place: Place;
  binaries: Binaries;
  log: (line: string) => void;
  settings: Start['settings'];
};

/** The data folder, made or checked, and a password that opens it. A new password is written down before the data have it, else a crash would lose it. */
async function readyCluster({ home, known, place, binaries, log, settings }: Preparation): Promise<ConnectionRecord> {
  const fresh = {
    version: 1,
    password: randomBytes(24).toString('base64url'),
    port: null,
    data_folder: null,
    postgres_pid: null,
  } as const;
  const connection = known ?? fresh;
  if (place.isNew) {
    writeConnection(home, connection);
    await makeCluster({ ...place, binaries }, { password: connection.password, fsync: settings.fsync !== 'off' });
    return connection;
  }
  checkCluster({ ...place, binaries });
  if (known === null) {
    log(`The password of the database in ${place.cluster} was not in database.json; setting a new one.`);
    await resetPassword({ ...place, binaries }, connection.password);
  }
  return connection;
}

/** Relative when it is inside, so that the home can be moved as a whole. */
function within(home: string, cluster: string): string {
  const path = relative(home, cluster);
  return path.startsWith('..') || isAbsolute(path) ? cluster : path;
}
