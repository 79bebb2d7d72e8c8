import { randomUUIDv7 } from 'node:crypto';
import type { OrderDocument, Recorded } from '@regulars/contract/activity.ts';
import { Refusal, TryAgain } from '../../platform/errors.ts';
import { recordEvent, recordEvents } from '../../platform/events/outbox.ts';
import { keepPlans } from '../../platform/kept-plans.ts';
import type { Scope } from '../../platform/scope.ts';
import { recogniseCustomers } from '../customers/customers.ts';
import { readSettings, type Settings } from '../organizations/organizations.ts';
import { alwaysPast, asDate, refuseFuture } from './dates.ts';
import { addFacts, keepFacts } from './facts.ts';
import { type OrderTotals, orderTotals } from './order-totals.ts';
import { demandOwn } from './own-places.ts';
import { placesOf, productsOf } from './placing.ts';
import * as queries from './queries.ts';
import { divideRefunds } from './recording-refunds.ts';
import { mergeStatuses } from './statuses.ts';
import { isConfirmation, newestOf, outcomeOf, recordKey, type Version, versionOf } from './versions.ts';

/** Up to so many are planned as one would be. */
const few = 200;

/** An order as told, beside what is kept of it. */
interface DecidedOrder {
  document: OrderDocument;
  key: string;
  version: Version;
  totals: OrderTotals;
  kept: queries.KeptOrder | undefined;
  orderId: string;
  outcome: 'created' | 'changed' | 'unchanged';
}

/** One that changes something, with whom and where. */
interface ToldOrder extends DecidedOrder {
  customerId: string | null;
  locationId: string | null;
}

/**
 * Records orders, or newer versions of them, and moves the facts with them. Told twice, nothing changes. The newest by
 * `source_updated_at` stands; one without is older than any that has it. What was told of an order before it (status changes,
 * refunds) takes effect now.
 * @throws Refusal naming the field: `negative_total`, `in_the_future`, `other_currency`, `unknown_location`, `identity_taken`, `unreadable_phone`, …
 */
export async function recordOrders(scope: Scope, documents: readonly OrderDocument[]): Promise<Recorded[]> {
  if (documents.length <= few) await keepPlans(scope);
  const settings = await readSettings(scope);
  const newest = newestOf(documents.map((document) => read(scope, settings, document)));
  await queries.lockOrderKeys(scope, keysOf(newest), 'shared');
  const decided = await decide(scope, newest);
  await confirm(scope, decided);
  // Whom an ignored telling names is nobody's business: only what changes anything brings customers, places, products.
  const changed = await know(
    scope,
    settings,
    decided.filter((order) => order.outcome !== 'unchanged'),
  );
  if (changed.length > 0) await change(scope, settings, changed);
  return answer(documents, decided, changed);
}

/** What can be refused without looking is refused first. */
function read(scope: Scope, settings: Settings, document: OrderDocument) {
  if (document.currency && document.currency !== settings.currency) {
    throw new Refusal(
      'other_currency',
      `The organization counts in ${settings.currency}; tell the order in that currency`,
      {
        where: 'currency',
      },
    );
  }
  if (document.kind === 'booking' && !document.slot_starts_at) {
    throw new Refusal('slot_missing', 'A booking needs the time of its slot', { where: 'slot_starts_at' });
  }
  if (
    document.slot_ends_at &&
    (!document.slot_starts_at || new Date(document.slot_ends_at) < new Date(document.slot_starts_at))
  ) {
    throw new Refusal('slot_ends_early', 'A slot cannot end before it starts', { where: 'slot_ends_at' });
  }
  const { placed_at, confirmed_at, paid_at, completed_at, delivered_at, cancelled_at, no_show_at } = document;
  refuseFuture(scope.now, { placed_at, confirmed_at, paid_at, completed_at, delivered_at, cancelled_at, no_show_at });
  refuseFuture(scope.now, alwaysPast(document));
  return {
    document,
    key: recordKey(document),
    version: versionOf(document),
    totals: orderTotals(document, settings.currencyDigits, settings.valuesBy),
  };
}

async function decide(scope: Scope, orders: readonly ReturnType<typeof read>[]): Promise<DecidedOrder[]> {
  const kept = new Map((await queries.lockOrders(scope, keysOf(orders))).map((order) => [recordKey(order), order]));
  return orders.map((order) => {
    const known = kept.get(order.key);
    demandOwn(scope, known);
    return {
      ...order,
      kept: known,
      orderId: known?.order_id ?? randomUUIDv7(),
      outcome: outcomeOf(order.version, known),
    };
  });
}

async function know(scope: Scope, settings: Settings, orders: readonly DecidedOrder[]): Promise<ToldOrder[]> {
  const sightings = orders.map(({ document }) => ({
    source: document.source,
    person: document.customer,
    seenAt: new Date(document.placed_at),
    where: 'customer',
  }));
  const customerIds = await recogniseCustomers(scope, sightings, settings.country);
  const locationIds = await placesOf(
    scope,
    orders.map((order) => order.document),
  );
  return orders.map((order, index) => ({
    ...order,
    customerId: customerIds[index] ?? null,
    locationId: locationIds[index] ?? null,
  }));
}

async function change(scope: Scope, settings: Settings, orders: readonly ToldOrder[]): Promise<void> {
  const before = await queries.toldBefore(scope, keysOf(orders));
  const touched = {
    orderIds: orders.map((order) => order.orderId),
    refundIds: before.refunds.map((refund) => refund.refund_id),
    customerIds: [
      ...new Set(orders.flatMap((order) => [order.customerId, order.kept?.customer_id].filter((id) => id != null))),
    ],
  };
  const record = async () => {
    await write(scope, orders, before.changes);
    await join(scope, orders, before);
  };
  if (orders.every((order) => !order.kept)) await addFacts(scope, settings, touched, record);
  else await keepFacts(scope, touched, record);
  await announce(scope, orders);
}

async function write(
  scope: Scope,
  orders: readonly ToldOrder[],
  told: readonly queries.KeptStatusChange[],
): Promise<void> {
  const changes = Map.groupBy(told, recordKey);
  const rows = orders.map((order) => orderRow(scope, order, changes.get(order.key) ?? []));
  const [created, changed] = [rows.filter((_, i) => !orders[i]?.kept), rows.filter((_, i) => orders[i]?.kept)];
  if ((await queries.addOrders(scope, created)) < created.length)
    throw new TryAgain('another telling of the same order came first');
  await queries.updateOrders(scope, changed);
  await queries.replaceLines(
    scope,
    changed.map((row) => row.order_id),
    await lineRows(scope, orders),
  );
}

/** Refunds and visits that name these orders follow them. */
async function join(scope: Scope, orders: readonly ToldOrder[], before: queries.ToldBefore) {
  const byKey = new Map(orders.map((order) => [order.key, order]));
  const joined = before.refunds.flatMap((refund) => {
    const order = byKey.get(recordKey(refund));
    return order ? [{ refund_id: refund.refund_id, order_id: order.orderId, customer_id: order.customerId }] : [];
  });
  await queries.joinRefunds(scope, joined);
  await divideRefunds(
    scope,
    joined.map((refund) => refund.refund_id),
  );
  await queries.joinVisits(
    scope,
    before.visits.flatMap((visit) => {
      const order = byKey.get(recordKey(visit));
      return order ? [{ visit_id: visit.visit_id, order_id: order.orderId }] : [];
    }),
  );
}

function orderRow(scope: Scope, order: ToldOrder, changes: readonly queries.KeptStatusChange[]) {
  const { document, totals } = order;
  const told = {
    confirmed_at: asDate(document.confirmed_at),
    paid_at: asDate(document.paid_at),
    completed_at: asDate(document.completed_at),
    delivered_at: asDate(document.delivered_at),
    cancelled_at: asDate(document.cancelled_at),
    no_show_at: asDate(document.no_show_at),
    reinstated_at: null,
  };
  return {
    order_id: order.orderId,
    source: document.source,
    external_id: document.external_id,
    kind: document.kind,
    channel: document.channel,
    location_id: order.locationId,
    customer_id: order.customerId,
    slug: document.slug ?? null,
    number: document.number ?? null,
    placed_at: document.placed_at,
    slot_starts_at: document.slot_starts_at ?? null,
    slot_ends_at: document.slot_ends_at ?? null,
    promised_on: document.promised_on ?? null,
    ...mergeStatuses(told, changes),
    is_test: document.is_test,
    goods_minor: totals.goods_minor,
    discount_minor: document.discount_minor,
    tax_minor: document.tax_minor,
    shipping_minor: document.shipping_minor,
    tip_minor: document.tip_minor,
    total_minor: totals.total_minor,
    value_minor: totals.value_minor,
    ...order.version,
    recorded_at: scope.now,
    updated_at: scope.now,
  };
}

async function lineRows(scope: Scope, orders: readonly ToldOrder[]) {
  const lines = orders.flatMap((order) =>
    order.document.lines.map((line, index) => ({
      order,
      line,
      index,
      key: { source: order.document.source, external_id: line.product ?? '' },
    })),
  );
  const products = await productsOf(
    scope,
    lines
      .filter(({ line }) => line.product)
      .map(({ line, key }) => ({ ...key, name: line.name, category: line.category })),
  );
  return lines.map(({ order, line, index, key }) => ({
    order_id: order.orderId,
    line_no: index + 1,
    product_id: line.product ? (products.get(recordKey(key)) ?? null) : null,
    name: line.name ?? null,
    quantity: line.quantity,
    unit_price: line.unit_price,
    discount_minor: line.discount_minor ?? 0,
    total_minor: order.totals.lineTotals[index],
  }));
}

/** The same content told again later: the order is confirmed as of then, and nothing else changes. */
async function confirm(scope: Scope, orders: readonly DecidedOrder[]): Promise<void> {
  const confirmed = orders.filter(
    (order) => order.outcome === 'unchanged' && isConfirmation(order.version, order.kept),
  );
  await queries.updateOrderStamps(
    scope,
    confirmed.map(({ orderId, version }) => ({ order_id: orderId, source_updated_at: version.source_updated_at })),
  );
}

/** One event an order; a large batch is one event. */
async function announce(scope: Scope, orders: readonly ToldOrder[]): Promise<void> {
  if (orders.length > 50)
    return await recordEvent(scope, { name: 'orders.recorded', subject: { count: orders.length } });
  await recordEvents(
    scope,
    orders.map(({ orderId }) => ({ name: 'order.recorded', subject: { order_id: orderId } })),
  );
}

function answer(
  documents: readonly OrderDocument[],
  decided: readonly DecidedOrder[],
  changed: readonly ToldOrder[],
): Recorded[] {
  const byKey = new Map(decided.map((order) => [order.key, order]));
  const customerOf = new Map(changed.map((order) => [order.key, order.customerId]));
  return documents.map((document) => {
    const key = recordKey(document);
    const order = byKey.get(key);
    return {
      id: order?.orderId ?? null,
      customer_id: customerOf.get(key) ?? order?.kept?.customer_id ?? null,
      outcome: order?.outcome ?? 'unchanged',
    };
  });
}

const keysOf = (orders: readonly { document: OrderDocument }[]) =>
  orders.map(({ document }) => ({ source: document.source, external_id: document.external_id }));
