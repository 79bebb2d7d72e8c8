import type { Changes } from './record-queries.ts';
import type { NotTaken } from './tally.ts';

/** The account of an import. rows_read = rows_taken + rows_not_taken, and that is the sum of `not_taken`. */
export interface Report extends Totals {
  import_id: string;
  file_name: string;
  file_sha256: string;
  format: string;
  source: string;
  rows_read: number;
  rows_taken: number;
  rows_not_taken: number;
  not_taken: NotTaken[];
  orders: Changes;
  refunds: Changes;
  customers: Changes;
  products: Changes;
  /** Rows of the database that this import added or changed; 0 the second time. */
  records_written: number;
  currency: string;
  currency_digits: number;
  time_zone: string;
  duration_ms: number;
  rows_per_s: number;
}

/** What the taken rows come to, whether new or known. */
export interface Totals {
  gross_minor: number;
  refunded_minor: number;
  /** The part of orders and refunds without a customer. */
  guest_orders: number;
  guest_refunds: number;
  guest_gross_minor: number;
  guest_refunded_minor: number;
  /** Local times of the first and last document. */
  first_at: string | null;
  last_at: string | null;
}
