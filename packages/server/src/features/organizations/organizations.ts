import { randomUUIDv7 } from 'node:crypto';
import type { Permission } from '@regulars/contract/base.ts';
import type { OrganizationDetail, OrganizationSummary, Session } from '@regulars/contract/organizations.ts';
import { slug as slugShape } from '@regulars/contract/organizations.ts';
import { isTimeZone, localDate } from '../../platform/clock.ts';
import type { Databases } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { type Principal, type Scope, systemPrincipal, type World, withScope } from '../../platform/scope.ts';
import { currencyDigits } from './currencies.ts';
import { putOwner } from './members.ts';
import * as queries from './queries.ts';
import * as settings from './settings.ts';
import { assertThresholds, proposeThresholds, type Thresholds } from './thresholds.ts';

export type { Settings } from './settings.ts';

export interface NewOrganization {
  slug: string;
  name: string;
  /** ISO 3166 code: how local phone numbers are read. */
  country?: string;
  currency: string;
  time_zone: string;
  is_demo?: boolean;
  values_by?: 'total' | 'goods';
  bookings_complete_themselves?: boolean;
  /** Those that differ from what `proposeThresholds` says for the currency. */
  thresholds?: Partial<Thresholds>;
  /** The account that owns it. */
  owner?: string;
}

/**
 * Opens an organization with its thresholds and its place in the directory: all of it or nothing.
 * @throws Refusal `invalid_slug`, `slug_taken`, `invalid_name`, `invalid_country`, `unknown_currency`, `unknown_time_zone`, `thresholds_out_of_order`
 */
export async function createOrganization(world: World, wanted: NewOrganization): Promise<queries.DirectoryEntry> {
  const organization = await accept(world.databases, wanted);
  const thresholds = { ...proposeThresholds(organization.currency), ...wanted.thresholds };
  assertThresholds(thresholds);
  const founder = systemPrincipal(randomUUIDv7(), 'set-up', ['organization:manage']);
  return await withScope(world, founder, async (scope) => {
    await queries.insertOrganization(scope, organization, thresholds);
    if (!(await queries.addToDirectory(scope, organization.slug, organization.time_zone)))
      throw slugTaken(organization.slug);
    if (wanted.owner !== undefined) await putOwner(scope, wanted.owner);
    return { organizationId: scope.organizationId, slug: organization.slug, timeZone: organization.time_zone };
  });
}

/** Null when no organization has this slug. */
export async function findOrganization(databases: Databases, slug: string): Promise<queries.DirectoryEntry | null> {
  return slugShape.safeParse(slug).success ? await queries.entryBySlug(databases, slug) : null;
}

/** Every organization of the install, by slug: for schedules and the command line. */
export async function listOrganizations(databases: Databases): Promise<queries.DirectoryEntry[]> {
  return await queries.allEntries(databases);
}

/**
 * The same work in every organization, one after the other, as Regulars itself; one that fails does not keep the others from it.
 * @throws AggregateError of those that failed
 */
export async function inEachOrganization(
  world: World,
  permissions: readonly Permission[],
  work: (principal: Principal) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const { organizationId } of await listOrganizations(world.databases)) {
    await work(systemPrincipal(organizationId, 'jobs', permissions)).catch((error) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} organizations failed`);
}

export interface NewLocation {
  kind: 'branch' | 'shop' | 'venue';
  name: string;
  /** Its id where it comes from; default its own id. */
  external_id?: string;
  /** Public links of a shop. Unique in the whole install. */
  slugs?: readonly string[];
}

/** @throws Refusal `invalid_name`, `location_exists`, `invalid_slug`, `slug_taken` */
export async function addLocation(scope: Scope, wanted: NewLocation): Promise<string> {
  const location_id = randomUUIDv7();
  const external_id = wanted.external_id ?? location_id;
  const { kind, slugs = [] } = wanted;
  const added = await queries.insertLocation(scope, { location_id, kind, name: acceptName(wanted.name), external_id });
  if (!added)
    throw new Refusal('location_exists', `There is a location ${external_id} already`, {
      status: 409,
      where: 'external_id',
    });
  for (const slug of slugs) {
    if (!(await queries.addShopSlug(scope, acceptSlug(slug), location_id))) throw slugTaken(slug);
  }
  return location_id;
}

/** The organization of this scope, as the API shows it. */
export async function organizationDetail(scope: Scope): Promise<OrganizationDetail> {
  const organization = await queries.readOrganization(scope);
  const first = await queries.readEndOfHistory(scope, 'first');
  const last = await queries.readEndOfHistory(scope, 'last');
  return {
    ...summary(scope.organizationId, organization),
    values_by: organization.values_by,
    thresholds: { ...(await queries.readThresholds(scope)) },
    channels: await queries.readChannels(scope),
    locations: (await queries.readLocations(scope)).map((location) => ({
      ...location,
      kind: locationKind(location.kind),
    })),
    first_order_on: first && localDate(first, organization.time_zone),
    last_order_on: last && localDate(last, organization.time_zone),
    last_order_at: last?.toISOString() ?? null,
  };
}

/** The organization of this scope in short. */
export async function organizationSummary(scope: Scope): Promise<OrganizationSummary> {
  return summary(scope.organizationId, await queries.readOrganization(scope));
}

/** Who is asking, and which organizations they may look at. */
export async function sessionOf(caller: Caller): Promise<Session> {
  return {
    actor: { kind: caller.actor.kind, name: caller.actor.name },
    permissions: [...(caller.principal?.permissions ?? [])],
    organizations: await caller.organizations(),
  };
}

/** What the other features need to know of the organization: its money, its zone, its thresholds. */
export async function readSettings(scope: Scope): Promise<settings.Settings> {
  return await settings.readSettings(scope);
}

async function accept(databases: Databases, wanted: NewOrganization): Promise<queries.OrganizationRow> {
  const digits = currencyDigits(wanted.currency);
  if (digits === null) {
    throw new Refusal('unknown_currency', `${wanted.currency} is no ISO 4217 currency code`, { where: 'currency' });
  }
  if (wanted.country !== undefined && !/^[A-Z]{2}$/.test(wanted.country)) {
    throw new Refusal('invalid_country', `${wanted.country} is no ISO 3166 code such as GB`, { where: 'country' });
  }
  return {
    slug: acceptSlug(wanted.slug),
    name: acceptName(wanted.name),
    country: wanted.country ?? null,
    currency: wanted.currency,
    currency_digits: digits,
    time_zone: await acceptTimeZone(databases, wanted.time_zone),
    values_by: wanted.values_by ?? 'total',
    bookings_complete_themselves: wanted.bookings_complete_themselves ?? true,
    is_demo: wanted.is_demo ?? false,
  };
}

function acceptSlug(slug: string): string {
  const parsed = slugShape.safeParse(slug);
  if (!parsed.success)
    throw new Refusal('invalid_slug', 'A slug has lower-case letters, digits and hyphens, at most 63', {
      where: 'slug',
    });
  return parsed.data;
}

function acceptName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length < 1 || trimmed.length > 200 || trimmed.includes('\u0000') || !trimmed.isWellFormed()) {
    throw new Refusal('invalid_name', 'A name has 1 to 200 characters', { where: 'name' });
  }
  return trimmed;
}

/** As its owners write it: `europe/london` is kept as `Europe/London`. */
async function acceptTimeZone(databases: Databases, timeZone: string): Promise<string> {
  const known = isTimeZone(timeZone) && (await queries.databaseKnowsTimeZone(databases, timeZone));
  if (!known) {
    throw new Refusal('unknown_time_zone', `${timeZone} is no IANA time zone such as Europe/London`, {
      where: 'time_zone',
    });
  }
  return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone).timeZoneId;
}

function slugTaken(slug: string): Refusal {
  return new Refusal('slug_taken', `The slug ${slug} is taken`, { status: 409, where: 'slug' });
}

function summary(organization_id: string, row: queries.OrganizationRow): OrganizationSummary {
  const { slug, name, currency, currency_digits, time_zone, is_demo } = row;
  return { organization_id, slug, name, currency, currency_digits, time_zone, is_demo };
}

function locationKind(kind: string): NewLocation['kind'] {
  return kind === 'branch' || kind === 'shop' ? kind : 'venue';
}
