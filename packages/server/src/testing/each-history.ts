import { permissions } from '@regulars/contract/base.ts';
import fc from 'fast-check';
import { createOrganization } from '../features/organizations/organizations.ts';
import type { Databases } from '../platform/database.ts';
import { Refusal } from '../platform/errors.ts';
import { type Scope, systemPrincipal, type World, withScope } from '../platform/scope.ts';
import { fold } from './reference/fold.ts';
import type { History } from './reference/tellings.ts';
import type { World as ReferenceWorld } from './reference/world.ts';
import { namedAsIn, openHistory, tell } from './telling.ts';

/** A thousand on the embedded server; on a second one a fifth of that again. */
export const runs = Number(process.env.REGULARS_HISTORIES ?? (process.env.REGULARS_TEST_DATABASE_URL ? 200 : 1000));

/** Tells each random history to an organization of its own, and hands it over with what a plain recompute makes of it. */
export async function eachHistory(
  databases: Databases,
  told: fc.Arbitrary<History>,
  count: number,
  check: (scope: Scope, history: History, world: ReferenceWorld) => Promise<void>,
): Promise<void> {
  let nth = 0;
  await fc.assert(
    fc.asyncProperty(told, async (history) => {
      nth++;
      const world: World = { databases, clock: () => new Date(history.now) };
      const { organizationId } = await createOrganization(world, {
        slug: `shop-${nth}-${Math.random().toString(36).slice(2, 8)}`,
        name: 'Shop',
        currency: 'GBP',
        time_zone: history.organization.time_zone,
        values_by: history.organization.values_by,
        bookings_complete_themselves: false,
        thresholds: history.organization.thresholds,
      });
      await withScope(world, systemPrincipal(organizationId, 'test', permissions), async (scope) => {
        await openHistory(scope, history);
        const heard = await tellAll(scope, history);
        await check(scope, heard, fold(heard, await namedAsIn(scope)));
      });
    }),
    { numRuns: count, endOnFailure: false },
  );
}

/** What is refused at the door (a booking without a slot, a negative total), and taking back what never came in, is as if it had not been told. */
async function tellAll(scope: Scope, history: History): Promise<History> {
  const tellings: History['tellings'] = [];
  for (const telling of history.tellings) {
    try {
      if (await tell(scope, telling)) tellings.push(telling);
    } catch (error) {
      if (!(error instanceof Refusal) || !['slot_missing', 'negative_total'].includes(error.code)) throw error;
    }
  }
  return { ...history, tellings };
}
