import { randomUUIDv7 } from 'node:crypto';
import { Refusal, TryAgain } from '../../platform/errors.ts';
import type { Scope } from '../../platform/scope.ts';
import { seesLocation } from './own-places.ts';
import * as queries from './queries.ts';
import { recordKey } from './versions.ts';

/**
 * Finds the places that records name, by their external id or ours. Who sees some locations only names one of these.
 * @throws Refusal `unknown_location`, `location_missing`
 */
export async function placesOf(
  scope: Scope,
  records: readonly { location?: string | undefined }[],
): Promise<(string | null)[]> {
  if (scope.locations !== 'all' && !records.every((record) => record.location)) {
    throw new Refusal('location_missing', 'Tell which of your locations this is of', { where: 'location' });
  }
  if (records.every((record) => !record.location)) return records.map(() => null);
  const known = new Map<string, string>();
  for (const { location_id, external_id } of await queries.locationsOf(scope)) {
    if (!seesLocation(scope, location_id)) continue;
    known.set(external_id, location_id);
    known.set(location_id, location_id);
  }
  return records.map(({ location }) => {
    if (!location) return null;
    const id = known.get(location);
    if (!id) throw new Refusal('unknown_location', 'The organization has no such location', { where: 'location' });
    return id;
  });
}

export interface NamedProduct {
  source: string;
  external_id: string;
  name?: string | undefined;
  category?: string | undefined;
  kind?: 'good' | 'service' | 'game' | 'data_bundle';
}

/** The ids of products, new ones added; by `recordKey`. */
export async function productsOf(scope: Scope, products: readonly NamedProduct[]): Promise<Map<string, string>> {
  const asked = new Map(products.map((product) => [recordKey(product), product]));
  if (asked.size === 0) return new Map();
  const known = new Map(
    (await queries.findProducts(scope, [...asked.values()])).map((row) => [recordKey(row), row.product_id]),
  );
  const added = [...asked.values()]
    .filter((product) => !known.has(recordKey(product)))
    .map((product) => ({
      product_id: randomUUIDv7(),
      source: product.source,
      external_id: product.external_id,
      name: product.name ?? null,
      kind: product.kind ?? 'good',
      category: product.category ?? null,
      created_at: scope.now,
    }));
  if ((await queries.addProducts(scope, added)) < added.length)
    throw new TryAgain('another record brought the same product first');
  for (const product of added) known.set(recordKey(product), product.product_id);
  return known;
}
