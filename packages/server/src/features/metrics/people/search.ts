import type { RawBuilder } from 'kysely';
import type { Scope } from '../../../platform/scope.ts';
import { phoneBeginnings } from '../../customers/customers.ts';
import type { Settings } from '../../organizations/organizations.ts';
import * as queries from './search-queries.ts';

export interface Found {
  by: 'beginning' | 'likeness';
  /** Their ids; by likeness the most alike first. Many are a query. */
  customers: readonly string[] | RawBuilder<{ customer_id: string }>;
}

/**
 * Whom somebody may mean who types this: names any word of which begins so, in any order; numbers at a source, e-mail and phone that
 * begin so. Where nothing does, names that are alike. E-mail and phone only for who may see them.
 */
export async function findCustomers(scope: Scope, settings: Settings, typed: string): Promise<Found> {
  const { words, findsSimilar } = await queries.readWords(scope, typed);
  const asked = {
    number: typed.trim().toLowerCase(),
    words,
    findsSimilar,
    ...(scope.permissions.has('customers:contact') && {
      email: typed.trim().toLowerCase(),
      phones: phoneBeginnings(typed, settings.country),
    }),
  };
  const begin = queries.beginningSo(scope, asked);
  const few = await queries.few(scope, begin);
  if (few === null) return { by: 'beginning', customers: begin };
  const alike = few.length === 0 && findsSimilar && words.length > 0 ? await queries.namedAlike(scope, words) : [];
  return alike.length > 0 ? { by: 'likeness', customers: alike } : { by: 'beginning', customers: few };
}
