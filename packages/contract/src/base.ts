import { oc } from '@orpc/contract';
import * as z from 'zod';

/** What a caller may do. A route without one does not register. `public` is spelt out, never implied. */
export const permissions = [
  'public',
  'metrics:read',
  'customers:read',
  'customers:contact',
  'customers:export',
  'records:write',
  'organization:read',
  'organization:manage',
  // One's own account and sessions: whoever is signed in has it, in no organization too; a key never.
  'account:own',
] as const;
export type Permission = (typeof permissions)[number];

/** How an endpoint is declared: with the permission it asks for. */
export const endpoint = (permission: Permission) => oc.$meta<{ permission: Permission }>({ permission });

/** Money in minor units of the currency that stands beside it; kept to the integers JSON carries exactly. */
export const minor = z.int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);

/** An amount that one record may hold: sums of thousands of them are still exact. */
export const amount = z.int().min(-1e12).max(1e12);

/** ISO 4217 code. */
export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'a three-letter ISO 4217 code such as GBP');

const withinTheRecords = (text: string) => {
  const year = new Date(text).getUTCFullYear();
  return year >= 1900 && year < 2200;
};
const yearsOfTheRecords = { error: 'a date between the years 1900 and 2199' };

/** The same instant in UTC; what is no instant stays as it is, for the check that refuses it. */
function inUtc(text: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : at.toISOString();
}

/** An instant, RFC 3339 with offset, within the years the records may hold. Read as UTC: PostgreSQL knows no offset of a day. */
export const instant = z.iso
  .datetime({ offset: true, error: 'an instant with its offset, such as 2026-06-30T14:30:00Z' })
  .refine(withinTheRecords, yearsOfTheRecords)
  .overwrite(inUtc);

/** A local calendar date of the organization. */
export const localDate = z.iso.date();

/** A local calendar date that a record may hold: within the same years. */
export const recordedDate = localDate.refine(withinTheRecords, yearsOfTheRecords);

/** What every answer about an organization's figures says of itself. */
export const stamp = { currency: currencyCode, as_of: instant, today: localDate };

/** A fraction: 0.25 is 25 %. */
export const fraction = z.number();

/** The moment a reading is asked for: a date (its last instant) or an instant; left out: now. */
export const moment = z
  .union([recordedDate, instant], { error: 'a date such as 2026-06-30, or an instant such as 2026-06-30T14:30:00Z' })
  .optional();

/** What people wrote: neither NUL nor lone surrogates, which cannot be stored. */
export const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL cannot be stored, and lone surrogates are not text
    .refine((value) => !/\u0000/.test(value) && value.isWellFormed(), {
      error: 'text without NUL and lone surrogates',
    });
