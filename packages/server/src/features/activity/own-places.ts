import { Refusal } from '../../platform/errors.ts';
import type { Scope } from '../../platform/scope.ts';

/** Whether the principal sees records of this location. Who sees some only sees none of no location. */
export function seesLocation(scope: Pick<Scope, 'locations'>, locationId: string | null): boolean {
  return scope.locations === 'all' || (locationId !== null && scope.locations.includes(locationId));
}

/**
 * Nobody changes, or learns of, a record of a location they do not see, by telling another one of the same id.
 * @throws Refusal `identity_taken` (409)
 */
export function demandOwn(scope: Scope, kept: { location_id: string | null } | undefined): void {
  if (!kept || seesLocation(scope, kept.location_id)) return;
  throw new Refusal('identity_taken', 'This id belongs to a record that is not of your locations', {
    status: 409,
    where: 'external_id',
  });
}

/**
 * Who sees some locations only changes orders of these: one that is elsewhere, and one that is not known yet and may turn out to be,
 * are the same to them.
 * @throws Refusal `unknown_order` (404)
 */
export function demandKnownOrder(scope: Scope, order: { location_id: string | null } | undefined, where: string): void {
  if (scope.locations === 'all' || (order && seesLocation(scope, order.location_id))) return;
  throw new Refusal('unknown_order', 'Your locations have no such order', { status: 404, where });
}
