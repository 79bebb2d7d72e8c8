import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedError, namedByLog } from './errors.ts';
import { freePort } from './port.ts';
import { type Launch, type Server, spawnServer } from './server-process.ts';

/** Starts PostgreSQL and waits until it takes connections. Its last port is kept when it is free. */
export async function startServer(launch: Launch, lastPort: number | null): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(attempt === 1 ? lastPort : null);
    try {
      return await startOn(port, launch);
    } catch (error) {
      // Between our look and PostgreSQL's bind somebody else may have taken it.
      const isWorthAnotherTry = error instanceof EmbeddedError && error.code === 'port_taken' && attempt < 5;
      if (!isWorthAnotherTry) throw error;
    }
  }
}

async function startOn(port: number, launch: Launch): Promise<Server> {
  const server = spawnServer(port, launch);
  try {
    await untilReady(server, launch);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Waits for the word "ready" in postmaster.pid, as pg_ctl does. Bounded, but long: after a crash the log is replayed first. */
async function untilReady(server: Server, { home, cluster, log }: Launch): Promise<void> {
  const began = Date.now();
  for (let told_s = 10; ; ) {
    const exit = await Promise.race([server.ended, sleep(20)]);
    if (exit) throw namedByLog('start_failed', `PostgreSQL did not start on ${cluster}.`, exit.logLines);
    if (isReady(server.pid, cluster)) return;
    const waited_ms = Date.now() - began;
    if (waited_ms > maxStart_ms)
      throw new EmbeddedError(
        'start_too_slow',
        `PostgreSQL was not ready after ${maxStart_ms / 1_000} s; see ${join(home, 'postgres.log')}.`,
      );
    if (waited_ms > told_s * 1_000) {
      log(`PostgreSQL is still starting (${told_s} s), probably after a crash.`);
      told_s += 10;
    }
  }
}

const maxStart_ms = 300_000;

function isReady(pid: number, cluster: string): boolean {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}
