import { permissions } from '@regulars/contract/base.ts';
import type { Job } from '../../platform/jobs/jobs.ts';
import { type Scope, systemPrincipal, type World, withScope } from '../../platform/scope.ts';
import { listOrganizations } from '../organizations/organizations.ts';
import { completeDueBookings, moveWindows, tendCells } from './activity.ts';

export const activityJobs: readonly Job[] = [
  { name: 'activity.move-windows', cron: '* * * * *', run: (world) => inEach(world, moveWindows) },
  { name: 'activity.tend-cells', cron: '*/5 * * * *', run: (world) => inEach(world, tendCells) },
  { name: 'activity.complete-bookings', cron: '* * * * *', run: (world) => inEach(world, completeDueBookings) },
];

/** The same work in every organization, each in its own transaction; one that fails does not keep the others from it. */
async function inEach(world: World, work: (scope: Scope) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  for (const { organizationId } of await listOrganizations(world.databases)) {
    const principal = systemPrincipal(organizationId, 'jobs', permissions);
    await withScope(world, principal, (scope) => work(scope)).catch((error) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} organizations failed`);
}
