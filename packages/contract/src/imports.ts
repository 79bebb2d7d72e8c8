import * as z from 'zod';
import { currencyCode, endpoint, minor } from './base.ts';

/**
 * A merchant's file, from the moment it is dropped: what was understood of it (`reading`, to be changed until it is right), what it
 * would do (`preview`), what it did (`report`), and its undoing.
 */

export const importStates = [
  'uploaded',
  'previewing',
  'previewed',
  'waiting',
  'running',
  'done',
  'failed',
  'cancelled',
  'undoing',
  'undone',
] as const;
export const importState = z.enum(importStates);
export type ImportState = z.infer<typeof importState>;

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'macintosh'] as const;
export const separators = [',', ';', '\t', '|'] as const;
export const dateOrders = ['ymd', 'dmy', 'mdy'] as const;
export const decimalMarks = ['.', ','] as const;

/** What a file without a known header tells, and the fields its columns may be given to. */
export const mappedKinds = ['orders', 'bookings', 'customers', 'quotes', 'appointments'] as const;
export type MappedKind = (typeof mappedKinds)[number];

export const mappedFields = [
  'record_id',
  'number',
  'placed_at',
  'placed_time',
  'paid_at',
  'cancelled_at',
  'completed_at',
  'delivered_at',
  'promised_on',
  'starts_at',
  'starts_time',
  'ends_at',
  'status',
  'customer_id',
  'customer_name',
  'customer_first_name',
  'customer_last_name',
  'email',
  'phone',
  'registered_at',
  'product_id',
  'product_name',
  'category',
  'quantity',
  'unit_price',
  'line_total',
  'discount',
  'tax',
  'shipping',
  'tip',
  'total',
  'refunded',
  'refunded_at',
  'currency',
  'exchange_rate',
  'channel',
  'location',
  'title',
  'amount',
  'won_at',
  'lost_at',
  'accepted_at',
  'expires_on',
] as const;
export const mappedField = z.enum(mappedFields);
export type MappedField = z.infer<typeof mappedField>;

const ofCustomer = [
  'customer_id',
  'customer_name',
  'customer_first_name',
  'customer_last_name',
  'email',
  'phone',
] as const satisfies readonly MappedField[];

const ofSale = [
  'record_id',
  'number',
  'placed_at',
  'placed_time',
  'paid_at',
  'completed_at',
  'cancelled_at',
  'status',
  ...ofCustomer,
  'product_id',
  'product_name',
  'category',
  'quantity',
  'unit_price',
  'line_total',
  'discount',
  'tax',
  'tip',
  'total',
  'refunded',
  'refunded_at',
  'currency',
  'exchange_rate',
  'channel',
  'location',
] as const satisfies readonly MappedField[];

/** Which fields a mapped file of each kind can tell. */
export const fieldsOfKind = {
  orders: [...ofSale, 'delivered_at', 'promised_on', 'shipping'],
  bookings: [...ofSale, 'starts_at', 'starts_time', 'ends_at'],
  customers: [...ofCustomer, 'registered_at'],
  quotes: [
    'record_id',
    'number',
    'title',
    'placed_at',
    'placed_time',
    'accepted_at',
    'won_at',
    'lost_at',
    'expires_on',
    'status',
    ...ofCustomer,
    'amount',
    'currency',
    'exchange_rate',
    'location',
  ],
  appointments: [
    'record_id',
    'title',
    'placed_at',
    'placed_time',
    'starts_at',
    'starts_time',
    'ends_at',
    'completed_at',
    'cancelled_at',
    'status',
    ...ofCustomer,
    'location',
  ],
} as const satisfies Record<MappedKind, readonly MappedField[]>;

/** How a file is read. Everything was detected, and everything may be changed. */
export const reading = z.strictObject({
  /** A known kind of file, or `mapped`: by the columns below. */
  format: z.string().min(1).max(64),
  /** The system that the records' ids belong to. Two shops with the same kind of file need two names. */
  source: z.string().trim().min(1).max(64),
  encoding: z.enum(encodings),
  separator: z.enum(separators),
  /** The sheet of a workbook; null for text files. */
  sheet: z.string().max(200).nullable(),
  /** The line the header stands on: what comes before it is a title. */
  header_line: z.int().min(1).max(1000).default(1),
  /** Null: not to be told from the file, and to be asked. */
  date_order: z.enum(dateOrders).nullable(),
  decimal_mark: z.enum(decimalMarks).nullable(),
  /** Of times that carry no zone of their own. */
  time_zone: z.string().min(1).max(64),
  /** Of a mapped file. */
  kind: z.enum(mappedKinds).nullable(),
  /** Of a mapped file: which column holds what, by the column's name. A column serves one field. */
  columns: z.partialRecord(mappedField, z.string().max(500)),
});
export type Reading = z.infer<typeof reading>;

/** Something that cannot be told from the file: the merchant has to say. */
export const question = z.object({
  about: z.enum(['date_order', 'decimal_mark', 'columns', 'kind']),
  text: z.string(),
  /** Cells that can be read either way. */
  examples: z.array(z.string()),
  options: z.array(z.object({ value: z.string(), text: z.string() })),
});

/** What was understood of a file before anything is changed. */
export const understanding = z.object({
  title: z.string(),
  is_workbook: z.boolean(),
  sheets: z.array(z.string()),
  header: z.array(z.string()),
  /** The first rows as they stand in the file; cells of a person are masked for who may not see them. */
  sample: z.array(z.array(z.string())),
  questions: z.array(question),
  /** Columns that are in the file and not taken. */
  left_out: z.array(z.string()),
  /** Worth knowing, in a sentence: an encoding that had to be guessed, a currency that is another. */
  notes: z.array(z.string()),
  /** Kinds of file that can be chosen instead. */
  formats: z.array(z.object({ name: z.string(), title: z.string() })),
});

/** Where in the file, and what stood there. `field` is empty where the whole record is meant and `value` names it. */
export const exampleOfRow = z.object({
  line: z.int(),
  field: z.string(),
  value: z.string(),
  /** Masked for who may not see how to reach a person. */
  is_personal: z.boolean(),
});

export const notTaken = z.object({
  reason: z.string(),
  meaning: z.string(),
  /** False: the row is as it should be, and is no record. */
  is_mistake: z.boolean(),
  rows: z.int(),
  examples: z.array(exampleOfRow),
});

export const changes = z.object({ created: z.int(), changed: z.int(), unchanged: z.int() });

export const countedKinds = [
  'orders',
  'refunds',
  'quotes',
  'appointments',
  'customers',
  'products',
  'locations',
] as const;

/** Why an order counts or does not, the first that is true. */
export const orderStates = [
  'counts',
  'unpaid',
  'upcoming',
  'cancelled',
  'no_show',
  'nothing_paid',
  'test',
  'void',
] as const;
export const orderState = z.enum(orderStates);

/** What a file comes to: of a preview what it would do, of a report what it did. rows_read = rows_taken + rows_not_taken. */
const account = z.object({
  rows_read: z.int(),
  rows_taken: z.int(),
  rows_not_taken: z.int(),
  not_taken: z.array(notTaken),
  /** Values that were left out of rows that were taken: a phone number that is none. `rows` counts values. */
  left_out: z.array(notTaken),
  orders: changes,
  refunds: changes,
  quotes: changes,
  appointments: changes,
  customers: changes,
  products: changes,
  locations: changes,
  currency: currencyCode,
  currency_digits: z.int(),
  time_zone: z.string(),
  /** What the taken rows come to, whether new or known: of the orders that count, and all refunds. */
  gross_minor: minor,
  refunded_minor: minor,
  guest_orders: z.int(),
  guest_refunds: z.int(),
  guest_gross_minor: minor,
  guest_refunded_minor: minor,
  /** The orders of the file by what they are: those that count, and why the others do not. */
  order_states: z.array(z.object({ state: orderState, orders: z.int(), value_minor: minor })),
  /** How the organization's net revenue moves. */
  net_change_minor: minor,
  /** Instants of the first and the last record. */
  first_at: z.string().nullable(),
  last_at: z.string().nullable(),
});

/** A record as it will be recorded. Names, e-mails and phones are masked for who may not see them. */
export const previewedRecord = z.object({
  line: z.int(),
  kind: z.enum(['order', 'refund', 'quote', 'appointment', 'customer']),
  outcome: z.enum(['created', 'changed', 'unchanged']),
  external_id: z.string().nullable(),
  /** What people call it, where that is not the id. */
  number: z.string().nullable(),
  at: z.string().nullable(),
  customer: z.string().nullable(),
  /** `paid`, `cancelled`, `no_show` … */
  status: z.string().nullable(),
  location: z.string().nullable(),
  items: z.string().nullable(),
  amount_minor: minor.nullable(),
});

export const importPreview = account.extend({ records: z.array(previewedRecord), previewed_at: z.string() });

export const importReport = account.extend({
  records_written: z.int(),
  duration_ms: z.int(),
  rows_per_s: z.int(),
});

export const importProgress = z.object({
  step: z.string(),
  rows: z.int(),
  /** Of the whole, 0 to 1: an estimate. */
  fraction: z.number(),
  rows_per_s: z.int(),
  /** Null while it cannot be told. */
  seconds_left: z.int().nullable(),
});

export const importSummary = z.object({
  import_id: z.uuid(),
  file_name: z.string(),
  size_bytes: z.int().nullable(),
  /** The kind of file, as a person knows it. */
  title: z.string(),
  state: importState,
  started_by: z.string(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
  undone_at: z.string().nullable(),
  rows_read: z.int().nullable(),
  rows_taken: z.int().nullable(),
  records_written: z.int().nullable(),
  error: z.object({ code: z.string(), message: z.string(), where: z.string().nullable() }).nullable(),
  progress: importProgress.nullable(),
});

export const importDetail = importSummary.extend({
  reading: reading.nullable(),
  understanding: understanding.nullable(),
  preview: importPreview.nullable(),
  report: importReport.nullable(),
  /** Whether it can be taken back, as far as is known without looking at each record. */
  can_undo: z.boolean(),
  /** Whether the file is still here, so that it can be read, previewed and taken in (again). */
  can_retry: z.boolean(),
});

const one = z.object({ import_id: z.uuid() });

export const importsContract = {
  list: endpoint('records:write')
    .route({
      method: 'GET',
      path: '/imports',
      summary: 'The imports of this organization, newest first',
      tags: ['Imports'],
    })
    .input(z.object({ before: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }))
    .output(z.object({ imports: z.array(importSummary), next: z.uuid().nullable() })),
  get: endpoint('records:write')
    .route({
      method: 'GET',
      path: '/imports/{import_id}',
      summary: 'One import, with all that is known of it',
      tags: ['Imports'],
    })
    .input(one)
    .output(importDetail),
  read: endpoint('records:write')
    .route({
      method: 'PUT',
      path: '/imports/{import_id}/reading',
      summary: 'Change how the file is read; what was understood is made anew',
      tags: ['Imports'],
    })
    .input(one.extend({ reading }))
    .output(importDetail),
  preview: endpoint('records:write')
    .route({
      method: 'POST',
      path: '/imports/{import_id}/preview',
      summary: 'Find out what the file would do; nothing is recorded',
      tags: ['Imports'],
    })
    .input(one)
    .output(importDetail),
  run: endpoint('records:write')
    .route({ method: 'POST', path: '/imports/{import_id}/run', summary: 'Take the file in', tags: ['Imports'] })
    .input(one)
    .output(importDetail),
  cancel: endpoint('records:write')
    .route({
      method: 'POST',
      path: '/imports/{import_id}/cancel',
      summary: 'Stop it, or discard a file that was not taken in; nothing of it is recorded',
      tags: ['Imports'],
    })
    .input(one)
    .output(importDetail),
  undo: endpoint('records:write')
    .route({
      method: 'POST',
      path: '/imports/{import_id}/undo',
      summary: 'Take back what an import recorded; refused where something later depends on it',
      tags: ['Imports'],
    })
    .input(one)
    .output(importDetail),
};

export type Question = z.infer<typeof question>;
export type Understanding = z.infer<typeof understanding>;
export type NotTaken = z.infer<typeof notTaken>;
export type Changes = z.infer<typeof changes>;
export type PreviewedRecord = z.infer<typeof previewedRecord>;
export type ImportAccount = z.infer<typeof account>;
export type ImportPreview = z.infer<typeof importPreview>;
export type ImportReport = z.infer<typeof importReport>;
export type ImportProgress = z.infer<typeof importProgress>;
export type ImportSummary = z.infer<typeof importSummary>;
export type ImportDetail = z.infer<typeof importDetail>;
