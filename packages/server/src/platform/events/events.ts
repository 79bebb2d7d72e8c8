import type { Databases } from '../database.ts';
import { cleanOutbox } from './cleaning.ts';
import { type Hub, openHub } from './hub.ts';
import { type LivePages, openLivePages } from './live.ts';
import { type Relay, startRelay } from './relay.ts';

/** The delivery of recorded events: the relay, the hub that hears of it, and the open pages that are told. */
export interface Events {
  hub: Hub;
  relay: Relay;
  live: LivePages;
  close(): Promise<void>;
}

const cleaning_ms = 10 * 60_000;

export async function startEvents(databases: Databases, onError: (error: unknown) => void): Promise<Events> {
  const hub = await openHub(databases, onError);
  const relay = startRelay(databases, onError);
  const live = openLivePages(hub);
  const cleaning = setInterval(() => cleanOutbox(databases, new Date()).catch(onError), cleaning_ms);
  cleaning.unref();
  return {
    hub,
    relay,
    live,
    close: async () => {
      clearInterval(cleaning);
      live.close();
      await Promise.all([relay.close(), hub.close()]);
    },
  };
}
