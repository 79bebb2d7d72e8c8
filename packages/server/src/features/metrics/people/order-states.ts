import type { OrderState } from '@regulars/contract/customers.ts';

/** What an order's state hangs on, as its row holds it. */
export interface StateRow {
  kind: 'sale' | 'work_order' | 'booking';
  is_test: boolean;
  total_minor: number;
  slot_starts_at: Date | null;
  slot_ends_at: Date | null;
  confirmed_at: Date | null;
  paid_at: Date | null;
  completed_at: Date | null;
  completed_itself_at: Date | null;
  delivered_at: Date | null;
  cancelled_at: Date | null;
  no_show_at: Date | null;
  reinstated_at: Date | null;
  counts_at: Date | null;
  uncounts_at: Date | null;
  ended_at: Date | null;
}

/** What an order is at a moment, and so whether it counts: the first that fits. */
export function orderState(order: StateRow, refunded_minor: number, at: Date): OrderState {
  const by = (instant: Date | null) => instant !== null && instant <= at;
  if (order.is_test) return 'test';
  if (by(order.uncounts_at)) return isSame(order.uncounts_at, order.cancelled_at) ? 'cancelled' : 'no_show';
  if (order.total_minor <= 0) return 'nothing_paid';
  if (by(order.counts_at)) {
    if (refunded_minor <= 0) return 'counts';
    return refunded_minor < order.total_minor ? 'partially_refunded' : 'refunded';
  }
  if (order.kind !== 'booking') return 'unpaid';
  const isAhead = (order.slot_ends_at ?? order.slot_starts_at ?? at) > at;
  if (by(order.confirmed_at) && isAhead) return 'upcoming';
  return by(order.paid_at) ? 'not_completed' : 'unpaid';
}

const dated = {
  confirmed: (order: StateRow) => order.confirmed_at,
  paid: (order: StateRow) => order.paid_at,
  completed: (order: StateRow) => order.completed_at ?? order.completed_itself_at,
  delivered: (order: StateRow) => order.delivered_at,
  cancelled: (order: StateRow) => order.cancelled_at,
  no_show: (order: StateRow) => order.no_show_at,
  reinstated: (order: StateRow) => order.reinstated_at,
} as const;

/** What was said of it until then, oldest first. */
export function orderStatuses(order: StateRow, at: Date) {
  const said = Object.entries(dated).map(([status, on]) => ({ status: status as keyof typeof dated, at: on(order) })); // its own keys
  return inOrder(said, at);
}

/** Those of the dates that are known and past, oldest first, as the API tells them. */
export function inOrder<Status extends string>(said: readonly { status: Status; at: Date | null }[], until: Date) {
  return said
    .flatMap(({ status, at }) => (at !== null && at <= until ? { status, at } : []))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ status, at }) => ({ status, at: at.toISOString() }));
}

const isSame = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime();
