import { Cells } from '../cells.ts';
import type { FileStyle } from '../file-style.ts';
import type { Format, Teller } from '../format.ts';
import { recognise, rowReaderOf } from '../formats.ts';

// For tests: what a format makes of rows, in a form that a test can show.

/** What was told, without what was left empty; instants as ISO 8601 without their zeros. */
export type Told = Readonly<Record<string, unknown>>;

export interface ReadRow {
  told: Told[];
  /** `reason Column`. */
  refused: string | null;
  passedOver: string | null;
  leftOut: string[];
}

const usual: FileStyle = {
  dateOrder: 'ymd',
  decimalMark: '.',
  timeZone: 'UTC',
  currency: 'USD',
  currencyDigits: 2,
  country: 'US',
};

/** The cells of a row by their columns. */
export type Row = Readonly<Record<string, string>>;

/** Reads rows of a file with this header, as `style` says otherwise than usual. */
export function reading(format: Format, header: readonly string[], style: Partial<FileStyle> = {}) {
  const file = { ...usual, ...style };
  const read = rowReaderOf(format, header, file);
  const cells = new Cells(file);
  let line = 1;

  const readCells = (row: readonly string[]): ReadRow => {
    line += 1;
    const told: Told[] = [];
    let passedOver: string | null = null;
    const tells = (is: string) => (what: object) => {
      told.push(shown(is, what));
    };
    const tell: Teller = {
      order: tells('order'),
      line: tells('line'),
      refund: tells('refund'),
      quote: tells('quote'),
      appointment: tells('appointment'),
      customer: tells('customer'),
      passOver: (reason, place, seen) => {
        passedOver = [reason, header[place]].filter(Boolean).join(' ');
        if (seen) told.push(shown('seen', seen));
      },
    };
    cells.start(line, row);
    read(cells, tell);
    const named = ({ reason, place }: { reason: string; place: number }) =>
      [reason, header[place]].filter(Boolean).join(' ');
    return {
      told: cells.problem ? [] : told,
      refused: cells.problem && named(cells.problem),
      passedOver: cells.problem ? null : passedOver,
      leftOut: cells.leftOut.map(named),
    };
  };

  return {
    cells: readCells,
    row: (row: Row): ReadRow => readCells(header.map((name) => row[name] ?? '')),
    /** All that several rows tell. */
    told: (...rows: readonly Row[]): Told[] =>
      rows.flatMap((row) => readCells(header.map((name) => row[name] ?? '')).told),
    record: () => cells.record,
  };
}

/** As `reading`, of the format that the header is known by. */
export function readingOf(header: string, style: Partial<FileStyle> = {}) {
  const names = header.split(',');
  const format = recognise(names);
  if (!format) throw new Error(`no format is known by ${header}`);
  return { format, ...reading(format, names, style) };
}

function shown(is: string, what: object): Told {
  const values = Object.entries(what).filter(([, value]) => value !== null && value !== undefined);
  const readable = values.map(([key, value]) => [
    key,
    typeof value === 'number' && isInstant(key) ? instant(value) : person(value),
  ]);
  return { is, ...Object.fromEntries(readable) };
}

const isInstant = (key: string) => /^at$|At$|By$/.test(key);

const person = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  const known = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  return Object.fromEntries(
    known.map(([key, part]) => [key, isInstant(key) ? instant(part as number) : (part as unknown)]),
  );
};

const instant = (at: number): string =>
  new Date(at)
    .toISOString()
    .replace(/\.000Z$/, '')
    .replace(/T00:00:00$/, '');
