import type { FactDifference } from '@regulars/server/features/activity/activity.ts';
import { openDatabase } from './database.ts';
import { readSettings } from './settings.ts';
import { connectTo, principalOf } from './world.ts';

/** One thing that was looked at. */
export interface Check {
  name: string;
  ok: boolean;
  detail: string;
  organization?: string;
  differences?: readonly FactDifference[];
}

export interface CheckUp {
  /** Recompute every figure. */
  facts: boolean;
  /** And where one differs make them all anew. */
  rebuild: boolean;
}

/** Looks at one thing after the other. Without a database nothing more is looked at: that throws. */
export async function* checkUp({ facts, rebuild }: CheckUp): AsyncGenerator<Check> {
  const { url, where } = await openDatabase(readSettings());
  yield await database(url, where);
  const migrated = await migrations(url);
  yield migrated;
  if (!migrated.ok) return;
  yield await catalogue(url);
  yield await search(url);
  if (facts || rebuild) yield* everyOrganization(url, rebuild);
}

async function database(url: string, where: string): Promise<Check> {
  const version = await ask<{ version: string }>(url, 'show server_version');
  const text = Object.values(version[0] ?? {})[0] ?? '';
  const major = Number.parseInt(String(text), 10);
  return {
    name: 'database',
    ok: major >= 15,
    detail: `PostgreSQL ${text}, ${where}${major >= 15 ? '' : ' (15 or newer is needed)'}`,
  };
}

async function migrations(url: string): Promise<Check> {
  const [ledger] = await ask<{ is_there: boolean }>(
    url,
    `select to_regclass('app.migrations') is not null as is_there`,
  );
  const applied = ledger?.is_there ? await ask<{ name: string }>(url, 'select name from app.migrations') : [];
  const names = new Set(applied.map(({ name }) => name));
  const { migrationNames } = await import('@regulars/server/platform/migrate.ts');
  const waiting = migrationNames().filter((name) => !names.has(name));
  const detail =
    waiting.length === 0 ? `all ${names.size} applied` : `${waiting.join(', ')} not applied: run \`regulars migrate\``;
  return { name: 'migrations', ok: waiting.length === 0, detail };
}

async function catalogue(url: string): Promise<Check> {
  const { checkCatalogue } = await import('@regulars/server/platform/catalogue.ts');
  const breaches = await checkCatalogue(url);
  return {
    name: 'walls between organizations',
    ok: breaches.length === 0,
    detail: breaches.length === 0 ? 'keys, policies and roles as they should be' : breaches.join('; '),
  };
}

/** Nothing is wrong with a database that cannot do it. */
async function search(url: string): Promise<Check> {
  const [found] = await ask<{ finds_similar: boolean }>(
    url,
    `select to_regprocedure('app.customers_named(uuid, text[], boolean)') is not null as finds_similar`,
  );
  return {
    name: 'search',
    ok: true,
    detail: found?.finds_similar
      ? 'names are found by any of their words, and misspelt ones'
      : 'names are found by their beginning and their last word alone: docs/postgresql.md says what is missing',
  };
}

async function* everyOrganization(url: string, rebuild: boolean): AsyncGenerator<Check> {
  const { checkFacts, rebuildFacts } = await import('@regulars/server/features/activity/activity.ts');
  const { listOrganizations } = await import('@regulars/server/features/organizations/organizations.ts');
  const { withScope } = await import('@regulars/server/platform/scope.ts');
  const databases = await connectTo(url);
  for (const { organizationId, slug } of await listOrganizations(databases)) {
    const differences = await withScope({ databases }, await principalOf(organizationId), async (scope) => {
      const found = await checkFacts(scope);
      if (rebuild && found.length > 0) await rebuildFacts(scope);
      return found;
    });
    const isExact = differences.length === 0;
    const detail = isExact
      ? 'every figure equals its recompute'
      : `${differences.length} figures differed from their recompute${rebuild ? '; all were made anew' : ''}`;
    yield { name: `facts of ${slug}`, organization: slug, ok: isExact || rebuild, detail, differences };
  }
}

async function ask<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const { ownerConnection } = await import('@regulars/server/platform/database.ts');
  const client = ownerConnection(url);
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}
