import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { EmbeddedError, HomeInUse } from './errors.ts';
import { startOf, startsCanBeTold } from './processes.ts';

export type Lock = { release(): void };

/**
 * One process at a time on a folder. Two files: `regulars.lock` is locked by the kernel, through SQLite, because Node has no
 * flock of its own and Node brings SQLite; the kernel lets go when the holder dies, however it dies, so nothing can go stale
 * and two starts cannot both take over. `regulars.pid` says who holds it, to tell people and attachEmbedded.
 * (Rejected: a pid file alone. Taking over a dead holder's file is check-then-act, and in another container's pid namespace
 * a living holder looks dead.)
 */
export async function takeLock(folder: string): Promise<Lock> {
  const deadline = Date.now() + 1_000;
  for (;;) {
    const holder = holderOf(folder);
    // The pid file is asked too: somebody may have "repaired" a refusal by deleting the lock file under a living holder.
    if (holder !== null && startsCanBeTold) throw new HomeInUse(folder, holder);
    const handle = tryKernelLock(folder);
    if (handle) return announce(folder, handle);
    if (Date.now() > deadline) throw new HomeInUse(folder, holder);
    // Two that try at once may turn each other away; the next try tells who won.
    await sleep(20 + Math.random() * 40);
  }
}

/** Pid of the living process that holds this folder, null when none does. */
export function holderOf(folder: string): number | null {
  try {
    const holder = holderShape.parse(JSON.parse(readFileSync(pidFile(folder), 'utf8')));
    return startOf(holder.pid) === holder.started ? holder.pid : null;
  } catch {
    return null;
  }
}

const holderShape = z.object({ pid: z.int().positive(), started: z.string() });

function tryKernelLock(folder: string): DatabaseSync | null {
  let handle: DatabaseSync | null = null;
  try {
    handle = new DatabaseSync(join(folder, 'regulars.lock'), { timeout: 0 });
    handle.exec('pragma journal_mode = memory; begin exclusive');
    return handle;
  } catch (error) {
    handle?.close();
    if (((error as { errcode?: number }).errcode ?? 0) % 256 === sqliteBusy) return null;
    throw new EmbeddedError(
      'permission_denied',
      `${folder} cannot be locked: ${(error as Error).message}. Is it writable, on a disk of this machine?`,
      { cause: error },
    );
  }
}

const sqliteBusy = 5;
/** Keeps the handles from the garbage collector, which would close them and so drop the locks. */
const held = new Set<DatabaseSync>();

function announce(folder: string, handle: DatabaseSync): Lock {
  held.add(handle);
  const file = pidFile(folder);
  const release = () => {
    if (!held.delete(handle)) return;
    rmSync(file, { force: true });
    handle.close();
  };
  try {
    writeFileSync(`${file}.new`, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }));
    renameSync(`${file}.new`, file);
    return { release };
  } catch (error) {
    release();
    throw error;
  }
}

const pidFile = (folder: string) => join(folder, 'regulars.pid');
