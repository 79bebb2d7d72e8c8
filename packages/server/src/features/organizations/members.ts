import { randomUUIDv7 } from 'node:crypto';
import { Refusal } from '../../platform/errors.ts';
import { notify } from '../../platform/events/notices.ts';
import { type Scope, systemPrincipal, type World, withScope } from '../../platform/scope.ts';
import * as queries from './queries.ts';
import type { Role } from './roles.ts';

export interface NewMember {
  accountId: string;
  role: Role;
  /** The locations they may see; default all. */
  locations?: 'all' | readonly string[];
}

/**
 * Lets an account into the organization, or changes its role and locations.
 * @throws Refusal `unknown_location`
 */
export async function addMember(scope: Scope, { accountId, role, locations = 'all' }: NewMember): Promise<string> {
  const memberId = await queries.putMember(scope, {
    member_id: randomUUIDv7(),
    account_id: accountId,
    role,
    every_location: locations === 'all',
  });
  await queries.replaceMemberLocations(scope, memberId, locations === 'all' ? [] : await known(scope, locations));
  await notify(scope.db, 'access', scope.organizationId);
  return memberId;
}

/** Shuts the account out from now on. Says false when it was no member. */
export async function removeMember(scope: Scope, accountId: string): Promise<boolean> {
  const removed = await queries.markMemberRemoved(scope, accountId);
  if (removed) await notify(scope.db, 'access', scope.organizationId);
  return removed;
}

export async function putOwner(scope: Scope, accountId: string): Promise<void> {
  await addMember(scope, { accountId, role: 'owner' });
}

/** Gives every organization that nobody belongs to an owner: what the command line made before anyone had signed in. */
export async function adoptOrganizations(world: World, accountId: string): Promise<void> {
  for (const { organizationId } of await queries.allEntries(world.databases)) {
    await withScope(world, systemPrincipal(organizationId, 'set-up', ['organization:manage']), async (scope) => {
      if (!(await queries.hasMembers(scope))) await putOwner(scope, accountId);
    });
  }
}

async function known(scope: Scope, locationIds: readonly string[]): Promise<string[]> {
  const places = new Set((await queries.readLocations(scope)).map((location) => location.location_id));
  const wanted = [...new Set(locationIds)];
  if (!wanted.every((id) => places.has(id))) {
    throw new Refusal('unknown_location', 'There is no such location', { status: 404, where: 'locations' });
  }
  return wanted;
}
