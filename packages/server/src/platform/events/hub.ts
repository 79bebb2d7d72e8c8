import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Databases } from '../database.ts';
import { type NoticeChannel, noticeChannels } from './notices.ts';

type Listener = (payload: string) => void;

/** Hears the notices of every server process on this database, over one connection of its own that comes back by itself. */
export interface Hub {
  on(channel: NoticeChannel, listener: Listener): () => void;
  /** Called after the connection was away: notices may have been missed. */
  onGap(listener: () => void): () => void;
  close(): Promise<void>;
}

const retry_ms = 1_000;
const probe_ms = 30_000;
const answer_ms = 5_000;

export async function openHub(databases: Databases, onError: (error: unknown) => void): Promise<Hub> {
  const pool = databases.doorPool('relay');
  const listeners = new Map<string, Set<Listener>>(
    Object.values(noticeChannels).map((name) => [name, new Set<Listener>()]),
  );
  const gapListeners = new Set<() => void>();
  const stopping = new AbortController();

  const client = await listen();
  const running = keepListening(client);

  return {
    on: (channel, listener) => {
      const group = listeners.get(noticeChannels[channel]);
      group?.add(listener);
      return () => group?.delete(listener);
    },
    onGap: (listener) => {
      gapListeners.add(listener);
      return () => gapListeners.delete(listener);
    },
    close: async () => {
      stopping.abort();
      await running;
    },
  };

  async function listen(): Promise<pg.PoolClient> {
    const client = await pool.connect();
    try {
      client.on('notification', ({ channel, payload }) => {
        for (const listener of listeners.get(channel) ?? []) hear(listener, payload ?? '');
      });
      // The names are our own constants: LISTEN takes no parameters.
      for (const name of Object.values(noticeChannels)) await client.query(`listen ${name}`);
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  async function keepListening(first: pg.PoolClient): Promise<void> {
    let client: pg.PoolClient | null = first;
    while (client) {
      await lost(client);
      client.release(true);
      client = null;
      while (!client && !stopping.signal.aborted) {
        await pause(retry_ms);
        client = await listen().catch((error) => {
          onError(error);
          return null;
        });
      }
      if (client && stopping.signal.aborted) {
        client.release(true);
        client = null;
      }
      if (client) for (const listener of gapListeners) listener();
    }
  }

  /** Resolves when the connection is gone, or the hub is to close. A connection that died in silence is found by asking. */
  async function lost(client: pg.PoolClient): Promise<void> {
    const gone = new AbortController();
    const end = () => gone.abort();
    client.once('error', (error) => {
      onError(error);
      end();
    });
    client.once('end', end);
    const until = AbortSignal.any([gone.signal, stopping.signal]);
    while (!until.aborted) {
      await sleep(probe_ms, undefined, { signal: until, ref: false }).catch(() => {});
      if (!until.aborted) await Promise.race([client.query('select 1'), silence()]).catch(end);
    }
  }

  /** Anybody with a login can send a notice: a strange one is reported and changes nothing. */
  function hear(listener: Listener, payload: string): void {
    try {
      listener(payload);
    } catch (error) {
      onError(error);
    }
  }

  async function silence(): Promise<never> {
    await sleep(answer_ms, undefined, { ref: false });
    throw new Error('the listening connection does not answer');
  }

  async function pause(delay_ms: number): Promise<void> {
    await sleep(delay_ms, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
  }
}
