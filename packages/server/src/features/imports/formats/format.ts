import type { Reason } from '../reasons.ts';
import type { Cells } from './cells.ts';
import type { FileStyle } from './file-style.ts';

/**
 * A kind of file that is known by its header. To add one: a file beside this one, and an entry in formats.ts.
 * A format says what a row tells; finding customers, adding up, writing and counting are the same for all.
 */
export interface Format {
  /** In the history of imports, `shopify_orders`. */
  name: string;
  /** As a merchant knows it, `Shopify: orders`. */
  title: string;
  /** The default source of the identities of its records and customers. */
  source: string;
  /** The columns it takes something from and cannot be told without: each by any of its spellings. Any order and case. */
  needs: readonly (readonly string[])[];
  /** Columns by which it is told from other files, besides those it needs; nothing is taken from them. */
  marks?: readonly (readonly string[])[];
  /** The other columns it takes something from. */
  takes: readonly (readonly string[])[];
  /** Further ones of which there may be any number, as `line_item_1`, `line_item_2` … */
  takesLike?: RegExp;
  /** Known, and nothing can be taken from it: why, and what to do instead. */
  refusal?: string;
  /** Made once for a file. */
  rowReader: (columns: Columns, file: FileStyle) => RowReader;
}

/** The places of the columns of a file. */
export interface Columns {
  /** The place of the first of these spellings that the header has; -1: none. */
  at: (...spellings: string[]) => number;
  header: readonly string[];
}

/**
 * What one row tells. Called half a million times: no more work than needed. It says which record the row belongs to
 * (`cells.belongsTo`) as soon as it knows, reads values off the cells and tells what it found. Once `cells.problem` is set
 * the whole record is refused, whatever is told; a reader may go on or stop.
 */
export type RowReader = (cells: Cells, tell: Teller) => void;

export interface Teller {
  /** An order, once for its rows or again on each of them: the first stands. */
  order(order: OrderTold): void;
  /** A line of an order or refund that is told on this row or another. */
  line(line: LineTold): void;
  refund(refund: RefundTold): void;
  quote(quote: QuoteTold): void;
  appointment(appointment: AppointmentTold): void;
  /** A customer's own row, as in a list of customers: what it says stands over what is known. */
  customer(person: PersonTold): void;
  /** The row is as it should be, and is no record. Who is on it is on file all the same. */
  passOver(reason: Reason, place: number, seen?: { person: PersonTold | null; at: number }): void;
}

/** Instants are milliseconds since 1970; money is minor units of the organization's currency; dates are `YYYY-MM-DD`. */
export interface PersonTold {
  externalId?: string | null;
  /** Where the external id is from, when not from the file's own source. */
  source?: string;
  /** E.164. */
  phone?: string | null;
  /** Lower case. */
  email?: string | null;
  name?: string | null;
  registeredAt?: number | null;
  /** In place of `registeredAt` where only the day is known: its last instant. Who is known since some hour of it stays so. */
  registeredBy?: number | null;
}

export interface OrderTold {
  /** The order's id at the source. Null: the file has none, and the content of this row is its identity. */
  record: string | null;
  at: number;
  person: PersonTold | null;
  kind: 'sale' | 'work_order' | 'booking';
  channel: 'pos' | 'online' | 'marketplace' | 'phone' | 'in_person' | 'other';
  number?: string | null;
  /** By its name at the source; one that is not known is added. */
  location?: string | null;
  slotStartsAt?: number | null;
  slotEndsAt?: number | null;
  promisedOn?: string | null;
  confirmedAt?: number | null;
  paidAt?: number | null;
  completedAt?: number | null;
  deliveredAt?: number | null;
  cancelledAt?: number | null;
  noShowAt?: number | null;
  isTest?: boolean;
  /** What falls on the lines pro rata. Only where no total is told. */
  discountMinor?: number | null;
  taxMinor?: number | null;
  shippingMinor?: number | null;
  tipMinor?: number | null;
  /** What the customer paid, without the tip. Told: the lines are made to add up to it, less tax and shipping. */
  totalMinor?: number | null;
}

export interface LineTold {
  of: 'order' | 'refund';
  /** The id of its order or refund; null: that of this row, which has none. */
  record: string | null;
  product: string | null;
  name: string | null;
  category?: string | null;
  /** Exact decimals; their product is what the line comes to, before `discount`. */
  quantity: string;
  unitPrice: string;
  /** In minor units. */
  discountMinor?: number | null;
  /** Of an order's line: the tax on top of it. The order's tax is what it tells itself and that of its lines. */
  taxMinor?: number | null;
}

export interface RefundTold {
  record: string | null;
  /** The order it belongs to, by its id at the source; null: a credit note for the customer alone. */
  order: string | null;
  person: PersonTold | null;
  at: number;
  /** Null: what its lines come to. */
  amountMinor: number | null;
  channel: OrderTold['channel'];
  location?: string | null;
  reason?: string | null;
}

export interface QuoteTold {
  record: string | null;
  person: PersonTold | null;
  location?: string | null;
  title?: string | null;
  amountMinor: number;
  at: number;
  acceptedAt?: number | null;
  wonAt?: number | null;
  lostAt?: number | null;
  expiresOn?: string | null;
}

export interface AppointmentTold {
  record: string | null;
  person: PersonTold | null;
  location?: string | null;
  /** What kind of appointment, `eye test`. */
  kind: string;
  bookedAt?: number | null;
  startsAt: number;
  endsAt?: number | null;
  confirmedAt?: number | null;
  completedAt?: number | null;
  cancelledAt?: number | null;
  noShowAt?: number | null;
}
