import type { OrderInput, OrderStatusChange, RefundInput } from '@regulars/contract/activity.ts';
import { compareInstants, earliest, latest, utc } from './calendar.ts';
import { spread } from './spread.ts';
import type { History, Telling } from './tellings.ts';
import type { Customer, Instant, Order, OrderLine, Refund, RefundLine, World } from './world.ts';

export type FoldOptions = {
  /**
   * Which of two documents of the same record wins when their `source_updated_at` are equal or both missing: the second
   * if positive. The database goes by a hash of the content; pass that here. Left out: the greater JSON text.
   */
  breakTie?: (a: OrderInput | RefundInput, b: OrderInput | RefundInput) => number;
  /** The id of something in the world. Left out: `shop/o1` for what is known by its source, else the told id itself. */
  idOf?: IdOf;
};

export type IdOf = (
  kind: 'customer' | 'location' | 'product' | 'order' | 'refund',
  told: { source: string | null; external_id: string },
) => string;

/** What all that was told amounts to. Looks at the tellings as a set: their order of arrival and repeats do not matter. */
export const fold = (history: History, { breakTie = byText, idOf = asTold }: FoldOptions = {}): World => {
  const { tellings } = history;
  const order_documents = winners(
    tellings.flatMap((telling) => (telling.tells === 'order' ? [telling.document] : [])),
    breakTie,
  );
  const refund_documents = winners(
    tellings.flatMap((telling) => (telling.tells === 'refund' ? [telling.document] : [])),
    breakTie,
  );
  const naming: Naming = { history, idOf, orders: new Map() };

  for (const document of order_documents) naming.orders.set(identity(document), orderOf(document, naming));
  return {
    organization: history.organization,
    customers: customersOf(history, idOf),
    orders: [...naming.orders.values()],
    refunds: refund_documents.map((document) => refundOf(document, naming)),
  };
};

type Naming = { history: History; idOf: IdOf; orders: Map<string, Order> };

/** Of the documents of each record the newest; one without `source_updated_at` is older than any that has it. */
const winners = <Told extends OrderInput | RefundInput>(
  documents: Told[],
  breakTie: (a: Told, b: Told) => number,
): Told[] => {
  const newest = new Map<string, Told>();
  for (const document of documents) {
    const best = newest.get(identity(document));
    if (best === undefined || isNewer(document, best, breakTie)) newest.set(identity(document), document);
  }
  return [...newest.keys()].sort().map((key) => newest.get(key) as Told);
};

const isNewer = <Told extends OrderInput | RefundInput>(
  one: Told,
  best: Told,
  breakTie: (a: Told, b: Told) => number,
): boolean => {
  const [mine, its] = [one.source_updated_at, best.source_updated_at];
  if (mine !== undefined && its === undefined) return true;
  if (mine === undefined && its !== undefined) return false;
  const difference = mine !== undefined && its !== undefined ? compareInstants(mine, its) : 0;
  return difference === 0 ? breakTie(best, one) > 0 : difference > 0;
};

const orderOf = (document: OrderInput, { history, idOf }: Naming): Order => {
  const { source, external_id } = document;
  const kind = document.kind ?? 'sale';
  const lines = linesOf(document, idOf);
  const goods_minor = lines.reduce((total, line) => total + line.total_minor, 0);
  const total_minor = goods_minor + (document.tax_minor ?? 0) + (document.shipping_minor ?? 0);
  return {
    id: idOf('order', { source, external_id }),
    customer_id: customerOf(document, idOf),
    location_id: locationOf(document, idOf),
    channel: document.channel ?? 'other',
    kind,
    happened_at: utc((kind === 'booking' ? document.slot_starts_at : undefined) ?? document.placed_at),
    total_minor,
    value_minor: history.organization.values_by === 'goods' ? goods_minor : total_minor,
    ...statusesOf(document, history.tellings),
    voided: isVoided(history.tellings, 'order', document),
    is_test: document.is_test ?? false,
    lines,
  };
};

const linesOf = (document: OrderInput, idOf: IdOf): OrderLine[] => {
  const lines = (document.lines ?? []).map((line) => ({
    product_id: productOf(document.source, line.product, idOf),
    total_minor:
      line.total_minor ?? priceOf(String(line.quantity), String(line.unit_price)) - (line.discount_minor ?? 0),
  }));
  const weights = lines.map((line) => line.total_minor);
  const discounts = spread(document.discount_minor ?? 0, weights);
  return lines.map((line, index) => ({ ...line, total_minor: line.total_minor - (discounts[index] ?? 0) }));
};

/** Quantity × unit price in hundredths, exact, halves away from zero. The histories are in a currency of two digits. */
const priceOf = (quantity: string, unit_price: string): number => {
  const [a, b] = [scaled(quantity), scaled(unit_price)];
  const billionths_of_minor = a * b * 100n;
  const unit = 10n ** 18n;
  const half = billionths_of_minor < 0n ? -unit / 2n : unit / 2n;
  return Number((billionths_of_minor + half) / unit);
};

/** A decimal as a whole number of billionths. */
const scaled = (decimal: string): bigint => {
  const [whole = '', digits = ''] = decimal.split('.');
  return BigInt(whole + digits.padEnd(9, '0'));
};

type Statuses = Pick<
  Order,
  'confirmed_at' | 'paid_at' | 'completed_at' | 'delivered_at' | 'cancelled_at' | 'no_show_at'
>;

/** The dates of the winning document and all changes told apart, together. */
const statusesOf = (document: OrderInput, tellings: Telling[]): Statuses => {
  const changes = tellings
    .filter((telling) => telling.tells === 'status')
    .map((telling) => telling.change)
    .filter((change) => identity(change) === identity(document));
  const told = (status: OrderStatusChange['status'], in_document: Instant | undefined): Instant[] => [
    ...(in_document === undefined ? [] : [utc(in_document)]),
    ...changes.filter((change) => change.status === status).map((change) => utc(change.at)),
  ];
  const reinstated_at = latest(told('reinstated', undefined));
  const unlessReinstated = (at: Instant | null): Instant | null =>
    at !== null && reinstated_at !== null && compareInstants(reinstated_at, at) >= 0 ? null : at;

  const completed_at = earliest(told('completed', document.completed_at));
  const no_show_at = unlessReinstated(latest(told('no_show', document.no_show_at)));
  return {
    confirmed_at: earliest(told('confirmed', document.confirmed_at)),
    paid_at: earliest(told('paid', document.paid_at)),
    delivered_at: earliest(told('delivered', document.delivered_at)),
    cancelled_at: unlessReinstated(latest(told('cancelled', document.cancelled_at))),
    completed_at,
    no_show_at: unlessTheyCame(no_show_at, completed_at),
  };
};

/**
 * Nobody both came and did not come: the later word stands, at the same instant that they came. A no-show that was
 * corrected never was one, as with a cancellation taken back; a completion that a no-show corrects held until then.
 */
const unlessTheyCame = (no_show_at: Instant | null, completed_at: Instant | null): Instant | null => {
  if (no_show_at === null || completed_at === null) return no_show_at;
  return compareInstants(completed_at, no_show_at) >= 0 ? null : no_show_at;
};

const refundOf = (document: RefundInput, { history, idOf, orders }: Naming): Refund => {
  const { source, external_id } = document;
  const order =
    document.order === undefined ? undefined : orders.get(identity({ source, external_id: document.order }));
  return {
    id: idOf('refund', { source, external_id }),
    order_id: order?.id ?? null,
    claims_order: document.order !== undefined,
    customer_id: customerOf(document, idOf),
    location_id: locationOf(document, idOf),
    channel: document.channel ?? 'other',
    refunded_at: utc(document.refunded_at),
    amount_minor: document.amount_minor,
    voided: isVoided(history.tellings, 'refund', document),
    lines: refundLinesOf(document, order, idOf),
  };
};

/** Its own lines as they are told; without any the whole amount falls on the lines of its order. */
const refundLinesOf = (document: RefundInput, order: Order | undefined, idOf: IdOf): RefundLine[] => {
  const own = (document.lines ?? []).map((line) => ({
    product_id: productOf(document.source, line.product, idOf),
    amount_minor: line.amount_minor,
  }));
  if (own.length > 0 || order === undefined) return own;
  const weights = order.lines.map((line) => line.total_minor);
  const amounts = spread(document.amount_minor, weights);
  return order.lines.map((line, index) => ({ product_id: line.product_id, amount_minor: amounts[index] ?? 0 }));
};

/** Merges in the order in which people did them; an undone one leaves no trace. */
const customersOf = ({ people, tellings }: History, idOf: IdOf): Customer[] => {
  const redirects = new Map<string, string>();
  for (const telling of tellings) {
    if (telling.tells === 'merge') redirects.set(telling.from, telling.into);
    if (telling.tells === 'undo_merge') redirects.delete(telling.from);
  }
  const id = (email: string) => idOf('customer', { source: null, external_id: email });
  return people.map((email) => {
    const into = redirects.get(email);
    return { id: id(email), merged_into: into === undefined ? null : id(into) };
  });
};

const isVoided = (tellings: Telling[], of: 'order' | 'refund', document: Identified): boolean =>
  tellings.some((telling) => telling.tells === 'void' && telling.of === of && identity(telling) === identity(document));

type Identified = { source: string; external_id: string };

const identity = ({ source, external_id }: Identified): string => JSON.stringify([source, external_id]);

const customerOf = ({ customer }: OrderInput | RefundInput, idOf: IdOf): string | null =>
  customer?.email === undefined ? null : idOf('customer', { source: null, external_id: customer.email });

const locationOf = ({ location }: OrderInput | RefundInput, idOf: IdOf): string | null =>
  location === undefined ? null : idOf('location', { source: null, external_id: location });

const productOf = (source: string, product: string | undefined, idOf: IdOf): string | null =>
  product === undefined ? null : idOf('product', { source, external_id: product });

const asTold: IdOf = (_kind, { source, external_id }) => (source === null ? external_id : `${source}/${external_id}`);

const byText = (a: OrderInput | RefundInput, b: OrderInput | RefundInput): number => {
  const [mine, its] = [canonical(a), canonical(b)];
  if (mine === its) return 0;
  return its > mine ? 1 : -1;
};

/** JSON with its keys in order, so that equal content is equal text. */
const canonical = (document: unknown): string =>
  JSON.stringify(document, (_key, value) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort())
      : value,
  );
