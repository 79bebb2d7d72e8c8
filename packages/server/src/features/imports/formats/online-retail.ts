import { placesOf } from './columns.ts';
import { negated } from './decimals.ts';
import type { Columns, Format, PersonTold, RowReader } from './format.ts';

const needs = {
  invoice: ['InvoiceNo'],
  stock: ['StockCode'],
  description: ['Description'],
  quantity: ['Quantity'],
  date: ['InvoiceDate'],
  price: ['UnitPrice'],
  customer: ['CustomerID'],
};

/**
 * Online Retail (UCI Machine Learning Repository no. 352): one row per line of an invoice.
 * An invoice is an order; one that starts with C is a credit note for the customer, of no order. Sales have a quantity and
 * a price above zero. A StockCode is kept as written, letter by letter: codes that differ in case are different products,
 * because to join them is the merchant's to say.
 */
export const onlineRetail: Format = {
  name: 'online_retail',
  title: 'Online Retail',
  source: 'online_retail',
  needs: Object.values(needs),
  takes: [],
  rowReader,
};

function rowReader(columns: Columns): RowReader {
  const at = placesOf(columns, needs);
  // The rows of an invoice follow each other: it is told anew only where something of it changes.
  let last = { invoice: '', date: 0, customer: '' };

  return (cells, tell) => {
    const invoice = cells.neededId(at.invoice);
    cells.belongsTo(invoice);
    const product = cells.neededId(at.stock);
    const name = cells.text(at.description);
    const customer = cells.customerId(at.customer);
    const placedAt = cells.neededInstant(at.date);
    const quantity = cells.neededDecimal(at.quantity);
    const unitPrice = cells.neededDecimal(at.price);
    cells.demandAmount(quantity, unitPrice, at.price);
    if (cells.problem) return;

    const isCredit = invoice.startsWith('C');
    const person: PersonTold | null = customer === null ? null : { externalId: customer };
    const seen = { person, at: placedAt };
    if (Number(unitPrice) < 0) {
      // Without a customer it is bookkeeping; with one it would be money owed, which this file says nowhere else.
      return customer === null ? tell.passOver('bad_debt', at.price, seen) : cells.refuse('amount_negative', at.price);
    }
    if (!isCredit && Number(quantity) <= 0) return tell.passOver('stock_write_off', at.quantity, seen);
    if (Number(unitPrice) === 0) return tell.passOver('zero_price', at.price, seen);

    const isTold = last.invoice === invoice && last.date === placedAt && last.customer === (customer ?? '');
    if (!isTold) {
      last = { invoice, date: placedAt, customer: customer ?? '' };
      const known = { record: invoice, at: placedAt, person, channel: 'online' } as const;
      if (isCredit) tell.refund({ ...known, order: null, amountMinor: null });
      else tell.order({ ...known, kind: 'sale', paidAt: placedAt });
    }
    tell.line({
      of: isCredit ? 'refund' : 'order',
      record: invoice,
      product,
      name,
      quantity: isCredit ? negated(quantity) : quantity,
      unitPrice,
    });
  };
}
