import type {
  dateOrders,
  decimalMarks,
  encodings,
  MappedKind,
  Reading,
  separators,
  Understanding,
} from '@regulars/contract/imports.ts';

/** How a file can be read, as a person would say it. */
export const encodingNames: Record<(typeof encodings)[number], string> = {
  'utf-8': 'Unicode (UTF-8)',
  'utf-16le': 'Unicode (UTF-16, from Excel)',
  'utf-16be': 'Unicode (UTF-16, big-endian)',
  'windows-1252': 'Western Windows (1252)',
  macintosh: 'Old Mac (Mac Roman)',
};

export const separatorNames: Record<(typeof separators)[number], string> = {
  ',': 'Comma  ,',
  ';': 'Semicolon  ;',
  '\t': 'Tab',
  '|': 'Bar  |',
};

export const dateOrderNames: Record<(typeof dateOrders)[number], string> = {
  ymd: 'Year, month, day: 2026-01-31',
  dmy: 'Day, month, year: 31/01/2026',
  mdy: 'Month, day, year: 01/31/2026',
};

export const decimalMarkNames: Record<(typeof decimalMarks)[number], string> = {
  '.': 'Point: 1,234.50',
  ',': 'Comma: 1.234,50',
};

export const mappedKindNames: Record<MappedKind, string> = {
  orders: 'An order, or a line of one',
  bookings: 'A booking',
  customers: 'A customer',
  quotes: 'A quote',
  appointments: 'An appointment',
};

/** How the file is read, for a look back: name and value. */
export function readingWords(reading: Reading, understanding: Understanding): [string, string][] {
  const words: [string, string | false][] = [
    ['Kind of file', understanding.title],
    ['Each row is', reading.kind !== null && mappedKindNames[reading.kind]],
    ['Sheet', reading.sheet ?? false],
    ['Text', !understanding.is_workbook && encodingNames[reading.encoding]],
    ['Columns are parted by', !understanding.is_workbook && separatorNames[reading.separator]],
    ['Names of the columns', reading.header_line > 1 && `on line ${reading.header_line}`],
    ['Dates', reading.date_order !== null && dateOrderNames[reading.date_order]],
    ['Decimals', reading.decimal_mark !== null && decimalMarkNames[reading.decimal_mark]],
    ['Time zone', reading.time_zone.replaceAll('_', ' ')],
    ['Source', reading.source],
  ];
  return words.flatMap(([name, value]): [string, string][] => (value === false ? [] : [[name, value]]));
}
