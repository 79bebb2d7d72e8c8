import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';
import { ownerConnection } from './database.ts';
import { applicationRole, systemDoors } from './doors.ts';
import { Refusal } from './errors.ts';
import { becomeMember } from './roles.ts';
import { installWordSearch } from './word-search.ts';

const folder = new URL('../../migrations/', import.meta.url);

/** Arbitrary, fixed: one migrator at a time on a database. */
const migratorLock = 7_351_944_021;

export interface MigrationReport {
  applied: string[];
  already: number;
  /** False where the database does not let misspelt words be found (docs/postgresql.md). */
  findsSimilar: boolean;
}

/** One forward-only file of plain SQL. */
interface Migration {
  name: string;
  hash: string;
  statements: string[];
}

/**
 * Brings the database to this version's schema: roles, then every migration not yet applied, the search for words, the views.
 * Needs a login that may create roles and schemas (docs/postgresql.md says what to grant on a managed database).
 * @throws Refusal `schema_newer` when the database was migrated by a later version, `migration_changed` when a file differs from what was applied
 */
export async function migrate(url: string, views: readonly NamedView[]): Promise<MigrationReport> {
  const client = ownerConnection(url);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migratorLock]);
    await createRoles(client);
    await createLedger(client);
    const report = await applyMigrations(client, readMigrations());
    const findsSimilar = await installWordSearch(client);
    await replaceViews(client, views);
    return { ...report, findsSimilar };
  } finally {
    await client.end();
  }
}

export interface NamedView {
  name: string;
  comment: string;
  text: string;
}

/** Splits a migration into its statements: a blank line after a semicolon parts them. */
export function splitStatements(text: string): string[] {
  return text
    .split(/;[ \t]*\n(?:[ \t]*\n|$)/)
    .map((part) => part.trim())
    .filter((part) => part.replace(/--[^\n]*/g, '').trim() !== '');
}

async function createRoles(client: pg.Client): Promise<void> {
  const roles = [applicationRole, ...Object.values(systemDoors).map((door) => door.role)];
  for (const role of roles) {
    // Roles belong to the whole server: another database's migrator may be creating the same one now.
    await client.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = '${role}') then
          create role ${role} nologin nosuperuser nobypassrls nocreatedb nocreaterole;
        end if;
      exception when duplicate_object or unique_violation then null;
      end $$`);
    await becomeMember(client, role);
  }
  for (const door of Object.values(systemDoors)) {
    if (door.schema) await client.query(`create schema if not exists ${door.schema} authorization ${door.role}`);
  }
  await client.query(`grant usage on schema public to ${roles.join(', ')}`);
}

async function createLedger(client: pg.Client): Promise<void> {
  await client.query('create schema if not exists app');
  await client.query(`create table if not exists app.migrations (
    name text primary key, hash text not null, applied_at timestamptz not null default now())`);
}

async function applyMigrations(
  client: pg.Client,
  migrations: readonly Migration[],
): Promise<Pick<MigrationReport, 'applied' | 'already'>> {
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from app.migrations order by name',
  );
  const applied = new Map(rows.map((row) => [row.name, row.hash]));
  refuseStrangers(applied, migrations);

  const waiting = migrations.filter((migration) => !applied.has(migration.name));
  for (const migration of waiting) await applyMigration(client, migration);
  return { applied: waiting.map((migration) => migration.name), already: applied.size };
}

function refuseStrangers(applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.hash]));
  for (const [name, hash] of applied) {
    if (!known.has(name)) {
      throw new Refusal(
        'schema_newer',
        `This database was migrated by a newer version of Regulars (${name}). Start that version.`,
      );
    }
    if (known.get(name) !== hash) {
      throw new Refusal('migration_changed', `Migration ${name} differs from the one this database was made with.`);
    }
  }
}

async function applyMigration(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    for (const statement of migration.statements) await client.query(statement);
    await client.query('insert into app.migrations (name, hash) values ($1, $2)', [migration.name, migration.hash]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** Views are made anew when their text changed; nothing depends on them but people's own consoles. */
async function replaceViews(client: pg.Client, views: readonly NamedView[]): Promise<void> {
  const hash = sha256(JSON.stringify(views));
  const { rows } = await client.query(`select obj_description('app'::regnamespace) as hash`);
  if (rows[0]?.hash === hash) return;
  await client.query('begin');
  try {
    for (const view of [...views].reverse()) await client.query(`drop view if exists ${view.name}`);
    for (const view of views) {
      await client.query(`create view ${view.name} with (security_invoker = true) as\n${view.text}`);
      await client.query(`comment on view ${view.name} is '${view.comment.replaceAll("'", "''")}'`);
      await client.query(`grant select on ${view.name} to ${applicationRole}`);
    }
    await client.query(`comment on schema app is '${hash}'`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** The migrations of this version, in the order in which they are applied. */
export function migrationNames(): string[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name))
    .sort();
}

function readMigrations(): Migration[] {
  return migrationNames().map((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    return { name, hash: sha256(text), statements: splitStatements(text) };
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
