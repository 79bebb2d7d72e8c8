import type { Scope } from '../../platform/scope.ts';
import { readSettings } from '../organizations/organizations.ts';
import { keepFacts } from './facts.ts';
import * as queries from './queries.ts';

/**
 * Completes the bookings whose slot has ended and of whom nobody said how it ended, where the organization wants that.
 * Safe to call at any time, any number of times.
 * @returns how many were completed, at most `limit`
 */
export async function completeDueBookings(scope: Scope, limit = 500): Promise<number> {
  if (!(await readSettings(scope)).bookingsCompleteThemselves) return 0;
  const due = await queries.dueBookings(scope, limit);
  if (due.length === 0) return 0;
  const touched = {
    orderIds: due.map((booking) => booking.order_id),
    refundIds: [],
    customerIds: [...new Set(due.flatMap((booking) => booking.customer_id ?? []))],
  };
  await keepFacts(scope, touched, () =>
    queries.completeBookings(
      scope,
      due.map(({ order_id, ended_at }) => ({ order_id, completed_itself_at: ended_at })),
    ),
  );
  return due.length;
}
