import type { MappedField, MappedKind } from '@regulars/contract/imports.ts';
import { columnNames } from '../reading/column-names.ts';
import type { FileStyle } from './file-style.ts';
import type { Format, RowReader } from './format.ts';
import { orderReader } from './mapped/orders.ts';
import { placesOfFields } from './mapped/places.ts';
import { appointmentReader, customerReader, quoteReader } from './mapped/plain-records.ts';

/** Which column of a file holds what, by the column's unique name. */
export type MappedColumns = Partial<Record<MappedField, string>>;

/** A file that is not known by its header, read by what its columns were given to. */
export function mapped(kind: MappedKind, columns: MappedColumns, header: readonly string[]): Format {
  const at = placesOfFields(columns, columnNames(header));
  return {
    name: 'mapped',
    title: titles[kind],
    source: 'file',
    needs: needed[kind].flatMap(({ fields }) => {
      // What is left empty on some rows is none that every row must reach.
      const [only] = fields.length === 1 ? fields : [];
      const place = only === undefined ? -1 : at[only];
      return place < 0 ? [] : [[header[place] ?? '']];
    }),
    takes: Object.values(columns).map((name) => [name]),
    rowReader: (_columns, file): RowReader => readers[kind](at, file),
  };
}

/** The places of the columns that are given to a field. */
export function mappedColumns(header: readonly string[], columns: MappedColumns): number[] {
  return Object.values(placesOfFields(columns, columnNames(header))).filter((place) => place >= 0);
}

export interface MissingField {
  /** Any of these would do. */
  fields: readonly MappedField[];
  /** What to ask. */
  text: string;
}

/** What has no column yet, and without which no row can be taken. */
export function missingFields(kind: MappedKind, columns: MappedColumns): MissingField[] {
  return needed[kind].filter(({ fields }) => fields.every((field) => !columns[field]));
}

const titles: Readonly<Record<MappedKind, string>> = {
  orders: 'A table of orders',
  bookings: 'A table of bookings',
  customers: 'A table of customers',
  quotes: 'A table of quotes',
  appointments: 'A table of appointments',
};

const amounts = ['total', 'line_total', 'unit_price', 'amount'] as const;

const needed: Readonly<Record<MappedKind, readonly MissingField[]>> = {
  orders: [
    { fields: ['placed_at'], text: 'Which column says when an order was placed?' },
    { fields: amounts, text: 'Which column says what an order, or a line of it, came to?' },
  ],
  bookings: [
    { fields: ['starts_at'], text: 'Which column says when a booking begins?' },
    { fields: amounts, text: 'Which column says what a booking costs?' },
  ],
  customers: [
    {
      fields: ['customer_id', 'email', 'phone'],
      text: 'Which column identifies a customer: an id, an e-mail or a phone?',
    },
  ],
  quotes: [
    { fields: ['placed_at'], text: 'Which column says when a quote was made?' },
    { fields: ['amount', 'total'], text: 'Which column says what a quote comes to?' },
  ],
  appointments: [{ fields: ['starts_at'], text: 'Which column says when an appointment begins?' }],
};

const readers: Readonly<Record<MappedKind, (at: ReturnType<typeof placesOfFields>, file: FileStyle) => RowReader>> = {
  orders: (at, file) => orderReader(at, file, false),
  bookings: (at, file) => orderReader(at, file, true),
  customers: customerReader,
  quotes: quoteReader,
  appointments: appointmentReader,
};
