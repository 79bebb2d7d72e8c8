import type { Reason } from '../reasons.ts';

/**
 * A file that we know by its header. To add one: a file beside this one, and an entry in formats.ts.
 * A format says what a row means; finding customers, adding up, writing and counting are the same for all.
 */
export interface Format {
  /** In the history of imports. */
  name: string;
  title: string;
  /** The source of the identities of its records and customers. */
  source: string;
  /** The header, any order and case. Columns beyond these are allowed and left alone. */
  columns: readonly string[];
  /** The column that says which document a row belongs to. */
  recordColumn: string;
  /** Made once for a file, from the places of its columns. */
  rowReader: (columns: ReadonlyMap<string, number>) => RowReader;
}

/** What one row tells. Called half a million times: no more work than needed. */
export type RowReader = (cells: readonly string[]) => Told;

/** One line of an order, or of a credit note (amounts then count as given back), … */
export interface LineTold {
  is: 'order_line' | 'credit_line';
  /** The id of the order or credit note at the source. */
  record: string;
  /** Local time of the organization. */
  at: string;
  /** External id; null for a guest. */
  customer: string | null;
  product: string;
  name: string | null;
  /** Exact decimals. */
  quantity: string;
  unitPrice: string;
}

/** … or a row that is rightly not taken, but shows a customer, … */
export interface PassedOver {
  is: 'passed_over';
  reason: Reason;
  field: string;
  value: string;
  at: string;
  customer: string | null;
}

/** … or one that cannot be read. The document it belongs to, if that much is clear, cannot be taken either. */
export interface Misread {
  is: 'misread';
  reason: Reason;
  field: string;
  value: string;
  record: string | null;
}

export type Told = LineTold | PassedOver | Misread;
