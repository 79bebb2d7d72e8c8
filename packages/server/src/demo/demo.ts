import type { DemoOrganization } from './making/organization.ts';
import { onlineSeller } from './merchants/online-seller.ts';
import { optician } from './merchants/optician.ts';
import { reseller } from './merchants/reseller.ts';
import { venue } from './merchants/venue.ts';

export type { DemoOrganization, DemoRecord } from './making/organization.ts';

/**
 * Four made-up merchants with two years of made-up customers, 50 000 orders in all at scale 1. Pure: the same seed and
 * the same `now` tell the same records; the history ends at the beginning of the current hour, so that today and this
 * month have something to show.
 */
export function demoOrganizations({
  now,
  seed = 1,
  scale = 1,
}: {
  now: Date;
  seed?: number;
  scale?: number;
}): DemoOrganization[] {
  const setting = { now, seed, scale };
  return [onlineSeller(setting), optician(setting), reseller(setting), venue(setting)];
}
