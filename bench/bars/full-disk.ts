import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './asking.ts';
import type { Bar } from './bar.ts';
import { openStand } from './stand.ts';
import { counted, startWriters } from './writers.ts';

/** A small disk in memory that fills up while tills write. Needs the right to mount one. */
export const fullDisk: Bar = async (folder, say) => {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=320m,mode=755', 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    say('  No small disk could be mounted here (it needs root): left out');
    return [];
  }
  try {
    return await onSmallDisk(join(folder, 'stand'), join(folder, 'filler'), say);
  } finally {
    execFileSync('umount', ['-l', folder]);
  }
};

async function onSmallDisk(folder: string, filler: string, say: (text: string) => void) {
  const stand = await openStand({ folder, settings: { min_wal_size: '32MB', max_wal_size: '48MB' } });
  if (!stand.database.dataFolder.startsWith(folder)) {
    await stand.close();
    throw new Error(`The database does not lie on the small disk, but in ${stand.database.dataFolder}`);
  }
  try {
    const writers = startWriters(stand, 8);
    await sleep(2_000);
    say('  The disk fills up …');
    fill(filler);
    const before = writers.others.length;
    const until = Date.now() + 20_000;
    while (writers.others.length < before + 20 && Date.now() < until) await sleep(50);
    const reads = [];
    for (let nth = 0; nth < 20; nth++) reads.push(await ask(stand.product, '/functions/v1/metrics_repeat_ratio'));
    const full = [...writers.others];
    rmSync(filler);
    say('  There is room again …');
    const accepted = writers.accepted.length;
    const patience = Date.now() + 30_000;
    while (writers.accepted.length === accepted && Date.now() < patience) await sleep(50);
    const isOpen = writers.accepted.length > accepted;
    await writers.stop();
    const kept = await stand.kept(writers.accepted);
    const refusals = full.filter(({ status }) => status === 507 || status === 503);
    const slowest_ms = Math.max(...full.map(({ ms }) => ms));
    return [
      {
        bar: 'disk full: writes are answered 507 or 503 within 5 s',
        found: `${counted(full)}; ${(slowest_ms / 1_000).toFixed(1)} s at the longest`,
        isMet: full.length > 0 && refusals.length === full.length && slowest_ms <= 5_000,
      },
      {
        bar: 'reads go on',
        found: counted(reads),
        isMet: reads.every(({ status }) => status === 200),
      },
      {
        bar: 'once there is room, writes go on and all accepted orders are there',
        found: `${isOpen ? 'goes on' : 'does not go on'}; ${writers.accepted.length} accepted, ${kept} there`,
        isMet: isOpen && kept === writers.accepted.length,
      },
    ];
  } finally {
    await stand.close();
  }
}

/** To the last byte. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (let size = 1 << 20; size >= 1; size >>= 4) fillBy(file, Buffer.alloc(size));
  } finally {
    closeSync(file);
  }
}

function fillBy(file: number, block: Buffer): void {
  for (;;) {
    try {
      if (writeSync(file, block) < block.length) return;
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOSPC') return;
      throw error;
    }
  }
}
