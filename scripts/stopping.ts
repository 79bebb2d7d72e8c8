import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const patience_ms = 30_000;
const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const endings = new Set<() => Promise<unknown>>();
let isStopping = false;

/** From here on Ctrl-C and the like end us only when what runs has been ended, so that it leaves nothing behind. */
export function stopInOrder(): void {
  for (const signal of signals) process.on(signal, () => stop(signal));
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await Promise.race([endAll(), sleep(patience_ms)]);
  process.exit(128 + constants.signals[signal]);
}

/** What began last ends first: the tests before the server they talk to. */
async function endAll(): Promise<void> {
  for (const end of [...endings].reverse()) await end().catch(console.error);
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

/** Makes something that would itself end the process on a signal, at once and with all it runs, and takes that from it. */
export async function withoutSignals<T>(make: () => Promise<T>): Promise<T> {
  const before = new Map(signals.map((signal) => [signal, process.listeners(signal)]));
  const made = await make();
  for (const signal of signals)
    for (const listener of process.listeners(signal))
      if (!before.get(signal)?.includes(listener)) process.off(signal, listener);
  return made;
}
