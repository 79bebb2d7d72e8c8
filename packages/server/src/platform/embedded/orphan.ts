import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedError } from './errors.ts';
import { isPostgresOn, postgresesOn, postmasterOf } from './processes.ts';

/**
 * Stops the PostgreSQL that a killed program of ours left behind on this data folder. Only call it under the folder's lock:
 * then whoever still runs there has no owner.
 */
export async function stopOrphan({ cluster, log }: { cluster: string; log: (line: string) => void }): Promise<void> {
  const left = postgresesOn(cluster);
  if (left.length > 0) {
    log(
      `PostgreSQL (pid ${left[0]}) is still running on ${cluster}, left behind by a program that was killed; stopping it.`,
    );
    await stopAll(cluster, left);
  }
  removeStalePidFile(cluster);
}

async function stopAll(cluster: string, left: number[]): Promise<void> {
  const postmaster = left.find((pid) => pid === postmasterOf(cluster));
  if (postmaster !== undefined) {
    signal('SIGINT', postmaster, cluster);
    if (await allGone(cluster, 30_000)) return;
  } else if (await allGone(cluster, 3_000)) {
    // Its helpers notice the death of a postmaster and leave; one in the middle of a long query may not.
    return;
  }
  for (const pid of postgresesOn(cluster)) signal('SIGQUIT', pid, cluster);
  if (await allGone(cluster, 10_000)) return;
  throw new EmbeddedError(
    'orphan_stays',
    `PostgreSQL (pid ${postgresesOn(cluster).join(', ')}) still runs on ${cluster} and does not stop. Stop it by hand.`,
  );
}

function signal(name: NodeJS.Signals, pid: number, cluster: string): void {
  if (!isPostgresOn(pid, cluster)) return;
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function allGone(cluster: string, wait_ms: number): Promise<boolean> {
  for (const deadline = Date.now() + wait_ms; Date.now() < deadline; await sleep(50)) {
    if (postgresesOn(cluster).length === 0) return true;
  }
  return false;
}

/**
 * PostgreSQL removes it by itself, except when the pid in it answers: as a zombie that nobody collects, or as a stranger who
 * has the pid by now (after a restart of a container likely our own Node). It would then refuse to start for ever.
 */
function removeStalePidFile(cluster: string): void {
  const pid = postmasterOf(cluster);
  if (pid !== null && answers(pid) && process.platform !== 'win32') {
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
  }
}

function answers(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
