import { setTimeout as sleep } from 'node:timers/promises';
import { interruption } from './interruption.ts';
import type { Settings } from './settings.ts';
import { say } from './terminal.ts';

/** How long a server that is just starting may take until its database can be used. */
const patience_ms = 20_000;

export interface OpenedDatabase {
  url: string;
  /** In words for the person at the terminal. */
  where: string;
}

/**
 * The database for one command: DATABASE_URL, or the embedded one of the home, which a running server lends and which is otherwise
 * started for as long as the command takes.
 */
export async function openDatabase(settings: Settings): Promise<OpenedDatabase> {
  if (settings.databaseUrl !== null) return { url: settings.databaseUrl, where: 'the database of DATABASE_URL' };
  const { attachEmbedded } = await import('@regulars/server/platform/embedded/embedded.ts');
  const { HomeInUse } = await import('@regulars/server/platform/embedded/errors.ts');
  const until = Date.now() + patience_ms;
  for (;;) {
    const running = await attachEmbedded({ home: settings.home });
    if (running) return { url: running.url, where: settings.home };
    try {
      return await startDatabase(settings);
    } catch (error) {
      // Held, and not to be attached to yet: another Regulars is starting or stopping.
      if (!(error instanceof HomeInUse) || Date.now() > until) throw error;
      await sleep(250);
    }
  }
}

/** Starts the embedded database, or takes DATABASE_URL. @throws HomeInUse within 2 s */
export async function startDatabase(settings: Settings, onLost?: () => void): Promise<OpenedDatabase> {
  if (settings.databaseUrl !== null) return { url: settings.databaseUrl, where: 'the database of DATABASE_URL' };
  const { startEmbedded } = await import('@regulars/server/platform/embedded/embedded.ts');
  const embedded = await startEmbedded({ home: settings.home, log: say, ...(onLost && { onExit: onLost }) });
  interruption.onClose(() => embedded.stop());
  return { url: embedded.url, where: embedded.dataFolder };
}
