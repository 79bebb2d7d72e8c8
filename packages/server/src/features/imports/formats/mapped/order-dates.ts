import type { Cells } from '../cells.ts';
import type { OrderTold } from '../format.ts';
import { type Places, slotEnd, statusOf } from './places.ts';
import type { Status } from './status-words.ts';

export interface OrderDates
  extends Required<
    Pick<
      OrderTold,
      'at' | 'slotStartsAt' | 'slotEndsAt' | 'confirmedAt' | 'completedAt' | 'deliveredAt' | 'cancelledAt' | 'noShowAt'
    >
  > {
  paidAt: number | null;
  status: Status | null;
  /** Not before this: the last that is known of it. */
  lastAt: number;
}

/**
 * What happened to an order or booking, and when. A status that carries no date of its own holds from when it was placed, or, of a
 * booking, from its slot. A file that says nothing of payment is one of paid orders.
 */
export function orderDates(cells: Cells, at: Places, isBooking: boolean): OrderDates {
  const slotStartsAt = isBooking ? cells.neededInstantOfParts(at.starts_at, at.starts_time) : null;
  const slotEndsAt = slotStartsAt === null ? null : slotEnd(cells, at, slotStartsAt);
  const placedAt = cells.instantOfParts(at.placed_at, at.placed_time) ?? slotStartsAt;
  if (placedAt === null) cells.refuse('value_missing', at.placed_at);
  const start = placedAt ?? 0;

  const status = statusOf(cells, at);
  if (status === null && at.status >= 0 && at.paid_at < 0) cells.refuse('value_missing', at.status);
  const cancelled = cells.instant(at.cancelled_at);
  const completed = cells.instant(at.completed_at);
  const delivered = cells.instant(at.delivered_at);
  const completedAt = completed ?? (isBooking && status === 'completed' ? (slotEndsAt ?? slotStartsAt) : null);
  const paidAt =
    cells.instant(at.paid_at) ?? (isPaidBy(status, at) ? (isBooking && completedAt ? completedAt : start) : null);
  return {
    status,
    at: start,
    slotStartsAt,
    slotEndsAt,
    confirmedAt: status !== 'unpaid' && status !== 'failed' && (isBooking || status === 'confirmed') ? start : null,
    paidAt,
    completedAt,
    deliveredAt: delivered,
    cancelledAt: cancelled ?? (status === 'cancelled' ? start : null),
    noShowAt: status === 'no_show' ? (slotStartsAt ?? start) : null,
    lastAt: Math.max(start, paidAt ?? 0, completed ?? 0, delivered ?? 0),
  };
}

/** Whether the status, or that there is none, says that it was paid. */
function isPaidBy(status: Status | null, at: Places): boolean {
  switch (status) {
    case 'paid':
    case 'completed':
    case 'delivered':
    case 'refunded':
    case 'partly_refunded':
    case 'won':
      return true;
    case 'unpaid':
    case 'confirmed':
    case 'accepted':
    case 'failed':
    case 'cancelled':
    case 'no_show':
    case 'lost':
      return false;
    case null:
      return at.paid_at < 0 && at.status < 0;
  }
}
