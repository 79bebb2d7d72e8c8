import { readdirSync } from 'node:fs';
import type { Context as HonoContext } from 'hono';
import { type Databases, ownerConnection } from '../database.ts';
import { Refusal } from '../errors.ts';
import type { RawEndpoint } from './endpoints.ts';
import { addressOf } from './guard.ts';
import type { Meters } from './observe.ts';

export interface HealthSettings {
  databases: Databases;
  meters: Meters;
  /** Anyone may read the counters; otherwise only this machine. */
  metricsArePublic: boolean;
}

/** What whoever runs the server looks at. */
export function healthEndpoints({ databases, meters, metricsArePublic }: HealthSettings): RawEndpoint[] {
  const isMigrated = migrationsApplied(databases);
  const common = { kind: 'raw', method: 'GET', permission: 'public', isUnmetered: true, tags: ['Operation'] } as const;
  return [
    {
      ...common,
      path: '/healthz',
      summary: 'Whether the process is alive',
      answers: { type: 'text/plain' },
      answer: ({ c }) => c.text('ok'),
    },
    {
      ...common,
      path: '/readyz',
      summary: 'Whether the database answers and has this version’s tables',
      answers: { type: 'text/plain' },
      answer: async ({ c }) => {
        await databases.doorPool('directory').query('select from organization_directory limit 1');
        return (await isMigrated()) ? c.text('ok') : c.text('migrations are waiting', 503);
      },
    },
    {
      ...common,
      path: '/metrics',
      summary: 'Counters for Prometheus; only from this machine unless REGULARS_METRICS=public',
      answers: { type: 'text/plain' },
      answer: async ({ c }) => {
        if (!metricsArePublic && !isFromHere(c)) {
          throw new Refusal(
            'not_permitted',
            'The counters are shown on this machine only (REGULARS_METRICS=public shows them to all)',
            { status: 403 },
          );
        }
        return c.body(await meters.registry.metrics(), 200, { 'content-type': meters.registry.contentType });
      },
    },
  ];
}

/** A request that a proxy passed on did not begin here, whoever the proxy is. */
function isFromHere(c: HonoContext): boolean {
  const passedOn = ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip'].some(
    (name) => c.req.header(name) !== undefined,
  );
  return !passedOn && /^(::ffff:)?127\.|^::1$/.test(addressOf(c));
}

/** Asked until it is so; tables are never taken away again. */
function migrationsApplied(databases: Databases): () => Promise<boolean> {
  const wanted = readdirSync(new URL('../../../migrations/', import.meta.url)).filter((name) => name.endsWith('.sql'));
  let isApplied = false;
  return async () => {
    if (isApplied) return true;
    const client = ownerConnection(databases.url);
    await client.connect();
    try {
      const { rows } = await client.query<{ name: string }>('select name from app.migrations');
      const applied = new Set(rows.map((row) => row.name));
      isApplied = wanted.every((name) => applied.has(name));
      return isApplied;
    } finally {
      await client.end();
    }
  };
}
