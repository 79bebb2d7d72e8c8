import { firstOfMonth, isInWindow, latest, localDate, utc } from './calendar.ts';
import { contacts, moneyBack, type Sale, sales, upcomingBookings } from './counting.ts';
import type { Instant, LocalDate, OrderKind, World } from './world.ts';

/** Grain: one per contact that is not merged away. */
export type CustomerFacts = {
  customer_id: string;
  order_count: number;
  gross_minor: number;
  refunded_minor: number;
  net_minor: number;
  first_order_at: Instant | null;
  first_order_on: LocalDate | null;
  second_order_on: LocalDate | null;
  last_order_at: Instant | null;
  last_order_on: LocalDate | null;
  upcoming_count: number;
  upcoming_minor: number;
  /** The latest start of a slot among the upcoming bookings: a booking lies ahead iff this is after `as_of`. */
  last_upcoming_at: Instant | null;
  window_order_count: number;
  window_net_minor: number;
};

export const customerFacts = (world: World, as_of: Instant): CustomerFacts[] => {
  const today = localDate(as_of, world.organization.time_zone);
  const window_days = world.organization.thresholds.window_days;
  const all_sales = sales(world, as_of);
  const all_refunds = moneyBack(world, as_of);
  const all_upcoming = upcomingBookings(world, as_of);

  return contacts(world, as_of).map((customer_id) => {
    const bought = all_sales.filter((sale) => sale.customer_id === customer_id);
    const refunds = all_refunds.filter((refund) => refund.customer_id === customer_id);
    const upcoming = all_upcoming.filter((booking) => booking.customer_id === customer_id);
    const gross_minor = sum(bought.map((sale) => sale.value_minor));
    const refunded_minor = sum(refunds.map((refund) => refund.amount_minor));
    const window_sales = bought.filter((sale) => isInWindow(sale.on, today, window_days));
    const window_refunds = refunds.filter((refund) => isInWindow(refund.on, today, window_days));
    const last_upcoming_at = latest(upcoming.map((booking) => booking.happened_at));
    return {
      customer_id,
      order_count: bought.length,
      gross_minor,
      refunded_minor,
      net_minor: gross_minor - refunded_minor,
      first_order_at: atOf(bought.at(0)),
      first_order_on: bought.at(0)?.on ?? null,
      second_order_on: bought.at(1)?.on ?? null,
      last_order_at: atOf(bought.at(-1)),
      last_order_on: bought.at(-1)?.on ?? null,
      upcoming_count: upcoming.length,
      upcoming_minor: sum(upcoming.map((booking) => booking.value_minor)),
      last_upcoming_at: last_upcoming_at === null ? null : utc(last_upcoming_at),
      window_order_count: window_sales.length,
      window_net_minor:
        sum(window_sales.map((sale) => sale.value_minor)) - sum(window_refunds.map((refund) => refund.amount_minor)),
    };
  });
};

const atOf = (sale: Sale | undefined): Instant | null => (sale === undefined ? null : utc(sale.happened_at));

/** Grain: customer × location × channel. Guests are in `dayFacts` only. */
export type PlaceFacts = {
  customer_id: string;
  location_id: string;
  channel: string;
  order_count: number;
  gross_minor: number;
  refunded_minor: number;
  net_minor: number;
  first_order_on: LocalDate | null;
  last_order_on: LocalDate | null;
};

export const placeFacts = (world: World, as_of: Instant): PlaceFacts[] => {
  const rows = new Rows<PlaceFacts>();
  const rowOf = (customer_id: string, { location_id, channel }: { location_id: string; channel: string }) =>
    rows.at([customer_id, location_id, channel], {
      customer_id,
      location_id,
      channel,
      order_count: 0,
      gross_minor: 0,
      refunded_minor: 0,
      net_minor: 0,
      first_order_on: null,
      last_order_on: null,
    });

  for (const sale of sales(world, as_of)) {
    if (sale.customer_id === null) continue;
    const row = rowOf(sale.customer_id, sale);
    row.order_count += 1;
    row.gross_minor += sale.value_minor;
    row.net_minor += sale.value_minor;
    // Not the first sale's day and the last one's: where the clock is set back over midnight, a later sale has an earlier day.
    if (row.first_order_on === null || sale.on < row.first_order_on) row.first_order_on = sale.on;
    if (row.last_order_on === null || sale.on > row.last_order_on) row.last_order_on = sale.on;
  }
  for (const refund of moneyBack(world, as_of)) {
    if (refund.customer_id === null) continue;
    const row = rowOf(refund.customer_id, refund);
    row.refunded_minor += refund.amount_minor;
    row.net_minor -= refund.amount_minor;
  }
  return rows.all();
};

/** Grain: customer × product × location. Lines that name no product are in none. */
export type ProductFacts = {
  customer_id: string;
  product_id: string;
  location_id: string;
  /** Distinct orders that have a line of it. */
  order_count: number;
  gross_minor: number;
  refunded_minor: number;
  last_order_at: Instant | null;
};

export const productFacts = (world: World, as_of: Instant): ProductFacts[] => {
  const rows = new Rows<ProductFacts>();
  const rowOf = (customer_id: string, product_id: string, location_id: string) =>
    rows.at([customer_id, product_id, location_id], {
      customer_id,
      product_id,
      location_id,
      order_count: 0,
      gross_minor: 0,
      refunded_minor: 0,
      last_order_at: null,
    });

  for (const sale of sales(world, as_of)) {
    if (sale.customer_id === null) continue;
    const products = new Set(sale.lines.map((line) => line.product_id));
    for (const product_id of products) {
      if (product_id === null) continue;
      const row = rowOf(sale.customer_id, product_id, sale.location_id);
      const lines = sale.lines.filter((line) => line.product_id === product_id);
      row.order_count += 1;
      row.gross_minor += sum(lines.map((line) => line.total_minor));
      row.last_order_at = utc(sale.happened_at);
    }
  }
  for (const refund of moneyBack(world, as_of)) {
    if (refund.customer_id === null) continue;
    for (const line of refund.lines) {
      if (line.product_id === null) continue;
      rowOf(refund.customer_id, line.product_id, refund.location_id).refunded_minor += line.amount_minor;
    }
  }
  return rows.all().filter((row) => row.order_count > 0 || row.refunded_minor !== 0);
};

/** Grain: customer × first day of a local month × location: orders by when they happened, refunds by their own date. */
export type MonthFacts = {
  customer_id: string;
  month_on: LocalDate;
  location_id: string;
  order_count: number;
  gross_minor: number;
  refunded_minor: number;
};

export const monthFacts = (world: World, as_of: Instant): MonthFacts[] => {
  const rows = new Rows<MonthFacts>();
  const rowOf = (customer_id: string, { on, location_id }: { on: LocalDate; location_id: string }) =>
    rows.at([customer_id, firstOfMonth(on), location_id], {
      customer_id,
      month_on: firstOfMonth(on),
      location_id,
      order_count: 0,
      gross_minor: 0,
      refunded_minor: 0,
    });

  for (const sale of sales(world, as_of)) {
    if (sale.customer_id === null) continue;
    const row = rowOf(sale.customer_id, sale);
    row.order_count += 1;
    row.gross_minor += sale.value_minor;
  }
  for (const refund of moneyBack(world, as_of)) {
    if (refund.customer_id === null) continue;
    rowOf(refund.customer_id, refund).refunded_minor += refund.amount_minor;
  }
  return rows.all();
};

/** Grain: local date × location × channel × kind. Everybody's; `guest_…` is the part without a customer. */
export type DayFacts = {
  day_on: LocalDate;
  location_id: string;
  channel: string;
  kind: OrderKind | 'credit_note';
  order_count: number;
  gross_minor: number;
  refunded_minor: number;
  guest_order_count: number;
  guest_gross_minor: number;
  guest_refunded_minor: number;
};

export const dayFacts = (world: World, as_of: Instant): DayFacts[] => {
  const rows = new Rows<DayFacts>();
  const rowOf = ({
    on,
    location_id,
    channel,
    kind,
  }: Pick<DayFacts, 'location_id' | 'channel' | 'kind'> & { on: LocalDate }) =>
    rows.at([on, location_id, channel, kind], {
      day_on: on,
      location_id,
      channel,
      kind,
      order_count: 0,
      gross_minor: 0,
      refunded_minor: 0,
      guest_order_count: 0,
      guest_gross_minor: 0,
      guest_refunded_minor: 0,
    });

  for (const sale of sales(world, as_of)) {
    const row = rowOf(sale);
    row.order_count += 1;
    row.gross_minor += sale.value_minor;
    if (sale.customer_id !== null) continue;
    row.guest_order_count += 1;
    row.guest_gross_minor += sale.value_minor;
  }
  for (const refund of moneyBack(world, as_of)) {
    const row = rowOf(refund);
    row.refunded_minor += refund.amount_minor;
    if (refund.customer_id === null) row.guest_refunded_minor += refund.amount_minor;
  }
  return rows.all();
};

export const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** Rows by their key, made when first asked for, given back in the order of their keys. */
class Rows<Row> {
  readonly #rows = new Map<string, Row>();

  at(key: string[], empty: Row): Row {
    const text = JSON.stringify(key);
    const row = this.#rows.get(text) ?? empty;
    this.#rows.set(text, row);
    return row;
  }

  all(): Row[] {
    return [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  }
}
