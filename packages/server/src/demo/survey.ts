import type { OrderDocument, Person } from '@regulars/contract/activity.ts';
import { totalOf } from './making/money.ts';
import type { DemoOrganization, DemoRecord } from './making/organization.ts';

type Customer = { net_minor: number; net_in_window_minor: number; ages: number[]; has_upcoming: boolean };

/** How many units of the currency do the work of a dollar: what a new organization's thresholds are scaled by. */
const unitsByCurrency: Record<string, number> = { GHS: 10 };

/** What an organization's records amount to at `now`, by the default definitions, read off naively: for tests and for us. */
export function surveyOf(organization: DemoOrganization, now: Date) {
  const today = dateIn(now, organization.time_zone);
  const age = (instant: string) =>
    (Date.parse(today) - Date.parse(dateIn(new Date(instant), organization.time_zone))) / 86_400_000;
  const unit = unitsByCurrency[organization.currency] ?? 1;
  const records: Partial<Record<DemoRecord['type'], number>> = {};
  const contacts = new Map<string, Customer>();
  const counting = new Set<string>();
  const orders = { counted: 0, guests: 0, unpaid: 0, cancelled: 0, no_show: 0, upcoming: 0 };
  let gross_minor = 0;
  let refunded_minor = 0;

  for (const { type, document } of organization.records()) {
    records[type] = (records[type] ?? 0) + 1;
    const contact = 'customer' in document && document.customer ? contactOf(contacts, document.customer) : undefined;
    if (type === 'order') {
      tally(orders, document);
      if (contact && isUpcoming(document)) contact.has_upcoming = true;
      if (!countsNow(document)) continue;
      counting.add(document.external_id);
      gross_minor += totalOf(document);
      const age_days = age(document.slot_starts_at ?? document.placed_at);
      contact?.ages.push(age_days);
      if (contact) spend(contact, totalOf(document), age_days);
    }
    if (type === 'refund' && (!document.order || counting.has(document.order))) {
      refunded_minor += document.amount_minor;
      if (contact) spend(contact, -document.amount_minor, age(document.refunded_at));
    }
  }

  const customers = [...contacts.values()].filter(({ ages }) => ages.length > 0);
  const day_of_month = Number(today.slice(8));
  return {
    records,
    orders,
    contacts: contacts.size,
    customers: customers.length,
    repeat_rate: share(customers, ({ ages }) => ages.length > 1),
    one_time: share(customers, ({ ages }) => ages.length === 1),
    new_this_month: customers.filter(({ ages }) => Math.max(...ages) < day_of_month).length,
    net: (gross_minor - refunded_minor) / 100,
    refunded_share: refunded_minor / gross_minor,
    average_order: gross_minor / 100 / counting.size,
    mean_ltv: customers.reduce((sum, { net_minor }) => sum + net_minor, 0) / 100 / customers.length,
    stages: sharesBy(customers, stageOf),
    segments: sharesBy(customers, (customer) => segmentOf(customer, unit)),
    spending: sharesBy(customers, ({ net_minor }) =>
      tier(net_minor / 100 / unit, { vip: 1000.005, high: 500, medium: 100 }, 'low'),
    ),
    frequency: sharesBy(customers, ({ ages }) =>
      tier(ages.length, { frequent: 11, regular: 5, occasional: 2 }, 'one_time'),
    ),
  };
}

const dateIn = (instant: Date, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();

function contactOf(contacts: Map<string, Customer>, person: Person): Customer {
  const key = person.external_id ?? person.phone ?? person.email ?? '';
  const known = contacts.get(key) ?? { net_minor: 0, net_in_window_minor: 0, ages: [], has_upcoming: false };
  contacts.set(key, known);
  return known;
}

function spend(contact: Customer, amount_minor: number, age_days: number) {
  contact.net_minor += amount_minor;
  if (age_days < 365) contact.net_in_window_minor += amount_minor;
}

function countsNow(order: OrderDocument): boolean {
  const done = order.kind !== 'booking' || order.completed_at;
  return Boolean(order.paid_at && done && !order.cancelled_at && !order.no_show_at) && totalOf(order) > 0;
}

const isUpcoming = (order: OrderDocument) =>
  order.kind === 'booking' && !order.completed_at && !order.cancelled_at && !order.no_show_at;

function tally(
  orders: Record<'counted' | 'guests' | 'unpaid' | 'cancelled' | 'no_show' | 'upcoming', number>,
  order: OrderDocument,
) {
  if (!order.customer) orders.guests++;
  if (order.cancelled_at) orders.cancelled++;
  else if (order.no_show_at) orders.no_show++;
  else if (isUpcoming(order)) orders.upcoming++;
  else if (!order.paid_at) orders.unpaid++;
  else orders.counted++;
}

function stageOf({ ages, has_upcoming }: Customer) {
  if (Math.max(...ages) <= 29) return 'new';
  const idle_days = has_upcoming ? 0 : Math.min(...ages);
  if (idle_days <= 89) return 'active';
  return idle_days <= 180 ? 'at_risk' : 'churned';
}

function segmentOf({ ages, net_in_window_minor }: Customer, unit: number) {
  if (ages.length === 1 && Math.max(...ages) <= 60) return 'New Customers';
  const idle_days = Math.min(...ages);
  const r = idle_days <= 30 ? 5 : idle_days <= 60 ? 4 : idle_days <= 90 ? 3 : idle_days <= 180 ? 2 : 1;
  const in_window = ages.filter((days) => days < 365).length;
  const f = in_window >= 10 ? 5 : in_window >= 7 ? 4 : in_window >= 4 ? 3 : in_window >= 2 ? 2 : 1;
  const spent = net_in_window_minor / 100 / unit;
  const m = spent >= 5000 ? 5 : spent >= 2500 ? 4 : spent >= 1000 ? 3 : spent >= 500 ? 2 : 1;
  if (r >= 4 && f >= 4 && m >= 4) return 'Champions';
  if (m === 5 && r >= 3) return 'VIP';
  if (f >= 3 && r >= 3) return 'Loyal Customers';
  if (r === 1) return 'Lost';
  return r === 2 ? 'At Risk' : 'Potential Loyalists';
}

function tier(value: number, floors: Record<string, number>, lowest: string) {
  return Object.keys(floors).find((name) => value >= (floors[name] ?? 0)) ?? lowest;
}

const share = <T>(list: T[], holds: (item: T) => boolean) => list.filter(holds).length / list.length;

function sharesBy<T>(list: T[], name: (item: T) => string): Record<string, { count: number; share: number }> {
  const counts: Record<string, { count: number; share: number }> = {};
  for (const item of list) {
    const count = (counts[name(item)]?.count ?? 0) + 1;
    counts[name(item)] = { count, share: count / list.length };
  }
  return counts;
}
