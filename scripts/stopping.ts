import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const patience_ms = 30_000;
const endings = new Set<() => Promise<unknown>>();
let isStopping = false;

/** From here on Ctrl-C and the like end us only when what runs has been ended, so that it leaves nothing behind. */
export function stopInOrder(): void {
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => stop(signal));
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await Promise.race([Promise.allSettled([...endings].map((end) => end())), sleep(patience_ms)]);
  process.exit(128 + constants.signals[signal]);
}

/** Does something that `end` ends early. When it ends because we are stopping, nothing comes after it. */
export async function stoppable<T>(end: () => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  endings.add(end);
  try {
    return await work();
  } finally {
    endings.delete(end);
    if (isStopping) await new Promise(() => {});
  }
}
