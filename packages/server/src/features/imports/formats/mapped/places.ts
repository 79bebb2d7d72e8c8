import { type MappedField, mappedFields } from '@regulars/contract/imports.ts';
import type { Cells } from '../cells.ts';
import type { PersonTold } from '../format.ts';
import { type Status, statusOfWord } from './status-words.ts';

/** The place of the column of every field; -1 where it has none. */
export type Places = Readonly<Record<MappedField, number>>;

/** `names`: the columns', each once. */
export function placesOfFields(columns: Partial<Record<MappedField, string>>, names: readonly string[]): Places {
  const places = mappedFields.map((field) => [field, names.indexOf(columns[field] ?? '\0')]);
  // Object.fromEntries forgets the names of the keys.
  return Object.fromEntries(places) as Record<MappedField, number>;
}

/** Null: the row names nobody. */
export function personOf(cells: Cells, at: Places): PersonTold | null {
  const person = {
    externalId: cells.customerId(at.customer_id),
    email: cells.email(at.email),
    phone: cells.phone(at.phone),
    name: cells.isEmpty(at.customer_name)
      ? cells.name(at.customer_first_name, at.customer_last_name)
      : cells.name(at.customer_name),
    registeredAt: cells.instant(at.registered_at),
  };
  return person.externalId || person.email || person.phone ? person : null;
}

const time_alone = /^\d{1,2}[:.h]\d{2}(:\d{2})?( ?[ap]\.?m\.?)?$/i;
const day_ms = 86_400_000;

/** The end of a slot; a time alone is of the day on which it begins, or, past midnight, of the next. */
export function slotEnd(cells: Cells, at: Places, startsAt: number): number | null {
  const text = cells.raw(at.ends_at);
  if (!time_alone.test(text)) return cells.instant(at.ends_at);
  const endsAt = cells.instantOf(`${cells.date(at.starts_at)} ${text}`, at.ends_at);
  return endsAt !== null && endsAt < startsAt ? endsAt + day_ms : endsAt;
}

/** Null where the file has no column for it, or none of them says anything. */
export function statusOf(cells: Cells, at: Places): Status | null {
  if (cells.isEmpty(at.status)) return null;
  const status = statusOfWord(cells.raw(at.status));
  if (!status) cells.refuse('unknown_status', at.status);
  return status;
}
