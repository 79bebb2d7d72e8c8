import type { Reading } from '@regulars/contract/imports.ts';
import { Refusal } from '../../../platform/errors.ts';
import { columnsOf, plain } from './columns.ts';
import { crmOpportunities } from './crm-opportunities.ts';
import { figuresOnly } from './figures-only.ts';
import type { FileStyle } from './file-style.ts';
import type { Columns, Format, RowReader } from './format.ts';
import { hotelBookings } from './hotel-bookings.ts';
import { mapped, missingFields } from './mapped.ts';
import { onlineRetail } from './online-retail.ts';
import { regularsCustomers } from './regulars-customers.ts';
import { shopifyCustomers } from './shopify-customers.ts';
import { shopifyOrders } from './shopify-orders.ts';
import { squareItems } from './square-items.ts';
import { squareTransactions } from './square-transactions.ts';
import { stripePayments } from './stripe-payments.ts';
import { woocommerceCustomers } from './woocommerce-customers.ts';
import { woocommerceOrders } from './woocommerce-orders-webtoffee.ts';

/** The kinds of file that are known by their header. */
export const formats: readonly Format[] = [
  shopifyOrders,
  shopifyCustomers,
  squareTransactions,
  squareItems,
  stripePayments,
  woocommerceOrders,
  woocommerceCustomers,
  regularsCustomers,
  onlineRetail,
  hotelBookings,
  crmOpportunities,
  ...figuresOnly,
];

export function formatNamed(name: string): Format | null {
  return formats.find((format) => format.name === name) ?? null;
}

/** The kinds of file that can be chosen by hand. */
export function formatTitles(): { name: string; title: string }[] {
  return formats.filter(({ refusal }) => refusal === undefined).map(({ name, title }) => ({ name, title }));
}

/**
 * Finds the format by the names in the header, in any order and case; of several the one that needs the most columns.
 * Null: none. It may be one of which nothing can be taken (`refusal`).
 * @throws Refusal `duplicate_column`
 */
export function recognise(header: readonly string[]): Format | null {
  const columns = columnsOf(header);
  const fitting = formats.filter((format) => headerOf(format).every((spellings) => columns.at(...spellings) >= 0));
  const [format] = fitting.sort((a, b) => headerOf(b).length - headerOf(a).length);
  if (!format) return null;
  demandOnce(format, header);
  return format;
}

const headerOf = ({ needs, marks = [] }: Format) => [...needs, ...marks];

/** What a file lacks to be of this format: each column by its first spelling. */
export function missingColumns(format: Format, columns: Columns): string[] {
  return format.needs.flatMap((spellings) => (columns.at(...spellings) < 0 ? (spellings[0] ?? []) : []));
}

/** The columns of a file that are not taken. */
export function leftOut(format: Format, header: readonly string[]): string[] {
  const taken = takenBy(format);
  return header.filter((name) => plain(name) !== '' && !taken(name));
}

/** @throws Refusal `duplicate_column`: the last of two would silently win, and it may be the wrong one */
export function demandOnce(format: Format, header: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of header.filter(takenBy(format))) {
    if (seen.has(plain(name))) {
      throw new Refusal('duplicate_column', `The header names the column ${name.trim()} twice`, { where: name.trim() });
    }
    seen.add(plain(name));
  }
}

/** The places of the columns that are taken. */
export function columnsTaken(format: Format, header: readonly string[]): number[] {
  const taken = takenBy(format);
  return header.flatMap((name, place) => (taken(name) ? [place] : []));
}

/**
 * Reads the rows of a file as it was said to be read.
 * @throws Refusal `unknown_format`, `columns_missing`, `duplicate_column`
 */
export function readerOf(
  { format: name, kind, columns: given }: Pick<Reading, 'format' | 'kind' | 'columns'>,
  header: readonly string[],
  file: FileStyle,
): RowReader {
  if (name !== 'mapped') {
    const format = formatNamed(name);
    if (!format) throw new Refusal('unknown_format', `There is no kind of file called ${name}`, { where: 'format' });
    const missing = missingColumns(format, columnsOf(header));
    if (missing.length > 0) {
      throw new Refusal('columns_missing', `${format.title}: the file has no column ${missing.join(', ')}`);
    }
    demandOnce(format, header);
    return rowReaderOf(format, header, file);
  }
  if (!kind) throw new Refusal('columns_missing', 'What does a row of this file tell?', { where: 'kind' });
  const [missing] = missingFields(kind, given);
  if (missing) throw new Refusal('columns_missing', missing.text, { where: 'columns' });
  return rowReaderOf(mapped(kind, given, header), header, file);
}

/**
 * Reads the rows of a file of this format. A row that is longer or shorter than the header is shifted somewhere: nothing of it is
 * believed but its record. Only what a spreadsheet does is let pass: it adds empty cells, and leaves out the last ones that are
 * empty, which can be told from a shift as long as nothing that is needed is missing.
 */
export function rowReaderOf(format: Format, header: readonly string[], file: FileStyle): RowReader {
  const columns = columnsOf(header);
  const read = format.rowReader(columns, file);
  const width = header.length;
  const lastNeeded = Math.max(...format.needs.map((spellings) => columns.at(...spellings)));
  const isWhole = (cells: Parameters<RowReader>[0]) =>
    cells.width === width || (cells.width > width ? cells.isEmptyFrom(width) : cells.width > lastNeeded);

  return (cells, tell) => {
    if (cells.isEmpty(0) && cells.isEmptyFrom(0)) return tell.passOver('row_is_empty', -1);
    if (!isWhole(cells)) {
      cells.refuse('columns_missing_or_extra', -1, false, `${cells.width} of ${width} columns`);
    }
    read(cells, tell);
  };
}

function takenBy(format: Format): (name: string) => boolean {
  const taken = new Set([...format.needs, ...format.takes].flat().map(plain));
  return (name) => taken.has(plain(name)) || (format.takesLike?.test(name.trim()) ?? false);
}
