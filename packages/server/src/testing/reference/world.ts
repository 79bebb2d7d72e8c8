/**
 * The plain records that the reference works on: what is known of one organization, with every telling already folded
 * in. Nothing here knows of tables or SQL; the tests hold the database against what is computed from these.
 */

/** RFC 3339 text with an offset. Compared as an instant, never as text. */
export type Instant = string;
/** `2024-02-29`, a date of the organization's calendar. Dates may be compared as text. */
export type LocalDate = string;

export type World = {
  organization: Organization;
  customers: Customer[];
  orders: Order[];
  refunds: Refund[];
};

export type Organization = {
  time_zone: string;
  /** How `value_minor` of the orders was made; kept here for the reader, the figures use `value_minor`. */
  values_by: 'total' | 'goods';
  /** Decimals of the currency, for the LTV buckets, which are in major units. Left out: 2. */
  currency_digits?: number;
  thresholds: Thresholds;
};

export type Customer = {
  id: string;
  /** Redirects to another one, which may itself be redirected. Holds for all times. */
  merged_into?: string | null;
  /** On file since then. Left out: for ever. */
  registered_at?: Instant | null;
};

export type OrderKind = 'sale' | 'work_order' | 'booking';

export type Order = {
  id: string;
  /** Null: a guest. The customer as told, before any merge. */
  customer_id: string | null;
  location_id: string | null;
  channel: string;
  kind: OrderKind;
  /** A booking: the start of its slot. Anything else: when it was placed. */
  happened_at: Instant;
  total_minor: number;
  /** What it is worth to the organization: the total, or the goods alone. */
  value_minor: number;
  confirmed_at: Instant | null;
  paid_at: Instant | null;
  completed_at: Instant | null;
  delivered_at?: Instant | null;
  cancelled_at: Instant | null;
  no_show_at: Instant | null;
  /** A void order never counted, at any instant. */
  voided: boolean;
  is_test: boolean;
  /** After the discount on the whole order has fallen on them. */
  lines: OrderLine[];
};

export type OrderLine = { product_id: string | null; total_minor: number };

export type Refund = {
  id: string;
  /** The order, when it is known. */
  order_id: string | null;
  /** It names an order, known or not yet. Otherwise it is a credit note. */
  claims_order: boolean;
  customer_id: string | null;
  location_id: string | null;
  channel: string;
  refunded_at: Instant;
  amount_minor: number;
  voided: boolean;
  lines: RefundLine[];
};

export type RefundLine = { product_id: string | null; amount_minor: number };

/** The location of what has no location: facts never have a null there. */
export const noLocation = '00000000-0000-0000-0000-000000000000';

/** DESIGN 3. "Within" and "from" are inclusive, "over" is not. */
export const defaultThresholds = {
  new_within_days: 29,
  active_within_days: 89,
  at_risk_within_days: 180,
  candidate_within_days: 365,
  vip_over_minor: 100_000,
  high_from_minor: 50_000,
  medium_from_minor: 10_000,
  frequent_over_orders: 10,
  regular_from_orders: 5,
  occasional_from_orders: 2,
  window_days: 365,
  r5_within_days: 30,
  r4_within_days: 60,
  r3_within_days: 90,
  r2_within_days: 180,
  f5_from_orders: 10,
  f4_from_orders: 7,
  f3_from_orders: 4,
  f2_from_orders: 2,
  m5_from_minor: 500_000,
  m4_from_minor: 250_000,
  m3_from_minor: 100_000,
  m2_from_minor: 50_000,
  rfm_new_within_days: 60,
  churn_horizon_days: 90,
};
export type Thresholds = { [name in keyof typeof defaultThresholds]: number };
