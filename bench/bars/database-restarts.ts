import { setTimeout as sleep } from 'node:timers/promises';
import type { Bar } from './bar.ts';
import { openStand } from './stand.ts';
import { counted, startWriters } from './writers.ts';

const restarts = 3;

/** The database goes away and comes back under load: the server lives, says so, and forgets nothing that it accepted. */
export const databaseRestarts: Bar = async (folder, say) => {
  const stand = await openStand({ folder });
  try {
    const writers = startWriters(stand, 8);
    for (let nth = 1; nth <= restarts; nth++) {
      await sleep(2_000);
      say(`  Restart ${nth} of ${restarts} of the database …`);
      await stand.stopDatabase();
      await sleep(500);
      await stand.startDatabase();
    }
    await sleep(2_000);
    await writers.stop();
    const kept = await stand.kept(writers.accepted);
    const odd = writers.others.filter(({ status, retryAfter }) => status !== 503 || retryAfter === undefined);
    return [
      {
        bar: 'database restarted three times under load: no accepted order is lost',
        found: `${writers.accepted.length} accepted, ${kept} there`,
        isMet: kept === writers.accepted.length && kept > 0,
      },
      {
        bar: 'in between only 503 with Retry-After',
        found: `${counted(writers.others)}${odd.length > 0 ? `; others: ${counted(odd)}` : ''}`,
        isMet: odd.length === 0 && writers.others.length > 0,
      },
    ];
  } finally {
    await stand.close();
  }
};
