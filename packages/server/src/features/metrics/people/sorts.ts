import type { CustomerSort } from '@regulars/contract/customers.ts';
import { type RawBuilder, sql } from 'kysely';
import { isDateKey, isInstantKey } from './cursor.ts';

/** A stretch of a sorted list: rows that fit a condition, in the order of an index. */
export interface Stretch {
  where?: RawBuilder<unknown>;
  /** By the id alone where it is left out. */
  key?: Key;
  ascends: boolean;
}

interface Key {
  value: RawBuilder<unknown>;
  /** Its type in SQL, and how it reads as text. */
  type: RawBuilder<unknown>;
  isKey: (text: string) => boolean;
}

/** By what the list can be sorted: `r` is a customer's reading, `c` their row. */
export interface Sort {
  id: RawBuilder<string>;
  stretches: (ascends: boolean, at: Date) => Stretch[];
  /** Its key is on `c`. */
  ofCustomer?: true;
}

const amount = (value: RawBuilder<unknown>): Key => ({
  value,
  type: sql`bigint`,
  isKey: (text) => /^-?\d{1,16}$/.test(text),
});
const count = (value: RawBuilder<unknown>): Key => ({
  value,
  type: sql`integer`,
  isKey: (text) => /^\d{1,9}$/.test(text),
});
const date = (value: RawBuilder<unknown>): Key => ({ value, type: sql`date`, isKey: isDateKey });
const text: Key = {
  value: sql`c.search_name`,
  type: sql`text collate "C"`,
  isKey: (key) => key.length <= 200 && !key.includes('\u0000') && key.isWellFormed(),
};
const instant: Key = { value: sql`c.registered_at`, type: sql`timestamptz`, isKey: isInstantKey };

const ofReading = sql<string>`r.customer_id`;
const ofCustomer = sql<string>`c.customer_id`;

/** Everybody has the key. */
const by = (key: Key) => (ascends: boolean) => [{ key, ascends }];

/** Those of whom the key is known in its order, then the others. */
const byKnown = (key: Key, known: RawBuilder<unknown>, unknown: RawBuilder<unknown>) => (ascends: boolean) => [
  { where: known, key, ascends },
  { where: unknown, ascends: true },
];

export const sorts: Readonly<Record<CustomerSort, Sort>> = {
  name: {
    id: ofCustomer,
    stretches: byKnown(text, sql`c.search_name is not null`, sql`c.search_name is null`),
    ofCustomer: true,
  },
  net: { id: ofReading, stretches: by(amount(sql`r.net_minor`)) },
  orders: { id: ofReading, stretches: by(count(sql`r.order_count`)) },
  average_order_value: {
    id: ofReading,
    stretches: byKnown(amount(sql`r.average_order_minor`), sql`r.order_count > 0`, sql`r.order_count = 0`),
  },
  last_order: {
    id: ofReading,
    stretches: byKnown(date(sql`r.last_order_on`), sql`r.last_order_on is not null`, sql`r.last_order_on is null`),
  },
  first_order: {
    id: ofReading,
    stretches: byKnown(date(sql`r.first_order_on`), sql`r.first_order_on is not null`, sql`r.first_order_on is null`),
  },
  days_inactive: { id: ofReading, stretches: byDaysInactive },
  registered: { id: ofCustomer, stretches: by(instant), ofCustomer: true },
};

/** Days inactive hang on the clock and have no index; the last order has, and a booking ahead makes them none. */
function byDaysInactive(ascends: boolean, at: Date): Stretch[] {
  const ahead = { where: sql`r.order_count > 0 and r.last_upcoming_at > ${at}::timestamptz`, ascends: true };
  const behind = {
    where: sql`r.last_order_on is not null and (r.last_upcoming_at is null or r.last_upcoming_at <= ${at}::timestamptz)`,
    key: date(sql`r.last_order_on`),
    ascends: !ascends,
  };
  const never = { where: sql`r.order_count = 0`, ascends: true };
  return ascends ? [ahead, behind, never] : [behind, ahead, never];
}
