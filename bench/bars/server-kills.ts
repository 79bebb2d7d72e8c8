import { setTimeout as sleep } from 'node:timers/promises';
import type { Bar } from './bar.ts';
import { openStand } from './stand.ts';
import { startWriters } from './writers.ts';

const kills = 50;

/** `kill -9` of the server, again and again, while tills write. */
export const serverKills: Bar = async (folder, say) => {
  const stand = await openStand({ folder });
  try {
    const writers = startWriters(stand, 4);
    const closed_ms: number[] = [];
    for (let nth = 1; nth <= kills; nth++) {
      await accepting(writers.accepted);
      const begun = performance.now();
      process.kill(stand.product.pid, 'SIGKILL');
      await stand.serverAgain();
      await accepting(writers.accepted);
      closed_ms.push(performance.now() - begun);
      if (nth % 10 === 0) say(`  Killed ${nth} of ${kills} times …`);
    }
    await writers.stop();
    const kept = await stand.kept(writers.accepted);
    const longest_s = Math.max(...closed_ms) / 1_000;
    return [
      {
        bar: 'server killed fifty times under writes: no accepted order is lost',
        found: `${writers.accepted.length} accepted, ${kept} there`,
        isMet: kept === writers.accepted.length && kept > 0,
      },
      {
        bar: 'open again within 10 s',
        found: `${longest_s.toFixed(1)} s at the longest, from the kill to the next accepted order`,
        isMet: longest_s <= 10,
      },
    ];
  } finally {
    await stand.close();
  }
};

/** Until one more order is accepted. */
async function accepting(accepted: readonly string[]): Promise<void> {
  const before = accepted.length;
  const until = Date.now() + 60_000;
  while (accepted.length === before) {
    if (Date.now() > until) throw new Error('No order was accepted for a minute');
    await sleep(5);
  }
}
