import type { Cells } from './cells.ts';
import { placesOf } from './columns.ts';
import type { Columns, Format, OrderTold, PersonTold, RowReader, Teller } from './format.ts';
import { firstPhone } from './people.ts';

const needs = {
  name: ['Name'],
  status: ['Financial Status'],
  created: ['Created at'],
  total: ['Total'],
  quantity: ['Lineitem quantity'],
  item: ['Lineitem name'],
  price: ['Lineitem price'],
};

const takes = {
  id: ['Id'],
  paid: ['Paid at'],
  fulfilled: ['Fulfilled at'],
  cancelled: ['Cancelled at', 'Canceled at'],
  currency: ['Currency'],
  subtotal: ['Subtotal'],
  shipping: ['Shipping'],
  taxes: ['Taxes'],
  duties: ['Duties'],
  refunded: ['Refunded Amount'],
  sku: ['Lineitem sku'],
  discount: ['Lineitem discount'],
  email: ['Email'],
  phone: ['Phone'],
  billingName: ['Billing Name'],
  billingPhone: ['Billing Phone'],
  billingCountry: ['Billing Country'],
  shippingName: ['Shipping Name'],
  shippingPhone: ['Shipping Phone'],
  shippingCountry: ['Shipping Country'],
  source: ['Source'],
  location: ['Location'],
  employee: ['Employee'],
};

/**
 * Shopify's export of orders: a row for each line of an order, where only the first says what is the order's. Its id is Shopify's
 * own, as its webhooks tell it; older files have the name alone (`#1001`).
 */
export const shopifyOrders: Format = {
  name: 'shopify_orders',
  title: 'Shopify: orders',
  source: 'shopify',
  needs: Object.values(needs),
  takes: Object.values(takes),
  rowReader,
};

type Places = Readonly<Record<keyof typeof needs | keyof typeof takes, number>>;

/** The rows of an order follow each other unless somebody sorted the file: so many orders are remembered, not all of them. */
const most_remembered = 50_000;

function rowReader(columns: Columns): RowReader {
  const at = placesOf(columns, { ...needs, ...takes });
  const ids = new Map<string, string>();

  return (cells, tell) => {
    const name = cells.neededId(at.name);
    const isKnown = ids.has(name);
    const record = cells.id(at.id) ?? ids.get(name) ?? name;
    if (ids.size >= most_remembered) ids.clear();
    ids.set(name, record);
    cells.belongsTo(record);
    cells.demandCurrency(at.currency);

    // Some tools repeat on every row what the order says, or half of it: the whole, told again, is the same.
    const [hasDate, hasTotal] = [!cells.isEmpty(at.created), !cells.isEmpty(at.total)];
    const tellsOrder = isKnown ? hasDate && hasTotal : hasDate || hasTotal;
    const tellsLine = !(cells.isEmpty(at.item) && cells.isEmpty(at.quantity));
    if (!tellsOrder && !tellsLine) return tell.passOver('nothing_recorded', at.item);
    if (tellsOrder) tellOrder(cells, at, record, name, tell);
    if (tellsLine) tellLine(cells, at, record, tell);
  };
}

function tellOrder(cells: Cells, at: Places, record: string, name: string, tell: Teller): void {
  const placedAt = cells.neededInstant(at.created);
  const totalMinor = cells.neededMoney(at.total);
  const status = statusOf(cells, at);
  const paidAt = status === 'unpaid' ? null : (cells.instant(at.paid) ?? placedAt);
  const deliveredAt = cells.instant(at.fulfilled);
  const cancelledAt = cells.instant(at.cancelled);
  const shippingMinor = cells.money(at.shipping);
  const person = personOf(cells, at);
  const known = { person, channel: channelOf(cells, at), location: cells.text(at.location, 200) } as const;

  tell.order({
    ...known,
    record,
    kind: 'sale',
    at: placedAt,
    number: name,
    paidAt,
    deliveredAt,
    cancelledAt,
    taxMinor: taxOf(cells, at, totalMinor, shippingMinor ?? 0),
    shippingMinor,
    totalMinor,
  });

  const refundedMinor = cells.money(at.refunded) ?? (status === 'refunded' ? totalMinor : 0);
  if (refundedMinor < 0) cells.refuse('amount_negative', at.refunded);
  if (refundedMinor > 0) {
    // The file does not say when the money went back: with the cancellation, or not before the last that is known of the order.
    const refundedAt = cancelledAt ?? Math.max(placedAt, paidAt ?? 0, deliveredAt ?? 0);
    tell.refund({ ...known, record: `${record}-refunded`, order: record, at: refundedAt, amountMinor: refundedMinor });
  }
}

const statuses: Readonly<Record<string, 'paid' | 'unpaid' | 'refunded'>> = {
  paid: 'paid',
  partially_paid: 'paid',
  partially_refunded: 'paid',
  refunded: 'refunded',
  pending: 'unpaid',
  authorized: 'unpaid',
  unpaid: 'unpaid',
  expired: 'unpaid',
  voided: 'unpaid',
};

function statusOf(cells: Cells, at: Places): 'paid' | 'unpaid' | 'refunded' {
  const word = cells.raw(at.status).toLowerCase().replaceAll(' ', '_');
  if (word === '') return cells.isEmpty(at.paid) ? 'unpaid' : 'paid';
  const status = Object.hasOwn(statuses, word) ? statuses[word] : undefined;
  if (!status) cells.refuse('unknown_status', at.status);
  return status ?? 'unpaid';
}

/**
 * Goods are the total less this and shipping, whether prices include the tax (subtotal + shipping = total) or it is put on top.
 * Duties are a tax as well where they are in the total.
 */
function taxOf(cells: Cells, at: Places, totalMinor: number, shippingMinor: number): number | null {
  const taxMinor = cells.money(at.taxes);
  const dutiesMinor = cells.money(at.duties) ?? 0;
  const onTopMinor = totalMinor - shippingMinor - (cells.money(at.subtotal) ?? totalMinor);
  const includesDuties = dutiesMinor > 0 && onTopMinor === (taxMinor ?? 0) + dutiesMinor;
  return includesDuties ? (taxMinor ?? 0) + dutiesMinor : taxMinor;
}

function personOf(cells: Cells, at: Places): PersonTold {
  return {
    email: cells.email(at.email),
    phone: firstPhone(cells, [
      { phone: at.phone, country: at.billingCountry },
      { phone: at.billingPhone, country: at.billingCountry },
      { phone: at.shippingPhone, country: at.shippingCountry },
    ]),
    name: cells.name(cells.isEmpty(at.billingName) ? at.shippingName : at.billingName),
  };
}

/** Orders of the till carry a place or an employee; what is entered by hand as a draft was agreed some other way. */
function channelOf(cells: Cells, at: Places): OrderTold['channel'] {
  const source = cells.raw(at.source).toLowerCase();
  if (source === 'pos') return 'pos';
  if (source === 'shopify_draft_order') return 'other';
  const isFromTill = source === '' && !(cells.isEmpty(at.location) && cells.isEmpty(at.employee));
  return isFromTill ? 'pos' : 'online';
}

function tellLine(cells: Cells, at: Places, record: string, tell: Teller): void {
  const name = cells.text(at.item);
  const quantity = cells.neededDecimal(at.quantity);
  const unitPrice = cells.neededDecimal(at.price);
  cells.demandAmount(quantity, unitPrice, at.price);
  tell.line({
    of: 'order',
    record,
    product: cells.id(at.sku) ?? name?.slice(0, 200) ?? null,
    name,
    quantity,
    unitPrice,
    discountMinor: cells.money(at.discount),
  });
}
