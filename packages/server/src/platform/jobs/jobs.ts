import { PgBoss } from 'pg-boss';
import type { Databases } from '../database.ts';
import type { World } from '../scope.ts';

/** Something done again and again: one line that calls a door which is safe to call at any time, and twice. `leaving`: the process ends. */
export interface Job {
  /** `activity.move-windows` */
  name: string;
  /** When, as cron says it, in UTC. */
  cron: string;
  run: (world: World, leaving: AbortSignal) => Promise<unknown>;
}

export interface Jobs {
  /** Lets what runs finish, for at most `patience_ms`. */
  close: (patience_ms: number) => Promise<void>;
}

/** Makes pg-boss's tables in its own schema, under its own role. Safe to run twice, also at once. */
export async function installJobs(databases: Databases): Promise<void> {
  const boss = openBoss(databases, { migrate: true, supervise: false, schedule: false });
  await boss.start();
  await boss.stop({ graceful: false });
}

/** Starts this process's share of the jobs: whichever process takes a run, it happens once. */
export async function startJobs(world: World, jobs: readonly Job[], onError: (error: unknown) => void): Promise<Jobs> {
  const boss = openBoss(world.databases, { migrate: false, supervise: true, schedule: true });
  const leaving = new AbortController();
  boss.on('error', onError);
  await boss.start();
  for (const job of jobs) {
    // A run that finds the last one unfinished is left out; a day's history is enough.
    await boss.createQueue(job.name, {
      policy: 'singleton',
      retryLimit: 0,
      expireInSeconds: 3600,
      deleteAfterSeconds: 86_400,
    });
    await boss.schedule(job.name, job.cron);
    await boss.work(job.name, { pollingIntervalSeconds: 5 }, async () => {
      try {
        await job.run(world, leaving.signal);
      } catch (error) {
        onError(error);
        throw error;
      }
    });
    // What fell due while nobody was running is done now rather than at the next turn.
    await boss.send(job.name);
  }
  return {
    close: (patience_ms) => {
      leaving.abort();
      return boss.stop({ graceful: true, timeout: patience_ms });
    },
  };
}

function openBoss(databases: Databases, parts: { migrate: boolean; supervise: boolean; schedule: boolean }): PgBoss {
  const pool = databases.doorPool('jobs');
  return new PgBoss({
    ...parts,
    schema: 'pgboss',
    createSchema: false,
    db: { executeSql: (text, values) => pool.query(text, values) },
  });
}
