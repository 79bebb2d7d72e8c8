import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bar } from './bars/bar.ts';
import { databaseRestarts } from './bars/database-restarts.ts';
import { fullDisk } from './bars/full-disk.ts';
import { longReads } from './bars/long-reads.ts';
import { serverKills } from './bars/server-kills.ts';
import { slowClients } from './bars/slow-clients.ts';

const help = `npm run bars [-- --only BAR,…]

Breaks what can break while tills write, on this machine alone and for some minutes, and says whether anything was lost.
Bars: `;

const bars: Readonly<Record<string, Bar>> = {
  restarts: databaseRestarts,
  kills: serverKills,
  disk: fullDisk,
  slow: slowClients,
  long: longReads,
};

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** @returns whether every bar was met */
export async function runBars(args: string[]): Promise<boolean> {
  const { values } = parseArgs({ args, options: { only: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) {
    say(help + Object.keys(bars).join(', '));
    return true;
  }
  const wanted = values.only?.split(',') ?? Object.keys(bars);
  const unknown = wanted.find((name) => !(name in bars));
  if (unknown !== undefined)
    throw new Error(`--only: there is no bar ${unknown}. There are: ${Object.keys(bars).join(', ')}`);

  const folder = mkdtempSync(join(tmpdir(), 'regulars-bars-'));
  // As root the database runs as another user, who has to get there.
  chmodSync(folder, 0o755);
  let isMet = true;
  try {
    for (const name of wanted) {
      say(`${name} …`);
      for (const outcome of (await bars[name]?.(join(folder, name), say)) ?? []) {
        process.stdout.write(`${outcome.isMet ? '✓' : '✗'} ${outcome.bar}: ${outcome.found}\n`);
        isMet &&= outcome.isMet;
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return isMet;
}
