import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, expect, inject } from 'vitest';
import { applicationRole } from '../../platform/doors.ts';
import { withDatabase } from '../database.ts';
import { breachesOf } from './statements.ts';

/**
 * Listens to every statement that the application makes in the tests of a file, and holds each to the rules when they are over.
 * Statements that stand in a test itself look at the rows from outside and need not travel.
 */

const heard = new Set<string>();
/** Connections under the application's role, and those of them in a transaction. */
const applications = new WeakSet<object>();
const inTransaction = new WeakSet<object>();

const takesRole = new Set([`set role ${applicationRole}`, `set local role ${applicationRole}`]);
const leavesRole = new Set(['reset role', 'set local role none']);

pg.Client.prototype.query = listening(pg.Client.prototype.query) as typeof pg.Client.prototype.query;

function listening(query: (...args: unknown[]) => unknown) {
  return function (this: pg.Client, ...args: unknown[]): unknown {
    hear(this, textOf(args[0]));
    return query.apply(this, args);
  };
}

function hear(client: pg.Client, text: string): void {
  if (takesRole.has(text) || optionsOf(client).includes(`role=${applicationRole}`)) applications.add(client);
  if (leavesRole.has(text)) applications.delete(client);
  if (text === 'begin') inTransaction.add(client);
  else if (text === 'commit' || text === 'rollback') inTransaction.delete(client);
  else if (applications.has(client) && inTransaction.has(client)) heard.add(text);
}

const textOf = (query: unknown): string => {
  const text = typeof query === 'object' && query !== null && 'text' in query ? query.text : query;
  return typeof text === 'string' ? text : '';
};

const optionsOf = (client: pg.Client): string =>
  (client as unknown as { connectionParameters: { options?: string } }).connectionParameters.options ?? '';

afterAll(async () => {
  if (heard.size === 0) return;
  const tables = await tenantTables();
  const found: { statement: string; breaches: string[] }[] = [];
  for (const statement of heard) {
    const breaches = await breachesOf(statement, tables);
    if (breaches.length > 0 && !standsInTest(statement)) found.push({ statement, breaches });
  }
  expect(found, 'statements that break the rules').toEqual([]);
});

const stretch = 30;

/** Whether a stretch of it is the text of a test, and of nothing else. */
function standsInTest(statement: string): boolean {
  const { tests, product } = sources();
  const text = squeezed(statement);
  for (let at = 0; at + stretch <= text.length; at += 5) {
    const part = text.slice(at, at + stretch);
    if (tests.includes(part) && !product.includes(part)) return true;
  }
  return tests.includes(text);
}

let read: { tests: string; product: string } | null = null;

function sources(): { tests: string; product: string } {
  const folder = fileURLToPath(new URL('../../..', import.meta.url));
  const names = ['src', 'views'].flatMap((room) =>
    readdirSync(join(folder, room), { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)),
  );
  const isTest = (name: string) => name.endsWith('.test.ts') || /[\\/]testing[\\/]/.test(name);
  const textOfAll = (chosen: readonly string[]) =>
    squeezed(chosen.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n'));
  const code = names.filter((name) => /\.(ts|sql)$/.test(name));
  read ??= {
    tests: textOfAll(code.filter(isTest)),
    product: textOfAll(code.filter((name) => !isTest(name))),
  };
  return read;
}

const squeezed = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

async function tenantTables(): Promise<ReadonlySet<string>> {
  const client = new pg.Client({ connectionString: withDatabase(inject('testServer'), inject('template')) });
  await client.connect();
  try {
    const { rows } = await client.query<{ relname: string }>(
      `select relname from pg_class
       join pg_attribute on attrelid = pg_class.oid and attname = 'organization_id'
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
    );
    return new Set(rows.map((row) => row.relname));
  } finally {
    await client.end();
  }
}
