import { compareInstants, hasHappened, localDate } from './calendar.ts';
import type { Instant, LocalDate, Order, OrderKind, OrderLine, Refund, RefundLine, World } from './world.ts';
import { noLocation } from './world.ts';

/** Paid, not cancelled, void, no-show or test, more than nothing; a booking only once it is completed. */
export const orderCounts = (order: Order, as_of: Instant): boolean => {
  if (order.is_test) return false;
  if (order.voided) return false;
  if (order.total_minor <= 0) return false;
  if (!hasHappened(order.paid_at, as_of)) return false;
  if (order.kind === 'booking' && !hasHappened(order.completed_at, as_of)) return false;
  if (hasHappened(order.cancelled_at, as_of)) return false;
  if (hasHappened(order.no_show_at, as_of)) return false;
  return true;
};

/** Of an order that counts, or a credit note, which claims none. */
export const refundCounts = (world: World, refund: Refund, as_of: Instant): boolean => {
  if (refund.voided) return false;
  if (!hasHappened(refund.refunded_at, as_of)) return false;
  if (!refund.claims_order) return true;
  const order = orderOf(world, refund);
  return order !== null && orderCounts(order, as_of);
};

/** Confirmed and not yet completed: in no value or count. */
export const isUpcoming = (order: Order, as_of: Instant): boolean => {
  if (order.kind !== 'booking') return false;
  if (order.is_test) return false;
  if (order.voided) return false;
  if (order.total_minor <= 0) return false;
  if (!hasHappened(order.confirmed_at, as_of)) return false;
  if (hasHappened(order.completed_at, as_of)) return false;
  if (hasHappened(order.cancelled_at, as_of)) return false;
  if (hasHappened(order.no_show_at, as_of)) return false;
  return true;
};

/** Where the redirects of merges end. */
export const rootOf = (world: World, customer_id: string | null): string | null => {
  if (customer_id === null) return null;
  let id = customer_id;
  for (let step = 0; step <= world.customers.length; step += 1) {
    const customer = world.customers.find((one) => one.id === id);
    if (customer === undefined) throw new Error(`the world has no customer ${id}`);
    if (customer.merged_into === undefined || customer.merged_into === null) return id;
    id = customer.merged_into;
  }
  throw new Error(`the merges of customer ${customer_id} go in a circle`);
};

/** Everyone on file at that instant who is not merged away, with or without anything that counts. */
export const contacts = (world: World, as_of: Instant): string[] => {
  const roots = world.customers.filter((customer) => rootOf(world, customer.id) === customer.id);
  return roots
    .map((root) => root.id)
    .filter((id) => isOnFile(world, id, as_of))
    .sort();
};

/** Registered themself or through somebody merged into them; or known by what they did. */
const isOnFile = (world: World, root_id: string, as_of: Instant): boolean => {
  const merged = world.customers.filter((customer) => rootOf(world, customer.id) === root_id);
  if (merged.some(({ registered_at = null }) => registered_at === null || hasHappened(registered_at, as_of)))
    return true;
  const did = [...sales(world, as_of), ...upcomingBookings(world, as_of), ...moneyBack(world, as_of)];
  return did.some((one) => one.customer_id === root_id);
};

/** An order as the facts see it: of the customer it belongs to now, on a local date, at a location that is never null. */
export type Sale = {
  id: string;
  customer_id: string | null;
  location_id: string;
  channel: string;
  kind: OrderKind;
  happened_at: Instant;
  on: LocalDate;
  value_minor: number;
  lines: OrderLine[];
};

/** The orders that count, in the order of their happening, then of their ids. */
export const sales = (world: World, as_of: Instant): Sale[] => saleLike(world, (order) => orderCounts(order, as_of));

/** The bookings that are confirmed and not yet completed. */
export const upcomingBookings = (world: World, as_of: Instant): Sale[] =>
  saleLike(world, (order) => isUpcoming(order, as_of));

const saleLike = (world: World, wanted: (order: Order) => boolean): Sale[] => {
  const orders = world.orders.filter(wanted);
  orders.sort((a, b) => compareInstants(a.happened_at, b.happened_at) || (a.id < b.id ? -1 : 1));
  return orders.map((order) => ({
    id: order.id,
    customer_id: rootOf(world, order.customer_id),
    location_id: order.location_id ?? noLocation,
    channel: order.channel,
    kind: order.kind,
    happened_at: order.happened_at,
    on: localDate(order.happened_at, world.organization.time_zone),
    value_minor: order.value_minor,
    lines: order.lines,
  }));
};

/**
 * Money given back: on its own date, but of the customer, at the place and through the channel of its order, even where
 * that has none: what a guest is given back is a guest's.
 */
export type MoneyBack = {
  customer_id: string | null;
  location_id: string;
  channel: string;
  kind: OrderKind | 'credit_note';
  on: LocalDate;
  amount_minor: number;
  lines: RefundLine[];
};

/** The refunds that count. */
export const moneyBack = (world: World, as_of: Instant): MoneyBack[] => {
  const refunds = world.refunds.filter((refund) => refundCounts(world, refund, as_of));
  return refunds.map((refund) => {
    const order = orderOf(world, refund);
    return {
      customer_id: rootOf(world, (order ?? refund).customer_id),
      location_id: (order ?? refund).location_id ?? noLocation,
      channel: (order ?? refund).channel,
      kind: order?.kind ?? 'credit_note',
      on: localDate(refund.refunded_at, world.organization.time_zone),
      amount_minor: refund.amount_minor,
      lines: refund.lines,
    };
  });
};

const orderOf = (world: World, refund: Refund): Order | null => {
  if (refund.order_id === null) return null;
  const order = world.orders.find((one) => one.id === refund.order_id);
  if (order === undefined) throw new Error(`the world has no order ${refund.order_id}`);
  return order;
};
