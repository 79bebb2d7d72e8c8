import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Databases } from '../database.ts';
import { noticeChannels } from './notices.ts';

/**
 * Delivers recorded events: marks them relayed and sends one notice for each organization, at most ten a second.
 * One process on a database does it at a time; another takes over when that one goes.
 */
export interface Relay {
  /** There is something to deliver: do not wait for the next look. */
  wake(): void;
  close(): Promise<void>;
}

const busy_ms = 100;
const idle_ms = 200;
/** However often it is woken. */
const least_ms = 20;
const standby_ms = 1_000;
const retry_ms = 1_000;

/** Arbitrary, fixed: who holds it relays. */
const relayLock = 7_351_944_023;

const organizations_at_once = 100;
const events_at_once = 1_000;

export function startRelay(databases: Databases, onError: (error: unknown) => void): Relay {
  const pool = databases.doorPool('relay');
  const stopping = new AbortController();
  let awake = new AbortController();
  const running = run();

  return {
    wake: () => awake.abort(),
    close: async () => {
      stopping.abort();
      await running;
    },
  };

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await onConnection(relayWhileHolding);
      } catch (error) {
        onError(error);
        await pause(retry_ms);
      }
    }
  }

  async function onConnection(work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
    const client = await pool.connect();
    client.on('error', onError);
    try {
      await work(client);
    } finally {
      // Closed, not given back: the lock goes with it.
      client.release(true);
    }
  }

  async function relayWhileHolding(client: pg.PoolClient): Promise<void> {
    while (!(await holds(client))) {
      await pause(standby_ms);
      if (stopping.signal.aborted) return;
    }
    const notified_ms = new Map<string, number>();
    while (!stopping.signal.aborted) {
      await relayOnce(client, notified_ms);
      await pause(least_ms);
      if (notified_ms.size > 0) await pause(busy_ms - least_ms);
      else await nap(idle_ms - least_ms);
    }
  }

  async function pause(delay_ms: number): Promise<void> {
    await sleep(delay_ms, undefined, { signal: stopping.signal }).catch(() => {});
  }

  /** A wake ends it early. */
  async function nap(delay_ms: number): Promise<void> {
    await sleep(delay_ms, undefined, { signal: AbortSignal.any([stopping.signal, awake.signal]) }).catch(() => {});
    if (awake.signal.aborted) awake = new AbortController();
  }
}

async function holds(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [relayLock]);
  return rows[0]?.held === true;
}

/** Delivers what waits, of organizations that were not notified within the last tenth of a second. */
async function relayOnce(client: pg.PoolClient, notified_ms: Map<string, number>): Promise<void> {
  const now_ms = performance.now();
  for (const [organization, at] of notified_ms) if (now_ms - at >= busy_ms) notified_ms.delete(organization);
  for (const organizationId of await waitingOrganizations(client, [...notified_ms.keys()])) {
    if (await deliver(client, organizationId)) notified_ms.set(organizationId, performance.now());
  }
}

async function waitingOrganizations(client: pg.PoolClient, except: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ organization_id: string }>(
    `select organization_id
     from outbox
     where relayed_at is null and organization_id <> all ($1::uuid[])
     group by organization_id
     order by min(at)
     limit $2`,
    [except, organizations_at_once],
  );
  return rows.map((row) => row.organization_id);
}

/** The notice is part of the transaction that marks the events: both or neither. Never part of one that records an order. */
async function deliver(client: pg.PoolClient, organizationId: string): Promise<boolean> {
  await client.query('begin');
  try {
    const { rows } = await client.query<{ at: Date }>(
      `update outbox
       set relayed_at = $2
       where organization_id = $1 and event_id in (
         select event_id
         from outbox
         where organization_id = $1 and relayed_at is null
         order by at
         limit $3
         for update skip locked
       )
       returning at`,
      [organizationId, new Date(), events_at_once],
    );
    if (rows.length > 0) {
      const at = new Date(Math.max(...rows.map((row) => row.at.getTime()))).toISOString();
      const notice = JSON.stringify({ organization_id: organizationId, at });
      await client.query('select pg_notify($1, $2)', [noticeChannels.changed, notice]);
    }
    await client.query('commit');
    return rows.length > 0;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}
