import { randomUUIDv7 } from 'node:crypto';
import type { Permission } from '@regulars/contract/base.ts';
import type { Accounts } from '../../platform/accounts/accounts.ts';
import { Refusal } from '../../platform/errors.ts';
import { notify } from '../../platform/events/notices.ts';
import { systemPrincipal, type World, withScope } from '../../platform/scope.ts';
import * as queries from './queries.ts';
import { keyPermissions } from './roles.ts';

export interface WorldWithAccounts extends World {
  accounts: Accounts;
}

export interface NewKey {
  name: string;
  /** Default: everything but changing the organization. */
  permissions?: readonly Permission[];
  /** Who makes it; default the owner at this machine. */
  accountId?: string;
}

export interface MadeKey {
  api_key_id: string;
  organization: string;
  name: string;
  permissions: readonly Permission[];
  /** Shown this once. Sent as `Authorization: Bearer …`. */
  secret: string;
}

/**
 * A key for programs, tied to one organization.
 * @throws Refusal `unknown_organization` (404), `invalid_name`
 */
export async function createKey(world: WorldWithAccounts, slug: string, wanted: NewKey): Promise<MadeKey> {
  const principal = await manager(world, slug);
  const name = wanted.name.trim();
  if (name.length < 1 || name.length > 100)
    throw new Refusal('invalid_name', 'A key has a name of 1 to 100 characters', { where: 'name' });
  const permissions = wanted.permissions ?? keyPermissions;
  const accountId = wanted.accountId ?? (await world.accounts.createLocalOwner());
  const { keyId, secret } = await world.accounts.issueKey({ accountId, name });
  const api_key_id = randomUUIDv7();
  await withScope(world, principal, (scope) =>
    queries.insertKey(scope, {
      api_key_id,
      auth_key_id: keyId,
      name,
      permissions: [...permissions],
      created_by: accountId,
    }),
  );
  return { api_key_id, organization: slug, name, permissions, secret };
}

/** The keys of an organization, also the revoked ones. Never a secret. */
export async function listKeys(world: World, slug: string): Promise<Omit<queries.KeyRow, 'auth_key_id'>[]> {
  const keys = await withScope(world, await manager(world, slug), queries.readKeys);
  return keys.map(({ auth_key_id: _, ...key }) => key);
}

/**
 * Ends a key, in every server process at once. Safe to call twice.
 * @throws Refusal `unknown_organization`, `unknown_key` (404)
 */
export async function revokeKey(world: WorldWithAccounts, slug: string, apiKeyId: string): Promise<void> {
  const unknown = () => new Refusal('unknown_key', 'There is no such key', { status: 404 });
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(apiKeyId)) throw unknown();
  const key = await withScope(world, await manager(world, slug), async (scope) => {
    const found = await queries.readKey(scope, 'api_key_id', apiKeyId);
    if (!found) throw unknown();
    await queries.markKeyRevoked(scope, apiKeyId);
    await notify(scope.db, 'access', scope.organizationId);
    return found;
  });
  await world.accounts.disableKey({ accountId: key.created_by, keyId: key.auth_key_id });
}

async function manager(world: World, slug: string) {
  const organization = await queries.entryBySlug(world.databases, slug);
  if (!organization) throw new Refusal('unknown_organization', 'There is no such organization', { status: 404 });
  return systemPrincipal(organization.organizationId, 'keys', ['organization:manage']);
}
