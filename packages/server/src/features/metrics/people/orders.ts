import type { CustomerOrder, CustomerRecord } from '@regulars/contract/customers.ts';
import { localDate } from '../../../platform/clock.ts';
import type { Scope } from '../../../platform/scope.ts';
import type { Settings } from '../../organizations/organizations.ts';
import { begin, type Moment, stamp } from '../moment.ts';
import { isInstantKey, readCursor, writeCursor } from './cursor.ts';
import { toldBy } from './detail-queries.ts';
import * as queries from './order-queries.ts';
import { inOrder, orderState, orderStatuses } from './order-states.ts';
import { standingOf } from './standing.ts';

const cursorOf = 'records';

/**
 * What had happened with a customer by then, newest first: orders with their lines and refunds, credit notes, quotes, appointments.
 * @throws Refusal `unknown_customer`, `wrong_cursor`, `in_the_future`
 */
export async function customerOrders(
  scope: Scope,
  input: { customer_id: string; as_of?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const { settings, moment } = await begin(scope, input.as_of);
  const { family } = await standingOf(scope, settings, input.customer_id);
  const after = input.cursor === undefined ? null : readCursor(cursorOf, input.cursor, [isInstantKey]);
  const found = await queries.readRecords(scope, moment, { family, after, limit: input.limit + 1 });
  const shown = found.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    ...stamp(settings, moment),
    records: await tell(scope, settings, moment, shown),
    next_cursor: found.length > input.limit && last ? writeCursor(cursorOf, { ...last, stretch: 0 }) : null,
  };
}

/** The records themselves, in this order. */
async function tell(
  scope: Scope,
  settings: Settings,
  moment: Moment,
  found: readonly queries.FoundRecord[],
): Promise<CustomerRecord[]> {
  const idsOf = (...kinds: queries.FoundRecord['record'][]) =>
    found.filter(({ record }) => kinds.includes(record)).map(({ id }) => id);
  const told = new Map<string, CustomerRecord>([
    ...(await tellOrders(scope, settings, moment, idsOf('order'))),
    ...(await tellCreditNotes(scope, settings, idsOf('credit_note'))),
    ...(await tellQuotes(scope, settings, moment, idsOf('quote'))),
    ...(await tellAppointments(scope, settings, moment, idsOf('appointment'))),
  ]);
  return found.flatMap(({ id }) => told.get(id) ?? []);
}

async function tellOrders(
  scope: Scope,
  settings: Settings,
  moment: Moment,
  ids: readonly string[],
): Promise<[string, CustomerOrder][]> {
  const orders = await queries.readOrders(scope, ids);
  const lines = Map.groupBy(await queries.readLines(scope, ids), (line) => line.order_id);
  const lineCounts = new Map((await queries.countLines(scope, ids)).map((row) => [row.order_id, row.line_count]));
  const refunds = Map.groupBy(await queries.readRefundsOf(scope, moment, ids), (refund) => refund.order_id);
  return orders.map((order) => {
    const given = refunds.get(order.order_id) ?? [];
    const refunded_minor = given.reduce((sum, refund) => sum + refund.amount_minor, 0);
    return [
      order.order_id,
      {
        record: 'order',
        order_id: order.order_id,
        number: order.number,
        kind: order.kind,
        channel: order.channel,
        location: order.location,
        slug: order.slug,
        happened_at: order.happened_at.toISOString(),
        happened_on: localDate(order.happened_at, settings.timeZone),
        placed_at: order.placed_at.toISOString(),
        slot_ends_at: order.slot_ends_at?.toISOString() ?? null,
        promised_on: order.promised_on,
        state: orderState(order, refunded_minor, moment.at),
        statuses: orderStatuses(order, moment.at),
        goods_minor: order.goods_minor,
        discount_minor: order.discount_minor,
        tax_minor: order.tax_minor,
        shipping_minor: order.shipping_minor,
        total_minor: order.total_minor,
        tip_minor: order.tip_minor,
        value_minor: order.value_minor,
        refunded_minor,
        lines: (lines.get(order.order_id) ?? []).map(({ order_id: _, ...line }) => line),
        line_count: lineCounts.get(order.order_id) ?? 0,
        // Theirs by the order, whoever was named with the refund.
        refunds: given.map((refund) => ({ ...refundOf(refund, settings), customer_id: order.customer_id })),
        ...provenanceOf(order),
      },
    ];
  });
}

async function tellCreditNotes(
  scope: Scope,
  settings: Settings,
  ids: readonly string[],
): Promise<[string, CustomerRecord][]> {
  return (await queries.readCreditNotes(scope, ids)).map((refund) => [
    refund.refund_id,
    { record: 'credit_note', ...refundOf(refund, settings) },
  ]);
}

async function tellQuotes(
  scope: Scope,
  settings: Settings,
  moment: Moment,
  ids: readonly string[],
): Promise<[string, CustomerRecord][]> {
  return (await queries.readQuotes(scope, ids)).map((quote) => [
    quote.quote_id,
    {
      record: 'quote',
      quote_id: quote.quote_id,
      title: quote.title,
      location: quote.location,
      amount_minor: quote.amount_minor,
      quoted_at: quote.quoted_at.toISOString(),
      quoted_on: localDate(quote.quoted_at, settings.timeZone),
      expires_on: quote.expires_on,
      statuses: inOrder(
        [
          { status: 'accepted', at: quote.accepted_at },
          { status: 'won', at: quote.won_at },
          { status: 'lost', at: quote.lost_at },
        ],
        moment.at,
      ),
      ...provenanceOf(quote),
    },
  ]);
}

async function tellAppointments(
  scope: Scope,
  settings: Settings,
  moment: Moment,
  ids: readonly string[],
): Promise<[string, CustomerRecord][]> {
  return (await queries.readAppointments(scope, ids)).map((appointment) => [
    appointment.appointment_id,
    {
      record: 'appointment',
      appointment_id: appointment.appointment_id,
      kind: appointment.kind,
      location: appointment.location,
      starts_at: appointment.starts_at.toISOString(),
      starts_on: localDate(appointment.starts_at, settings.timeZone),
      ends_at: appointment.ends_at?.toISOString() ?? null,
      statuses: inOrder(
        [
          { status: 'confirmed', at: appointment.confirmed_at },
          { status: 'completed', at: appointment.completed_at },
          { status: 'cancelled', at: appointment.cancelled_at },
          { status: 'no_show', at: appointment.no_show_at },
        ],
        moment.at,
      ),
      ...provenanceOf(appointment),
    },
  ]);
}

function refundOf(refund: queries.RefundRow, settings: Settings) {
  return {
    refund_id: refund.refund_id,
    refunded_at: refund.refunded_at.toISOString(),
    refunded_on: localDate(refund.refunded_at, settings.timeZone),
    amount_minor: refund.amount_minor,
    reason: refund.reason,
    ...provenanceOf(refund),
  };
}

/** The system and the file that told of a record, and for whom it was recorded. */
function provenanceOf(record: queries.Provenance) {
  return {
    source: record.source,
    external_id: record.external_id,
    import: toldBy(record),
    recorded_at: record.recorded_at.toISOString(),
    customer_id: record.customer_id,
  };
}
