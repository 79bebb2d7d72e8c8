import { createHash } from 'node:crypto';
import { type Permission, permissions } from '@regulars/contract/base.ts';
import { type OrganizationSummary, slug as slugShape } from '@regulars/contract/organizations.ts';
import type { SignedIn } from '../../platform/accounts/accounts.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Caller, Identify } from '../../platform/http/caller.ts';
import { type Principal, systemPrincipal, withScope } from '../../platform/scope.ts';
import type { WorldWithAccounts } from './keys.ts';
import { ShortMemory } from './memory.ts';
import { organizationSummary } from './organizations.ts';
import * as queries from './queries.ts';
import { permissionsByRole, type Role, roles } from './roles.ts';

/** A place in an organization, found for a member or a key. */
interface Place {
  organization: OrganizationSummary;
  principal: Principal;
}

/** Organizations of one account that are looked at to find its first by name. */
const most_organizations = 200;

/** What was found stays known for at most 5 s; a changed right is forgotten at once, by notice. */
const memory = { life_ms: 5_000, size: 1_000 };

export interface Doorkeeper {
  /** From a session or a key to a principal. A key wins over a cookie, and a wrong key is not made good by one. */
  identify: Identify;
  /** To be called when rights have changed. */
  forget(): void;
}

export function openDoorkeeper(world: WorldWithAccounts): Doorkeeper {
  const keys = new ShortMemory<Place>(memory);
  const members = new ShortMemory<Place[]>(memory);

  const identify: Identify = async (headers, organization) => {
    const authorization = headers.get('authorization');
    if (authorization !== null) {
      const secret = /^Bearer +(\S{1,200})$/i.exec(authorization)?.[1];
      if (secret === undefined) return null;
      const place = await keys.recall(digest(secret), () => placeOfKey(world, secret));
      return place && keyCaller(place, organization);
    }
    if (!headers.get('cookie')?.includes('regulars.')) return null;
    const signedIn = await world.accounts.findSession(headers);
    if (!signedIn) return null;
    const places = async (slug: string | null) =>
      (await members.recall(JSON.stringify([signedIn.accountId, slug]), () =>
        placesOfAccount(world, signedIn, slug),
      )) ?? [];
    return await memberCaller(signedIn, places, organization);
  };

  return {
    identify,
    forget: () => {
      keys.forget();
      members.forget();
    },
  };
}

function keyCaller({ organization, principal }: Place, wanted: string | null): Caller {
  if (wanted !== null && wanted !== organization.slug) throw unknownOrganization();
  return { actor: actorOf(principal, 'key'), principal, cookies: [], organizations: async () => [organization] };
}

async function memberCaller(
  { accountId, name, cookies }: SignedIn,
  places: (slug: string | null) => Promise<Place[]>,
  wanted: string | null,
): Promise<Caller> {
  if (wanted !== null && !slugShape.safeParse(wanted).success) throw unknownOrganization();
  const [place] = await places(wanted);
  if (wanted !== null && !place) throw unknownOrganization();
  return {
    actor: { kind: 'member', id: accountId, name },
    principal: place?.principal ?? null,
    cookies,
    organizations: async () => (await places(null)).map((one) => one.organization),
  };
}

/** Where the key leads: null for one that is unknown, disabled or revoked. */
async function placeOfKey(world: WorldWithAccounts, secret: string): Promise<Place | null> {
  const authKeyId = await world.accounts.verifyKey(secret);
  const entry = authKeyId && (await queries.entryOfKey(world.databases, authKeyId));
  if (!authKeyId || !entry) return null;
  return await withScope(world, lookingUp(entry.organizationId), async (scope) => {
    const key = await queries.readKey(scope, 'auth_key_id', authKeyId);
    if (!key || key.revoked_at) return null;
    return {
      organization: await organizationSummary(scope),
      principal: {
        organizationId: entry.organizationId,
        actor: { kind: 'key' as const, id: key.api_key_id, name: key.name },
        permissions: new Set(key.permissions.filter(isPermission)),
        locations: 'all' as const,
      },
    };
  });
}

/** The account's places by the organization's name; with a slug only that one. */
async function placesOfAccount(
  world: WorldWithAccounts,
  account: SignedIn,
  slug: string | null,
): Promise<Place[] | null> {
  const entries = await queries.entriesOfAccount(world.databases, account.accountId, slug, most_organizations);
  const places = await Promise.all(entries.map((entry) => placeOfMember(world, entry.organizationId, account)));
  const found = places.filter((place) => place !== null);
  if (found.length === 0) return null;
  return found.sort(
    (a, b) =>
      a.organization.name.localeCompare(b.organization.name, 'en') ||
      (a.organization.slug < b.organization.slug ? -1 : 1),
  );
}

async function placeOfMember(
  world: WorldWithAccounts,
  organizationId: string,
  account: SignedIn,
): Promise<Place | null> {
  return await withScope(world, lookingUp(organizationId), async (scope) => {
    const member = await queries.readMember(scope, account.accountId);
    if (!member || member.removed_at) return null;
    return {
      organization: await organizationSummary(scope),
      principal: {
        organizationId,
        actor: { kind: 'member' as const, id: account.accountId, name: account.name },
        permissions: new Set(isRole(member.role) ? permissionsByRole[member.role] : []),
        locations: member.every_location
          ? ('all' as const)
          : await queries.readMemberLocations(scope, member.member_id),
      },
    };
  });
}

function lookingUp(organizationId: string): Principal {
  return systemPrincipal(organizationId, 'doorkeeper', []);
}

/** The same for an organization that is not there and for one that is somebody else's. */
function unknownOrganization(): Refusal {
  return new Refusal('unknown_organization', 'There is no such organization', { status: 404 });
}

function actorOf(principal: Principal, kind: 'key'): Caller['actor'] {
  return { ...principal.actor, kind };
}

function isPermission(text: string): text is Permission {
  return text !== 'public' && (permissions as readonly string[]).includes(text);
}

function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

/** Secrets are not kept in memory. */
function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64');
}
