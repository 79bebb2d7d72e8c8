import type { Cells } from '../cells.ts';
import { dividedBy, isNegative, major, negated, plus, times } from '../decimals.ts';
import type { FileStyle } from '../file-style.ts';
import type { LineTold, OrderTold, RefundTold, RowReader, Teller } from '../format.ts';
import { type Amounts, amountsOf } from './amounts.ts';
import { channelOfWord } from './channel-words.ts';
import { type OrderDates, orderDates } from './order-dates.ts';
import { type Places, personOf } from './places.ts';

/**
 * Orders or bookings of any file. With a price or a sum of lines, each row is a line, and rows of one record id that follow each
 * other are one order: discount, tax and refunded are then the row's own, and everything else is the order's, said on its first row
 * or on each. Without, the rows of one record id say the same order, and each names a product of it.
 */
export function orderReader(at: Places, file: FileStyle, isBooking: boolean): RowReader {
  const hasLines = at.line_total >= 0 || at.unit_price >= 0;
  const ofOrder = orderPlaces(at, hasLines);
  const totalAt = at.total >= 0 ? at.total : at.amount;
  let first: { record: string; row: readonly string[] } | null = null;

  return (cells, tell) => {
    const record = at.record_id < 0 ? null : cells.neededId(at.record_id);
    cells.belongsTo(record);
    const isFirst = record === null || first?.record !== record;
    if (!isFirst && first) cells.fill(ofOrder, first.row);
    else if (record !== null) first = { record, row: cells.row };

    const amounts = amountsOf(cells, at, file);
    const totalMinor = amounts.money(totalAt);
    const sale: Sale = {
      record,
      isFirst,
      dates: orderDates(cells, at, isBooking),
      person: personOf(cells, at),
      channel: channelOfWord(cells.raw(at.channel)),
      location: cells.text(at.location, 200),
      totalMinor,
      shippingMinor: amounts.money(at.shipping),
      line: hasLines ? pricedLine(cells, at, amounts, file) : null,
    };
    const isPriced = totalMinor !== null || !(cells.isEmpty(at.line_total) && cells.isEmpty(at.unit_price));
    if (!isPriced) cells.refuse('value_missing', hasLines ? Math.max(at.line_total, at.unit_price) : totalAt);
    if (cells.problem) return;

    if (isGivenBack(sale)) return tellCredit(cells, at, sale, file, tell);
    tellOrder(cells, at, sale, amounts, isBooking, tell);
    tellRefund(cells, at, sale, amounts, file, tell);
  };
}

interface Sale extends Pick<OrderTold, 'record' | 'person' | 'channel'> {
  /** The first row of its record, or one of no record. */
  isFirst: boolean;
  dates: OrderDates;
  location: string | null;
  totalMinor: number | null;
  shippingMinor: number | null;
  line: PricedLine | null;
}

interface PricedLine extends Pick<LineTold, 'quantity' | 'unitPrice'> {
  discountMinor: number | null;
  taxMinor: number | null;
  /** What the customer paid for it, without tax: an exact decimal. */
  amount: string;
}

function orderPlaces(at: Places, hasLines: boolean): number[] {
  const ofRow = [at.product_id, at.product_name, at.category, at.quantity, at.unit_price, at.line_total];
  if (hasLines) ofRow.push(at.discount, at.tax, at.refunded);
  return Object.values(at).filter((place) => place >= 0 && !ofRow.includes(place));
}

/** A sum of the line stands over its price: it is what was paid. Some systems write a discount with a minus. */
function pricedLine(cells: Cells, at: Places, amounts: Amounts, file: FileStyle): PricedLine {
  const quantity = cells.decimal(at.quantity) ?? '1';
  const lineTotal = amounts.decimal(at.line_total);
  const taxMinor = amounts.money(at.tax);
  if (lineTotal === null) {
    const unitPrice = amounts.decimal(at.unit_price) ?? '0';
    const discountMinor = Math.abs(amounts.money(at.discount) ?? 0);
    cells.demandAmount(quantity, unitPrice, at.unit_price);
    const amount = plus(times(quantity, unitPrice), negated(major(discountMinor, file.currencyDigits)));
    return { quantity, unitPrice, discountMinor, taxMinor, amount };
  }
  const known = { discountMinor: null, taxMinor, amount: lineTotal };
  if (Number(quantity) === 0) return { ...known, quantity: '1', unitPrice: lineTotal };
  const pieces = isNegative(quantity) === isNegative(lineTotal) ? quantity : negated(quantity);
  return { ...known, quantity: pieces, unitPrice: dividedBy(lineTotal, pieces) };
}

const isGivenBack = ({ totalMinor, line }: Sale): boolean =>
  totalMinor === null ? line !== null && isNegative(line.amount) : totalMinor < 0;

/** Below zero: money given back to the customer, for no order that is named. */
function tellCredit(cells: Cells, at: Places, sale: Sale, file: FileStyle, tell: Teller): void {
  const { record, dates, line, totalMinor } = sale;
  if (dates.paidAt === null || dates.cancelledAt !== null) {
    tell.passOver('no_money_moved', at.status, { person: sale.person, at: dates.at });
    return;
  }
  const amountMinor = totalMinor === null ? null : -totalMinor;
  tell.refund({ ...refundOf(sale), record, order: null, at: dates.at, amountMinor });
  const product = productOf(cells, at);
  if (line === null && product === null) return;
  const amount = line === null ? major(totalMinor ?? 0, file.currencyDigits) : withTax(line, file);
  tell.line({ ...noProduct, ...product, of: 'refund', record, quantity: '1', unitPrice: negated(amount) });
}

function tellOrder(cells: Cells, at: Places, sale: Sale, amounts: Amounts, isBooking: boolean, tell: Teller): void {
  const { record, dates, line } = sale;
  const { status: _status, lastAt: _lastAt, ...happened } = dates;
  const isWorkOrder = at.promised_on >= 0;
  tell.order({
    ...happened,
    record,
    kind: isBooking ? 'booking' : isWorkOrder ? 'work_order' : 'sale',
    person: sale.person,
    channel: sale.channel,
    location: sale.location,
    number: cells.text(at.number, 64),
    promisedOn: cells.date(at.promised_on),
    taxMinor: line === null ? amounts.money(at.tax) : null,
    shippingMinor: sale.shippingMinor,
    tipMinor: amounts.money(at.tip),
    totalMinor: sale.totalMinor,
  });
  const product = productOf(cells, at);
  if (line) {
    const { amount: _amount, ...priced } = line;
    tell.line({ ...noProduct, ...product, ...priced, of: 'order', record });
  } else if (product) {
    // What it came to is said of the order alone, and is divided among its lines.
    tell.line({ ...product, of: 'order', record, quantity: cells.decimal(at.quantity) ?? '1', unitPrice: '0' });
  }
}

/** `refunded` says how much; without it a status may say that all of it was given back. */
function tellRefund(cells: Cells, at: Places, sale: Sale, amounts: Amounts, file: FileStyle, tell: Teller): void {
  const { record, dates, line, totalMinor } = sale;
  const said = amounts.decimal(at.refunded)?.replace('-', '') ?? null;
  const given = said ?? (dates.status === 'refunded' ? whole(sale, file) : null);
  const refundedAt = cells.instant(at.refunded_at) ?? dates.cancelledAt ?? dates.lastAt;
  if (given === null || Number(given) === 0) return;
  const refundRecord = record === null ? null : `${record}-refunded`;
  const isOfRow = line !== null && (said !== null || totalMinor === null);
  tell.refund({
    ...refundOf(sale),
    record: refundRecord,
    // Null: an order that is known by its content cannot be named, and its refund is the customer's.
    order: record,
    at: refundedAt,
    amountMinor: isOfRow ? null : amounts.minorOf(given, at.refunded),
  });
  if (isOfRow) {
    const product = productOf(cells, at);
    tell.line({ ...noProduct, ...product, of: 'refund', record: refundRecord, quantity: '1', unitPrice: given });
  }
}

/** What the customer paid: of the order, or of this row of it. */
function whole({ totalMinor, shippingMinor, isFirst, line }: Sale, file: FileStyle): string | null {
  if (totalMinor !== null) return major(totalMinor, file.currencyDigits);
  const shipping = major((isFirst && shippingMinor) || 0, file.currencyDigits);
  return line && plus(withTax(line, file), shipping);
}

const withTax = (line: PricedLine, file: FileStyle): string =>
  plus(line.amount, major(line.taxMinor ?? 0, file.currencyDigits));

const refundOf = ({ person, channel, location }: Sale): Pick<RefundTold, 'person' | 'channel' | 'location'> => ({
  person,
  channel,
  location,
});

const noProduct = { product: null, name: null };

/** Null where the file does not say what was sold. */
function productOf(cells: Cells, at: Places): Pick<LineTold, 'product' | 'name' | 'category'> | null {
  const name = cells.text(at.product_name);
  const category = cells.text(at.category, 120);
  const product = cells.id(at.product_id) ?? (name ?? category)?.slice(0, 200) ?? null;
  return product === null ? null : { product, name, category };
}
