import { stringify } from 'csv-stringify/sync';

/** A column of a table for people with a spreadsheet. Numbers stay numbers; text never becomes a formula. */
export interface CsvColumn<Row> {
  name: string;
  cell: (row: Row) => string | number | null;
}

export function csvText<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const table = [columns.map(({ name }) => name), ...rows.map((row) => columns.map(({ cell }) => cell(row)))];
  // The byte order mark is how Excel knows UTF-8.
  return stringify(table, { bom: true, record_delimiter: '\r\n' });
}

/** The same in parts, for tables that are larger than memory. */
export const rowText = {
  head: <Row>(columns: readonly CsvColumn<Row>[]): string => csvText(columns, []),
  rows: <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string =>
    stringify(
      rows.map((row) => columns.map(({ cell }) => cell(row))),
      { record_delimiter: '\r\n' },
    ),
};

/** What people typed. */
export function text<Row>(name: string, value: (row: Row) => string | null): CsvColumn<Row> {
  return {
    name,
    cell: (row) => {
      const found = value(row);
      return found === null ? null : harmless(found);
    },
  };
}

export function number<Row>(name: string, value: (row: Row) => number | null): CsvColumn<Row> {
  return { name, cell: value };
}

/** Minor units as an exact decimal of major units, `-12.30`: no float on the way. */
export function money<Row>(name: string, digits: number, value: (row: Row) => number | null): CsvColumn<Row> {
  return {
    name,
    cell: (row) => {
      const minor = value(row);
      return minor === null ? null : decimal(minor, digits);
    },
  };
}

export function decimal(minor: number, digits: number): string {
  const figures = String(Math.abs(minor)).padStart(digits + 1, '0');
  const cut = figures.length - digits;
  return (minor < 0 ? '-' : '') + (digits === 0 ? figures : `${figures.slice(0, cut)}.${figures.slice(cut)}`);
}

/** Spaces of every kind, also those nobody sees, then what a spreadsheet takes for the start of a formula. */
const formula = /^[\p{White_Space}\u180e\u200b-\u200d\u2060\ufeff]*[=+\-@\t\r\n＝＋－＠]/u;
const line_ends = /(\r\n|[\n\r\v\f\u0085\u2028\u2029])/;

/** Text that begins like a formula, on any of its lines, gets a `'` there and at its start. */
function harmless(text: string): string {
  const [first = '', ...rest] = text.split(line_ends);
  const isFormula = (line: string) => !line_ends.test(line) && formula.test(line);
  if (!formula.test(text) && !rest.some(isFormula)) return text;
  return `'${first}${rest.map((line) => (isFormula(line) ? `'${line}` : line)).join('')}`;
}
