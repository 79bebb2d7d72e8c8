import { sql } from 'kysely';
import type { Scope } from '../../../platform/scope.ts';

/**
 * The file as it was read, in tables of this transaction alone. `part` is a letter: order, refund, quote, appointment. `record` is the document's id within the file: its id at the
 * source, or, where the file has none, one made from its line; `content` is then the hash that it is known by.
 * `person` is the key of a person: everything the file knows them by.
 */
export const toldColumns = {
  told_people: 'line, person, source, external_id, phone, email, name, seen_at, registered_at, is_profile',
  told_orders: `line, record, content, person, at, is_undated, kind, channel, number, location, slot_starts_at, slot_ends_at, promised_on,
    confirmed_at, paid_at, completed_at, delivered_at, cancelled_at, no_show_at, is_test, discount_minor, tax_minor,
    shipping_minor, tip_minor, total_minor`,
  told_lines: 'nth, line, part, record, product, name, category, quantity, unit_price, discount_minor, tax_minor',
  told_refunds: 'line, record, content, person, at, order_record, amount_minor, channel, location, reason',
  told_plain: `line, part, record, content, person, at, location, title, amount_minor, booked_at, ends_at, confirmed_at,
    accepted_at, won_at, lost_at, completed_at, cancelled_at, no_show_at, expires_on`,
  told_refused: 'line, nth, is_left_out, reason, is_mistake, field, value, is_personal, record',
} as const;

export async function createToldTables(scope: Scope, currencyDigits: number): Promise<void> {
  await sql`
    create temporary table told_people (
      line integer not null,
      person text collate "C" not null,
      source text not null,
      external_id text,
      phone text,
      email text,
      name text,
      seen_at timestamptz not null,
      registered_at timestamptz,
      is_profile boolean not null
    ) on commit drop`.execute(scope.db);
  await sql`
    create temporary table told_orders (
      line integer not null,
      record text collate "C" not null,
      content text collate "C",
      person text collate "C",
      at timestamptz not null,
      is_undated boolean not null,
      kind text not null,
      channel text not null,
      number text,
      location text collate "C",
      slot_starts_at timestamptz,
      slot_ends_at timestamptz,
      promised_on date,
      confirmed_at timestamptz,
      paid_at timestamptz,
      completed_at timestamptz,
      delivered_at timestamptz,
      cancelled_at timestamptz,
      no_show_at timestamptz,
      is_test boolean not null,
      discount_minor bigint,
      tax_minor bigint,
      shipping_minor bigint,
      tip_minor bigint,
      total_minor bigint
    ) on commit drop`.execute(scope.db);
  // `amount`: exact, in minor units with their fractions, after the line's own discount.
  await sql`
    create temporary table told_lines (
      nth integer not null,
      line integer not null,
      part "char" not null,
      record text collate "C" not null,
      product text collate "C",
      name text,
      category text,
      quantity numeric not null,
      unit_price numeric not null,
      discount_minor bigint,
      tax_minor bigint,
      amount numeric generated always as (
        quantity * unit_price * ${sql.lit(10 ** currencyDigits)} - coalesce(discount_minor, 0)) stored
    ) on commit drop`.execute(scope.db);
  await sql`
    create temporary table told_refunds (
      line integer not null,
      record text collate "C" not null,
      content text collate "C",
      person text collate "C",
      at timestamptz not null,
      order_record text collate "C",
      amount_minor bigint,
      channel text not null,
      location text collate "C",
      reason text
    ) on commit drop`.execute(scope.db);
  await sql`
    create temporary table told_plain (
      line integer not null,
      part "char" not null,
      record text collate "C" not null,
      content text collate "C",
      person text collate "C",
      at timestamptz not null,
      location text collate "C",
      title text,
      amount_minor bigint,
      booked_at timestamptz,
      ends_at timestamptz,
      confirmed_at timestamptz,
      accepted_at timestamptz,
      won_at timestamptz,
      lost_at timestamptz,
      completed_at timestamptz,
      cancelled_at timestamptz,
      no_show_at timestamptz,
      expires_on date
    ) on commit drop`.execute(scope.db);
  // A row is here once with is_left_out false: it was not taken. record: what cannot be taken either, if that much is clear.
  await sql`
    create temporary table told_refused (
      line integer not null,
      nth integer not null,
      is_left_out boolean not null,
      reason text not null,
      is_mistake boolean not null,
      field text not null,
      value text not null,
      is_personal boolean not null,
      record text collate "C"
    ) on commit drop`.execute(scope.db);
}
