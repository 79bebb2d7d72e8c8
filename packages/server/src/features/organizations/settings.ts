import type { Thresholds } from '../../../migrations/tables.ts';
import { invariant } from '../../platform/errors.ts';
import type { Scope } from '../../platform/scope.ts';

/** What the other features need to know of the organization: its money, its zone, its thresholds. */
export interface Settings {
  slug: string;
  country: string | null;
  currency: string;
  currencyDigits: number;
  timeZone: string;
  valuesBy: 'total' | 'goods';
  bookingsCompleteThemselves: boolean;
  thresholds: Omit<Thresholds, 'organization_id'>;
}

/** The settings of the organization of this scope, read in its transaction. */
export async function readSettings(scope: Scope): Promise<Settings> {
  const row = await scope.db
    .selectFrom('organizations')
    .innerJoin('thresholds', 'thresholds.organization_id', 'organizations.organization_id')
    .selectAll('thresholds')
    .select([
      'slug',
      'country',
      'currency',
      'currency_digits',
      'time_zone',
      'values_by',
      'bookings_complete_themselves',
    ])
    .where('organizations.organization_id', '=', scope.organizationId)
    .where('thresholds.organization_id', '=', scope.organizationId)
    .executeTakeFirst();
  invariant(row, 'an organization has its settings');
  const { slug, country, currency, currency_digits, time_zone, values_by, bookings_complete_themselves, ...rest } = row;
  const { organization_id: _, ...thresholds } = rest;
  return {
    slug,
    country,
    currency,
    currencyDigits: currency_digits,
    timeZone: time_zone,
    valuesBy: values_by === 'goods' ? 'goods' : 'total',
    bookingsCompleteThemselves: bookings_complete_themselves,
    thresholds,
  };
}
