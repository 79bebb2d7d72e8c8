import { permissions } from '@regulars/contract/base.ts';
import type { Job } from '../../platform/jobs/jobs.ts';
import { type Scope, type World, withScope } from '../../platform/scope.ts';
import { inEachOrganization } from '../organizations/organizations.ts';
import { completeDueBookings, moveWindows, tendCells } from './activity.ts';

export const activityJobs: readonly Job[] = [
  { name: 'activity.move-windows', cron: '* * * * *', run: inEach(moveWindows) },
  { name: 'activity.tend-cells', cron: '*/5 * * * *', run: inEach(tendCells) },
  { name: 'activity.complete-bookings', cron: '* * * * *', run: inEach(completeDueBookings) },
];

/** The same work in every organization, each in its own transaction. */
function inEach(work: (scope: Scope) => Promise<unknown>): Job['run'] {
  return (world: World) =>
    inEachOrganization(world, permissions, (principal) => withScope(world, principal, (scope) => work(scope)));
}
