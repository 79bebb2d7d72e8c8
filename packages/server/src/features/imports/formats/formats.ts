import { Refusal } from '../../../platform/errors.ts';
import type { Format, RowReader } from './format.ts';
import { onlineRetail } from './online-retail.ts';

export const formats: readonly Format[] = [onlineRetail];

export interface Recognised {
  format: Format;
  header: readonly string[];
  read: RowReader;
}

/**
 * Finds the format by the names in the header, in any order and case.
 * @throws Refusal `unknown_header`, `duplicate_column`
 */
export function recognise(header: readonly string[]): Recognised {
  const names = header.map(plain);
  const format = formats.find(({ columns }) => columns.every((column) => names.includes(plain(column))));
  if (!format) throw unknownHeader(header);
  const columns = new Map(format.columns.map((column) => [column, onlyPlace(names, column)]));
  return { format, header, read: wholeRows(format, columns, header.length) };
}

/** Rows of another length than the header are shifted somewhere: nothing of them is believed but their document. */
function wholeRows(format: Format, columns: ReadonlyMap<string, number>, width: number): RowReader {
  const read = format.rowReader(columns);
  const recordAt = columns.get(format.recordColumn) ?? 0;
  return (cells) => {
    if (cells.length === width) return read(cells);
    const value = `${cells.length} of ${width} columns`;
    const record = (cells[recordAt] ?? '').trim().replaceAll('\0', '');
    return {
      is: 'misread',
      reason: 'columns_missing_or_extra',
      field: '',
      value,
      record: record.slice(0, 200) || null,
    };
  };
}

function onlyPlace(names: readonly string[], column: string): number {
  const place = names.indexOf(plain(column));
  // The last of two would silently win, and it may be the wrong one.
  if (names.indexOf(plain(column), place + 1) !== -1) {
    throw new Refusal('duplicate_column', `The header names the column ${column} twice`, { where: column });
  }
  return place;
}

function unknownHeader(header: readonly string[]): Refusal {
  const known = formats.map(({ title, columns }) => `${title} (${columns.join(', ')})`).join('; ');
  return new Refusal('unknown_header', `The header is not one that we know: ${quote(header)}. Known: ${known}.`, {
    where: 'line 1',
  });
}

/** What was found, cut to a length that can be read. */
function quote(header: readonly string[]): string {
  const shown = header.slice(0, 20).map((name) => JSON.stringify(name.slice(0, 40)));
  return header.length > 20 ? `${shown.join(', ')} and ${header.length - 20} more` : shown.join(', ');
}

const plain = (name: string): string => name.trim().toLowerCase();
