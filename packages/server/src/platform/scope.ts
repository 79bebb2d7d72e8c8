import type { Permission } from '@regulars/contract/base.ts';
import { sql, type Transaction } from 'kysely';
import { type Clock, systemClock } from './clock.ts';
import type { Databases, Tables } from './database.ts';
import { Refusal, TryAgain } from './errors.ts';
import { limitedTo } from './time-keeper.ts';

export interface Actor {
  kind: 'member' | 'key' | 'system';
  /** The account's or key's id; a system actor's name. Never a person's name. */
  id: string;
  name: string;
}

/** Who acts, where, and what they may: found by a door before any transaction opens. */
export interface Principal {
  organizationId: string;
  actor: Actor;
  permissions: ReadonlySet<Permission>;
  /** The locations they may see. */
  locations: 'all' | readonly string[];
}

/** The first parameter of everything that touches the world. */
export interface Scope extends Principal {
  /** The transaction, already under the organization's policy. */
  db: Transaction<Tables>;
  now: Date;
  /** The folder of the files that were sent to us; null where there is none. */
  uploads: string | null;
}

export interface World {
  databases: Databases;
  clock?: Clock;
  /** The folder of the files that were sent to us. */
  uploads?: string;
  /** What somebody waits for is stopped after this long, so that one great question does not keep everybody; none: the database's own limit. */
  readLimit_ms?: number;
}

/** One transaction in an organization. A deadlock, a serialization failure or a lost race is tried again: the work must be safe to run twice. */
export async function withScope<T>(world: World, principal: Principal, work: (scope: Scope) => Promise<T>): Promise<T> {
  const attempts = 8;
  for (let attempt = 1; ; attempt++) {
    try {
      return await transact(world, principal, work);
    } catch (error) {
      if (attempt === attempts || !isRetryable(error)) throw error;
      await new Promise((resume) => setTimeout(resume, attempt * 20 * Math.random()));
    }
  }
}

/** The same for a read that somebody waits for: it is stopped at the world's limit. */
export async function withReadScope<T>(
  world: World,
  principal: Principal,
  read: (scope: Scope) => Promise<T>,
): Promise<T> {
  const { readLimit_ms } = world;
  if (readLimit_ms === undefined) return await withScope(world, principal, read);
  return await withScope(world, principal, async (scope) => {
    await sql.raw(limitedTo(readLimit_ms)).execute(scope.db);
    return await read(scope);
  });
}

/** This transaction may take as long as it takes: for jobs, and a person at the command line. */
export async function allowLongWork(scope: Scope): Promise<void> {
  await sql.raw(limitedTo(0)).execute(scope.db);
}

async function transact<T>(world: World, principal: Principal, work: (scope: Scope) => Promise<T>): Promise<T> {
  const now = (world.clock ?? systemClock)();
  return await world.databases.app.transaction().execute(async (db) => {
    await sql`select app.use_organization(${principal.organizationId})`.execute(db);
    return await work({ ...principal, db, now, uploads: world.uploads ?? null });
  });
}

/** Refuses what the principal may not do. */
export function demand(principal: Principal, permission: Permission): void {
  if (permission !== 'public' && !principal.permissions.has(permission)) {
    throw new Refusal('not_permitted', `This needs the permission ${permission}`, { status: 403 });
  }
}

/** The principal of Regulars itself at work in an organization: jobs, the command line, set-up. */
export function systemPrincipal(organizationId: string, name: string, permissions: readonly Permission[]): Principal {
  return {
    organizationId,
    actor: { kind: 'system', id: name, name },
    permissions: new Set(permissions),
    locations: 'all',
  };
}

function isRetryable(error: unknown): boolean {
  if (error instanceof TryAgain) return true;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === '40P01' || code === '40001';
}
