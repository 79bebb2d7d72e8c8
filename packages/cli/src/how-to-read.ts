import {
  dateOrders,
  decimalMarks,
  encodings,
  type MappedField,
  mappedFields,
  mappedKinds,
  type Reading,
  separators,
} from '@regulars/contract/imports.ts';
import { WrongUse } from './failures.ts';

/** How a file is read, as options of a command: what the page offers as a form. */
export const readingOptions = {
  as: { type: 'string', valueHint: 'shopify_orders', description: 'The kind of file, where it is not recognised' },
  kind: {
    type: 'string',
    valueHint: mappedKinds.join('|'),
    description: 'Of a file with columns of its own: what a row tells',
  },
  columns: {
    type: 'string',
    valueHint: 'total=Amount,placed_at=Date',
    description: 'Of a file with columns of its own: which column holds what',
  },
  source: {
    type: 'string',
    valueHint: 'name',
    description: 'The system the ids belong to; two shops with the same kind of file need two',
  },
  encoding: { type: 'string', valueHint: encodings.join('|'), description: 'Where it is guessed wrong' },
  separator: { type: 'string', valueHint: ', ; tab |', description: 'Where it is guessed wrong' },
  sheet: { type: 'string', valueHint: 'name', description: 'Of a workbook' },
  'date-order': { type: 'string', valueHint: dateOrders.join('|'), description: '01/02/2026: which is the day' },
  'decimal-mark': { type: 'string', valueHint: '. or ,', description: '1,234: what the comma is' },
  'file-time-zone': { type: 'string', valueHint: 'Europe/London', description: 'Of times without a zone of their own' },
} as const;

export type ReadingOptions = { [Name in keyof typeof readingOptions]?: string | undefined };

/** @throws WrongUse naming the option */
export function chosenReading(args: ReadingOptions): Partial<Reading> {
  const chosen: Partial<Reading> = {};
  if (args.as) chosen.format = args.as;
  if (args.source) chosen.source = args.source;
  if (args.sheet) chosen.sheet = args.sheet;
  if (args['file-time-zone']) chosen.time_zone = args['file-time-zone'];
  if (args.encoding) chosen.encoding = oneOf('--encoding', args.encoding, encodings);
  if (args.separator) {
    const separator = args.separator.toLowerCase() === 'tab' ? '\t' : args.separator;
    chosen.separator = oneOf('--separator', separator, separators);
  }
  if (args['date-order']) chosen.date_order = oneOf('--date-order', args['date-order'], dateOrders);
  if (args['decimal-mark']) chosen.decimal_mark = oneOf('--decimal-mark', args['decimal-mark'], decimalMarks);
  if (args.kind) chosen.kind = oneOf('--kind', args.kind, mappedKinds);
  if (args.columns) chosen.columns = columnsOf(args.columns);
  if (args.kind || args.columns) chosen.format ??= 'mapped';
  return chosen;
}

function oneOf<Value extends string>(option: string, value: string, known: readonly Value[]): Value {
  const found = known.find((one) => one === value);
  if (found === undefined)
    throw new WrongUse(`${option} is one of ${known.map((one) => JSON.stringify(one)).join(', ')}`);
  return found;
}

function columnsOf(text: string): Reading['columns'] {
  const pairs = text.split(',').map((part): [MappedField, string] => {
    const at = part.indexOf('=');
    if (at < 1)
      throw new WrongUse(`--columns is a list such as total=Amount,placed_at=Date; ${JSON.stringify(part)} is no pair`);
    return [oneOf('--columns', part.slice(0, at).trim(), mappedFields), part.slice(at + 1).trim()];
  });
  return Object.fromEntries(pairs);
}
