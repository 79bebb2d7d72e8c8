import { randomUUIDv7 } from 'node:crypto';
import type { Recorded, RefundDocument } from '@regulars/contract/activity.ts';
import { Refusal, TryAgain } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events/outbox.ts';
import type { Scope } from '../../platform/scope.ts';
import { recogniseCustomers } from '../customers/customers.ts';
import { readSettings, type Settings } from '../organizations/organizations.ts';
import { alwaysPast, refuseFuture } from './dates.ts';
import { keepFacts } from './facts.ts';
import { allocate } from './money.ts';
import { demandKnownOrder, demandOwn } from './own-places.ts';
import { placesOf, productsOf } from './placing.ts';
import * as queries from './queries.ts';
import { isConfirmation, newestOf, outcomeOf, recordKey, type Version, versionOf } from './versions.ts';

interface ToldRefund {
  document: RefundDocument;
  key: string;
  version: Version;
}

/**
 * Records refunds: of an order (known by its id at the same source, or yet to come), or credit notes for a customer alone.
 * @throws Refusal naming the field
 */
export async function recordRefunds(scope: Scope, documents: readonly RefundDocument[]): Promise<Recorded[]> {
  const settings = await readSettings(scope);
  const told = newestOf(documents.map((document) => read(scope, document)));
  await queries.lockOrderKeys(scope, orderKeysOf(told), 'exclusive');
  const orders = new Map(
    (await queries.lockOrders(scope, orderKeysOf(told))).map((order) => [recordKey(order), order]),
  );
  const kept = new Map((await queries.lockRefunds(scope, keysOf(told))).map((refund) => [recordKey(refund), refund]));
  const decided = told.map((refund) => {
    const { source, order } = refund.document;
    const known = kept.get(refund.key);
    demandOwn(scope, known);
    const whole = order ? orders.get(recordKey({ source, external_id: order })) : undefined;
    if (order) demandKnownOrder(scope, whole, 'order');
    return {
      ...refund,
      kept: known,
      order: whole,
      refundId: known?.refund_id ?? randomUUIDv7(),
      outcome: outcomeOf(refund.version, known),
    };
  });
  await confirm(scope, decided);
  const changed = await know(
    scope,
    settings,
    decided.filter((refund) => refund.outcome !== 'unchanged'),
  );
  if (changed.length > 0) await change(scope, changed);
  const customerOf = new Map(changed.map((refund) => [refund.key, refund.customerId]));
  const byKey = new Map(decided.map((refund) => [refund.key, refund]));
  return documents.map((document) => {
    const refund = byKey.get(recordKey(document));
    const isWaiting = refund?.document.order !== undefined && !refund.order;
    return {
      id: refund?.refundId ?? null,
      customer_id: (refund && customerOf.get(refund.key)) ?? refund?.kept?.customer_id ?? null,
      outcome: refund && isWaiting && refund.outcome !== 'unchanged' ? 'pending' : (refund?.outcome ?? 'unchanged'),
    };
  });
}

interface DecidedRefund extends ToldRefund {
  kept: queries.KeptRefund | undefined;
  order: queries.KeptOrder | undefined;
  refundId: string;
  outcome: 'created' | 'changed' | 'unchanged';
}

interface KnownRefund extends DecidedRefund {
  customerId: string | null;
  locationId: string | null;
}

/** A refund of an order is its customer's, whoever the refund names. */
async function know(scope: Scope, settings: Settings, refunds: readonly DecidedRefund[]): Promise<KnownRefund[]> {
  const customerIds = await recogniseCustomers(
    scope,
    refunds.map(({ document }) => ({
      source: document.source,
      person: document.order ? undefined : document.customer,
      seenAt: new Date(document.refunded_at),
      where: 'customer',
    })),
    settings.country,
  );
  const locationIds = await placesOf(
    scope,
    refunds.map(({ document }) => document),
  );
  return refunds.map((refund, index) => ({
    ...refund,
    customerId: refund.order ? refund.order.customer_id : (customerIds[index] ?? null),
    locationId: locationIds[index] ?? null,
  }));
}

function read(scope: Scope, document: RefundDocument): ToldRefund {
  refuseFuture(scope.now, { refunded_at: document.refunded_at, ...alwaysPast(document) });
  const lines = document.lines.reduce((sum, line) => sum + line.amount_minor, 0);
  if (lines > document.amount_minor) {
    throw new Refusal('lines_exceed_refund', 'The lines come to more than the refund', { where: 'lines' });
  }
  return {
    document,
    key: recordKey(document),
    version: versionOf(document),
  };
}

async function change(scope: Scope, refunds: readonly KnownRefund[]): Promise<void> {
  const before = refunds.flatMap((refund) => refund.kept?.customer_id ?? []);
  const touched = {
    orderIds: [],
    refundIds: refunds.map((refund) => refund.refundId),
    customerIds: [...new Set([...before, ...refunds.flatMap((refund) => refund.customerId ?? [])])],
  };
  await keepFacts(scope, touched, async () => {
    const rows = refunds.map((refund) => refundRow(scope, refund));
    const created = rows.filter((_, index) => !refunds[index]?.kept);
    if ((await queries.addRefunds(scope, created)) < created.length) {
      throw new TryAgain('another telling of the same refund came first');
    }
    await queries.updateRefunds(
      scope,
      rows.filter((_, index) => refunds[index]?.kept),
    );
    await queries.replaceRefundLines(scope, touched.refundIds, await toldLines(scope, refunds));
    await divideRefunds(scope, touched.refundIds);
  });
  if (refunds.length > 50)
    return await recordEvent(scope, { name: 'refunds.recorded', subject: { count: refunds.length } });
  for (const { refundId } of refunds)
    await recordEvent(scope, { name: 'refund.recorded', subject: { refund_id: refundId } });
}

/** Divides refunds that came without lines over the lines of their order, pro rata by largest remainder. */
export async function divideRefunds(scope: Scope, refundIds: readonly string[]): Promise<void> {
  if (refundIds.length === 0) return;
  const divided = Map.groupBy(await queries.linesOfRefunds(scope, refundIds), (line) => line.refund_id);
  if (divided.size === 0) return;
  const rows = [...divided].flatMap(([refund_id, lines]) => {
    const parts = allocate(
      lines[0]?.amount_minor ?? 0,
      lines.map((line) => line.total_minor),
    );
    return lines.map(({ product_id, name }, index) => ({
      refund_id,
      line_no: index + 1,
      product_id,
      name,
      amount_minor: parts[index] ?? 0,
      is_told: false,
    }));
  });
  await queries.replaceRefundLines(scope, [...divided.keys()], rows);
}

async function toldLines(scope: Scope, refunds: readonly KnownRefund[]) {
  const lines = refunds.flatMap(({ document, refundId }) =>
    document.lines.map((line, index) => ({
      refundId,
      line,
      index,
      key: { source: document.source, external_id: line.product ?? '' },
    })),
  );
  const products = await productsOf(
    scope,
    lines.filter(({ line }) => line.product).map(({ line, key }) => ({ ...key, name: line.name })),
  );
  return lines.map(({ refundId, line, index, key }) => ({
    refund_id: refundId,
    line_no: index + 1,
    product_id: line.product ? (products.get(recordKey(key)) ?? null) : null,
    name: line.name ?? null,
    amount_minor: line.amount_minor,
    is_told: true,
  }));
}

function refundRow(scope: Scope, refund: KnownRefund) {
  const { document } = refund;
  return {
    refund_id: refund.refundId,
    source: document.source,
    external_id: document.external_id,
    order_external_id: document.order ?? null,
    order_id: refund.order?.order_id ?? null,
    customer_id: refund.customerId,
    location_id: refund.locationId,
    channel: document.channel,
    refunded_at: document.refunded_at,
    amount_minor: document.amount_minor,
    reason: document.reason ?? null,
    ...refund.version,
    recorded_at: scope.now,
    updated_at: scope.now,
  };
}

async function confirm(scope: Scope, refunds: readonly DecidedRefund[]): Promise<void> {
  const confirmed = refunds.filter(
    (refund) => refund.outcome === 'unchanged' && isConfirmation(refund.version, refund.kept),
  );
  await queries.updateRefundStamps(
    scope,
    confirmed.map(({ refundId, version }) => ({ refund_id: refundId, source_updated_at: version.source_updated_at })),
  );
}

const keysOf = (refunds: readonly ToldRefund[]) =>
  refunds.map(({ document }) => ({ source: document.source, external_id: document.external_id }));
const orderKeysOf = (refunds: readonly ToldRefund[]) =>
  refunds.flatMap(({ document }) => (document.order ? [{ source: document.source, external_id: document.order }] : []));
