import { sql } from 'kysely';
import type { Databases } from '../../platform/database.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Thresholds } from './thresholds.ts';

export interface OrganizationRow {
  slug: string;
  name: string;
  country: string | null;
  currency: string;
  currency_digits: number;
  time_zone: string;
  values_by: 'total' | 'goods';
  bookings_complete_themselves: boolean;
  is_demo: boolean;
}

/** An organization as the directory knows it. */
export interface DirectoryEntry {
  organizationId: string;
  slug: string;
  timeZone: string;
}

// ── The directory: before an organization is known ──────────────────────────────────────────────────────────────────

export async function entryBySlug(databases: Databases, slug: string): Promise<DirectoryEntry | null> {
  const row = await directory(databases).where('slug', '=', slug).executeTakeFirst();
  return row ?? null;
}

export async function allEntries(databases: Databases): Promise<DirectoryEntry[]> {
  return await directory(databases).orderBy('slug').execute();
}

/** The organizations an account was ever a member of: `members` says of which it still is. */
export async function entriesOfAccount(
  databases: Databases,
  accountId: string,
  slug: string | null,
  limit: number,
): Promise<DirectoryEntry[]> {
  let entries = directory(databases)
    .where('organization_id', 'in', (eb) =>
      eb.selectFrom('account_directory').select('organization_id').where('account_id', '=', accountId),
    )
    .orderBy('slug')
    .limit(limit);
  if (slug !== null) entries = entries.where('slug', '=', slug);
  return await entries.execute();
}

export async function entryOfKey(databases: Databases, authKeyId: string): Promise<DirectoryEntry | null> {
  const row = await directory(databases)
    .where('organization_id', 'in', (eb) =>
      eb.selectFrom('key_directory').select('organization_id').where('auth_key_id', '=', authKeyId),
    )
    .executeTakeFirst();
  return row ?? null;
}

function directory(databases: Databases) {
  return databases
    .door('directory')
    .selectFrom('organization_directory')
    .select(['organization_id as organizationId', 'slug', 'time_zone as timeZone']);
}

/** @returns false when the slug is another organization's */
export async function addToDirectory(scope: Scope, slug: string, timeZone: string): Promise<boolean> {
  const result = await scope.db
    .insertInto('organization_directory')
    .values({ organization_id: scope.organizationId, slug, time_zone: timeZone })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** @returns false when the slug is another shop's */
export async function addShopSlug(scope: Scope, slug: string, locationId: string): Promise<boolean> {
  const result = await scope.db
    .insertInto('shop_slug_directory')
    .values({ organization_id: scope.organizationId, slug, location_id: locationId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

// ── The organization ────────────────────────────────────────────────────────────────────────────────────────────────

export async function insertOrganization(
  scope: Scope,
  organization: OrganizationRow,
  thresholds: Thresholds,
): Promise<void> {
  const { organizationId: organization_id, now } = scope;
  await scope.db
    .insertInto('organizations')
    .values({ organization_id, ...organization, created_at: now })
    .execute();
  await scope.db
    .insertInto('thresholds')
    .values({ organization_id, ...thresholds })
    .execute();
}

/** PostgreSQL's own list of zones and ours differ in age: both must know the name. */
export async function databaseKnowsTimeZone(databases: Databases, timeZone: string): Promise<boolean> {
  try {
    await sql`select now() at time zone ${timeZone}`.execute(databases.door('directory'));
    return true;
  } catch (error) {
    // invalid_parameter_value: time zone not recognized
    if (error instanceof Error && 'code' in error && error.code === '22023') return false;
    throw error;
  }
}

export async function readOrganization(scope: Scope): Promise<OrganizationRow> {
  const row = await scope.db
    .selectFrom('organizations')
    .select(['slug', 'name', 'country', 'currency', 'currency_digits', 'time_zone'])
    .select(['values_by', 'bookings_complete_themselves', 'is_demo'])
    .where('organization_id', '=', scope.organizationId)
    .executeTakeFirstOrThrow();
  return { ...row, values_by: row.values_by === 'goods' ? 'goods' : 'total' };
}

export async function readThresholds(scope: Scope): Promise<Thresholds> {
  const { organization_id: _, ...thresholds } = await scope.db
    .selectFrom('thresholds')
    .selectAll()
    .where('organization_id', '=', scope.organizationId)
    .executeTakeFirstOrThrow();
  return thresholds;
}

export async function insertLocation(
  scope: Scope,
  location: { location_id: string; kind: string; name: string; external_id: string },
): Promise<boolean> {
  const result = await scope.db
    .insertInto('locations')
    .values({ organization_id: scope.organizationId, ...location, created_at: scope.now })
    .onConflict((conflict) => conflict.columns(['organization_id', 'source', 'external_id']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function readLocations(scope: Scope): Promise<{ location_id: string; kind: string; name: string }[]> {
  let locations = scope.db
    .selectFrom('locations')
    .select(['location_id', 'kind', 'name'])
    .where('organization_id', '=', scope.organizationId)
    .orderBy('name')
    .orderBy('location_id');
  if (scope.locations !== 'all') locations = locations.where('location_id', 'in', atLeastOne(scope.locations));
  return await locations.execute();
}

/** The channels the organization has sold through. */
export async function readChannels(scope: Scope): Promise<string[]> {
  let channels = scope.db
    .selectFrom('day_facts')
    .select('channel')
    .distinct()
    .where('organization_id', '=', scope.organizationId)
    .orderBy('channel');
  if (scope.locations !== 'all') channels = channels.where('location_id', 'in', atLeastOne(scope.locations));
  return (await channels.execute()).map((row) => row.channel);
}

/** When the first or the last order happened, of those that count now. */
export async function readEndOfHistory(scope: Scope, end: 'first' | 'last'): Promise<Date | null> {
  let orders = scope.db
    .selectFrom('orders')
    .select('happened_at')
    .where('organization_id', '=', scope.organizationId)
    .where('counts_at', '<=', scope.now)
    .where('happened_at', '<=', scope.now)
    .where((eb) => eb.or([eb('uncounts_at', 'is', null), eb('uncounts_at', '>', scope.now)]))
    .orderBy('happened_at', end === 'first' ? 'asc' : 'desc')
    .limit(1);
  if (scope.locations !== 'all') orders = orders.where('location_id', 'in', atLeastOne(scope.locations));
  return (await orders.executeTakeFirst())?.happened_at ?? null;
}

// ── Members and keys ────────────────────────────────────────────────────────────────────────────────────────────────

export interface MemberRow {
  member_id: string;
  account_id: string;
  role: string;
  every_location: boolean;
  removed_at: Date | null;
}

export async function readMember(scope: Scope, accountId: string): Promise<MemberRow | null> {
  const row = await scope.db
    .selectFrom('members')
    .select(['member_id', 'account_id', 'role', 'every_location', 'removed_at'])
    .where('organization_id', '=', scope.organizationId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row ?? null;
}

export async function hasMembers(scope: Scope): Promise<boolean> {
  const row = await scope.db
    .selectFrom('members')
    .select('member_id')
    .where('organization_id', '=', scope.organizationId)
    .where('removed_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** A member who comes back keeps their id. */
export async function putMember(
  scope: Scope,
  member: { member_id: string; account_id: string; role: string; every_location: boolean },
): Promise<string> {
  const { member_id } = await scope.db
    .insertInto('members')
    .values({ organization_id: scope.organizationId, ...member, created_at: scope.now, removed_at: null })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'account_id']).doUpdateSet((eb) => ({
        role: eb.ref('excluded.role'),
        every_location: eb.ref('excluded.every_location'),
        removed_at: null,
      })),
    )
    .returning('member_id')
    .executeTakeFirstOrThrow();
  await scope.db
    .insertInto('account_directory')
    .values({ account_id: member.account_id, organization_id: scope.organizationId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return member_id;
}

export async function markMemberRemoved(scope: Scope, accountId: string): Promise<boolean> {
  const result = await scope.db
    .updateTable('members')
    .set({ removed_at: scope.now })
    .where('organization_id', '=', scope.organizationId)
    .where('account_id', '=', accountId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function readMemberLocations(scope: Scope, memberId: string): Promise<string[]> {
  const rows = await scope.db
    .selectFrom('member_locations')
    .select('location_id')
    .where('organization_id', '=', scope.organizationId)
    .where('member_id', '=', memberId)
    .execute();
  return rows.map((row) => row.location_id);
}

export async function replaceMemberLocations(
  scope: Scope,
  memberId: string,
  locationIds: readonly string[],
): Promise<void> {
  const { organizationId: organization_id } = scope;
  await scope.db
    .deleteFrom('member_locations')
    .where('organization_id', '=', organization_id)
    .where('member_id', '=', memberId)
    .execute();
  if (locationIds.length === 0) return;
  await scope.db
    .insertInto('member_locations')
    .values(locationIds.map((location_id) => ({ organization_id, member_id: memberId, location_id })))
    .execute();
}

export interface KeyRow {
  api_key_id: string;
  auth_key_id: string;
  name: string;
  permissions: string[];
  created_by: string;
  created_at: Date;
  revoked_at: Date | null;
}

export async function insertKey(scope: Scope, key: Omit<KeyRow, 'created_at' | 'revoked_at'>): Promise<void> {
  const { organizationId: organization_id } = scope;
  await scope.db
    .insertInto('api_keys')
    .values({ organization_id, ...key, created_at: scope.now })
    .execute();
  await scope.db.insertInto('key_directory').values({ auth_key_id: key.auth_key_id, organization_id }).execute();
}

export async function readKeys(scope: Scope): Promise<KeyRow[]> {
  return await keys(scope).orderBy('created_at').limit(1000).execute();
}

export async function readKey(scope: Scope, by: 'api_key_id' | 'auth_key_id', id: string): Promise<KeyRow | null> {
  return (await keys(scope).where(by, '=', id).executeTakeFirst()) ?? null;
}

function keys(scope: Scope) {
  return scope.db
    .selectFrom('api_keys')
    .select(['api_key_id', 'auth_key_id', 'name', 'permissions', 'created_by', 'created_at', 'revoked_at'])
    .where('organization_id', '=', scope.organizationId);
}

export async function markKeyRevoked(scope: Scope, apiKeyId: string): Promise<void> {
  await scope.db
    .updateTable('api_keys')
    .set({ revoked_at: scope.now })
    .where('organization_id', '=', scope.organizationId)
    .where('api_key_id', '=', apiKeyId)
    .where('revoked_at', 'is', null)
    .execute();
}

/** SQL has no empty list; no row has this id. */
function atLeastOne(ids: readonly string[]): readonly string[] {
  return ids.length > 0 ? ids : ['ffffffff-ffff-ffff-ffff-ffffffffffff'];
}
