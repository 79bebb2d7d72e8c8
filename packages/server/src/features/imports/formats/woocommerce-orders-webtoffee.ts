import type { Cells } from './cells.ts';
import { placesOf } from './columns.ts';
import { dividedBy } from './decimals.ts';
import type { Columns, Format, RowReader, Teller } from './format.ts';
import { unpack } from './packed-values.ts';
import { firstEmail, firstPhone } from './people.ts';

const needs = {
  id: ['order_id'],
  date: ['order_date'],
  status: ['status'],
  total: ['order_total'],
};

const takes = {
  number: ['order_number'],
  paid: ['paid_date'],
  currency: ['order_currency'],
  shipping: ['shipping_total'],
  tax: ['tax_total'],
  fees: ['fee_total'],
  refunds: ['refund_items'],
  customer: ['customer_id'],
  customerEmail: ['customer_email'],
  billingEmail: ['billing_email'],
  billingPhone: ['billing_phone'],
  billingCountry: ['billing_country'],
  firstName: ['billing_first_name'],
  lastName: ['billing_last_name'],
};

/**
 * WooCommerce orders as WebToffee's plug-in exports them, for WooCommerce itself has no such export: a row for each order, a column
 * for each of its lines (`line_item_1` …), amounts without tax and with a point. Times are the shop's.
 */
export const woocommerceOrders: Format = {
  name: 'woocommerce_orders_webtoffee',
  title: 'WooCommerce: orders (plug-in of WebToffee)',
  source: 'woocommerce',
  needs: Object.values(needs),
  marks: [['order_currency'], ['customer_id'], ['wt_import_key', 'line_item_1']],
  takes: Object.values(takes),
  takesLike: /^line_item_\d+$/i,
  rowReader,
};

type Places = Readonly<Record<keyof typeof needs | keyof typeof takes, number>>;

function rowReader(columns: Columns): RowReader {
  const at = placesOf(columns, { ...needs, ...takes });
  const linePlaces = columns.header.flatMap((name, place) => (/^line_item_\d+$/i.test(name.trim()) ? [place] : []));

  return (cells, tell) => {
    const record = cells.neededId(at.id);
    cells.belongsTo(record);
    cells.demandCurrency(at.currency);
    const placedAt = cells.neededInstant(at.date);
    const totalMinor = cells.neededMoney(at.total);
    const status = statusOf(cells, at.status);
    const paidDate = cells.instant(at.paid);
    const person = personOf(cells, at);
    if (status === 'none') return tell.passOver('not_a_sale', at.status, { person, at: placedAt });

    // The file does not date a cancellation: not before the last that is known.
    const lastAt = Math.max(placedAt, paidDate ?? 0);
    tell.order({
      record,
      at: placedAt,
      person,
      kind: 'sale',
      channel: 'online',
      number: cells.text(at.number, 64),
      paidAt: status === 'paid' || status === 'refunded' ? (paidDate ?? placedAt) : paidDate,
      cancelledAt: status === 'cancelled' ? lastAt : null,
      taxMinor: cells.money(at.tax),
      shippingMinor: cells.money(at.shipping),
      totalMinor,
    });
    for (const place of linePlaces) tellLine(cells, place, record, tell);
    tellFees(cells, at.fees, record, tell);

    const refunds = refundsOf(cells, at.refunds);
    if (refunds.length === 0 && status === 'refunded')
      refunds.push({ amountMinor: totalMinor, at: null, reason: null });
    for (const [nth, refund] of refunds.entries()) {
      const refundId = `${record}-refund-${nth + 1}`;
      const known = { person, order: record, channel: 'online' } as const;
      if (refund.amountMinor > 0) tell.refund({ ...known, ...refund, record: refundId, at: refund.at ?? lastAt });
    }
  };
}

type Status = 'paid' | 'unpaid' | 'cancelled' | 'refunded' | 'none';

const statuses: Readonly<Record<string, Status>> = {
  completed: 'paid',
  processing: 'paid',
  'on-hold': 'unpaid',
  pending: 'unpaid',
  failed: 'unpaid',
  cancelled: 'cancelled',
  refunded: 'refunded',
  'checkout-draft': 'none',
  'auto-draft': 'none',
  trash: 'none',
};

function statusOf(cells: Cells, place: number): Status {
  const word = cells.raw(place).toLowerCase().replace(/^wc-/, '');
  const status = Object.hasOwn(statuses, word) ? statuses[word] : undefined;
  if (!status) cells.refuse(word === '' ? 'value_missing' : 'unknown_status', place);
  return status ?? 'unpaid';
}

/** A guest's customer id is 0. */
function personOf(cells: Cells, at: Places) {
  const customer = cells.customerId(at.customer);
  return {
    externalId: customer === '0' ? null : customer,
    email: firstEmail(cells, at.customerEmail, at.billingEmail),
    phone: firstPhone(cells, [{ phone: at.billingPhone, country: at.billingCountry }]),
    name: cells.name(at.firstName, at.lastName),
  };
}

const lineKeys = [
  'name',
  'product_id',
  'sku',
  'quantity',
  'total',
  'sub_total',
  'tax',
  'tax_data',
  'refunded',
] as const;

function tellLine(cells: Cells, place: number, record: string, tell: Teller): void {
  const packed = cells.text(place, 20_000);
  if (packed === null) return;
  const { name, product_id, sku, quantity: pieces, total } = unpack(packed, lineKeys);
  const amount = cells.decimalOf(total ?? '', place, '.');
  if (amount === null) {
    cells.refuse('value_missing', place);
    return;
  }
  const quantity = cells.decimalOf(pieces ?? '', place, '.') ?? '1';
  const product = [product_id, sku, name].find((id) => id && id !== '0') ?? null;
  tell.line({
    of: 'order',
    record,
    product: product?.slice(0, 200) ?? null,
    name: name?.slice(0, 500) || null,
    ...(Number(quantity) > 0
      ? { quantity, unitPrice: dividedBy(amount, quantity) }
      : { quantity: '1', unitPrice: amount }),
  });
}

/** What was asked for something besides the goods is in the total, and would else be divided among them. */
function tellFees(cells: Cells, place: number, record: string, tell: Teller): void {
  const fees = cells.decimal(place);
  if (fees === null || Number(fees) === 0) return;
  tell.line({ of: 'order', record, product: null, name: 'Fees', quantity: '1', unitPrice: fees });
}

/** `amount:4.00|reason:chipped|date:2024-05-03 09:00:00`, parted by semicolons. */
function refundsOf(cells: Cells, place: number): { amountMinor: number; at: number | null; reason: string | null }[] {
  const packed = cells.text(place, 20_000);
  if (packed === null) return [];
  return packed.split(/;(?=\s*(?:amount|total):)/).map((part) => {
    const { amount, total, date, reason } = unpack(part, ['amount', 'total', 'reason', 'date']);
    const given = cells.moneyOf(cells.decimalOf((amount ?? total ?? '').replace(/^-/, ''), place, '.'), place);
    if (given === null) cells.refuse('value_missing', place);
    const at = cells.instantOf((date ?? '').replace(/;$/, ''), place);
    return { amountMinor: given ?? 0, at, reason: reason?.slice(0, 500) || null };
  });
}
