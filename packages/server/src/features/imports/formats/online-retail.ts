import type { Reason } from '../reasons.ts';
import { whyNotAmount, whyNotDecimal, whyNotLocalTime, whyNotText } from '../values.ts';
import type { Format, RowReader, Told } from './format.ts';

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
  columns: ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'],
  recordColumn: 'InvoiceNo',
  rowReader,
};

const idLength = 200;
const nameLength = 500;

function rowReader(columns: ReadonlyMap<string, number>): RowReader {
  const at = (column: string): number => columns.get(column) ?? -1;
  const [invoice, stock, description, quantity, date, price, customer] = onlineRetail.columns.map(at) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];

  // The rows of an invoice follow each other: its date is read once, not once a row.
  let lastDate = '';
  let whyNotLast: Reason | null = null;
  const whyNotDate = (text: string): Reason | null => {
    if (text !== lastDate || text === '') {
      lastDate = text;
      whyNotLast = whyNotLocalTime(text);
    }
    return whyNotLast;
  };

  return (cells) => {
    const cell = (place: number): string => (cells[place] ?? '').trim();
    const row: OnlineRetailRow = {
      InvoiceNo: cell(invoice),
      StockCode: cell(stock),
      Description: cell(description),
      Quantity: cell(quantity),
      InvoiceDate: cell(date),
      UnitPrice: cell(price),
      CustomerID: cell(customer),
    };
    return misread(row, whyNotDate(row.InvoiceDate)) ?? passedOver(row) ?? line(row);
  };
}

type Field = 'InvoiceNo' | 'StockCode' | 'Description' | 'Quantity' | 'InvoiceDate' | 'UnitPrice' | 'CustomerID';
type OnlineRetailRow = Record<Field, string>;

function misread(row: OnlineRetailRow, whyNotDate: Reason | null): Told | null {
  const wrong = (field: Field, reason: Reason | null): Told | null =>
    reason === null
      ? null
      : {
          is: 'misread',
          reason,
          field,
          value: row[field],
          record: row.InvoiceNo.replaceAll('\0', '').slice(0, idLength) || null,
        };
  return (
    wrong('InvoiceNo', whyNotId(row.InvoiceNo)) ??
    wrong('StockCode', whyNotId(row.StockCode)) ??
    wrong('Description', whyNotText(row.Description, nameLength)) ??
    wrong('CustomerID', whyNotText(row.CustomerID, idLength)) ??
    wrong('InvoiceDate', whyNotDate) ??
    wrong('Quantity', whyNotDecimal(row.Quantity)) ??
    wrong('UnitPrice', whyNotDecimal(row.UnitPrice)) ??
    wrong('UnitPrice', whyNotAmount(row.Quantity, row.UnitPrice))
  );
}

function whyNotId(text: string): Reason | null {
  return text === '' ? 'value_missing' : whyNotText(text, idLength);
}

function passedOver(row: OnlineRetailRow): Told | null {
  const because = (reason: Reason, field: Field): Told => ({
    is: 'passed_over',
    reason,
    field,
    value: row[field],
    at: row.InvoiceDate,
    customer: row.CustomerID || null,
  });
  const price = Number(row.UnitPrice);
  if (price < 0) return because('bad_debt', 'UnitPrice');
  if (!isCreditNote(row) && Number(row.Quantity) <= 0) return because('stock_write_off', 'Quantity');
  return price === 0 ? because('zero_price', 'UnitPrice') : null;
}

function line(row: OnlineRetailRow): Told {
  const isCredit = isCreditNote(row);
  return {
    is: isCredit ? 'credit_line' : 'order_line',
    record: row.InvoiceNo,
    at: row.InvoiceDate,
    customer: row.CustomerID || null,
    product: row.StockCode,
    name: row.Description || null,
    quantity: isCredit ? negated(row.Quantity) : row.Quantity,
    unitPrice: row.UnitPrice,
  };
}

const isCreditNote = (row: OnlineRetailRow): boolean => row.InvoiceNo.startsWith('C');

const negated = (decimal: string): string => (decimal.startsWith('-') ? decimal.slice(1) : `-${decimal}`);
