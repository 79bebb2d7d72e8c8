import { fieldsOfKind, type MappedField, type MappedKind } from '@regulars/contract/imports.ts';
import { columnNames } from '../reading/column-names.ts';
import type { Row } from '../reading/row.ts';
import { holds, isEmail } from './cell-kinds.ts';
import { kindOfTable } from './kind-of-table.ts';
import { type Meaning, meaningsOf } from './meanings.ts';
import type { PlainWord } from './person-words.ts';

export interface Proposal {
  kind: MappedKind | null;
  /** The columns by their unique names. */
  columns: Partial<Record<MappedField, string>>;
}

/** What a file without a known header seems to tell, and which of its columns holds what. `kind`: said, and not to be told. */
export function proposeColumns(header: readonly string[], rows: readonly Row[], kind?: MappedKind | null): Proposal {
  const meanings = [...meaningsOf(header, rows), ...emailByItsCells(header, rows)];
  const chosen = kind ?? kindOfTable(header, meanings);
  if (!chosen) return { kind: null, columns: {} };
  const places = assign(fieldMeanings(chosen, meanings));
  if (!places.has('record_id') && chosen !== 'customers') move(places, 'number', 'record_id');
  if (isSumOfLine(rows, places)) move(places, 'total', 'line_total');
  const names = columnNames(header);
  const columns = fieldsOfKind[chosen].flatMap((field) => {
    const place = places.get(field);
    return place === undefined ? [] : [[field, names[place] ?? '']];
  });
  return { kind: chosen, columns: Object.fromEntries(columns) };
}

/** A heading such as `Contact` does not say it, its cells do. */
function emailByItsCells(header: readonly string[], rows: readonly Row[]): Meaning[] {
  return header.flatMap((_, place) => (holds(rows, place, isEmail) ? [{ place, what: 'email', weight: 2 }] : []));
}

interface FieldMeaning {
  field: MappedField;
  place: number;
  weight: number;
}

/** What the words that mean several things mean in a table of this kind, the likelier first. */
const plainMeanings: Record<MappedKind, Partial<Record<Meaning['what'], readonly MappedField[]>>> = {
  orders: { ...saleWords('placed_at', 'placed_time'), amount: ['total'] },
  bookings: { ...saleWords('starts_at', 'starts_time'), made: ['placed_at', 'starts_at'], amount: ['total'] },
  customers: {
    date: ['registered_at'],
    made: ['registered_at'],
    id: ['customer_id'],
    reference: ['customer_id'],
    name: ['customer_name'],
  },
  quotes: {
    date: ['placed_at'],
    made: ['placed_at'],
    time: ['placed_time'],
    id: ['record_id'],
    reference: ['number'],
    name: ['customer_name', 'title'],
    money: ['amount'],
    price: ['amount'],
    total: ['amount'],
    product_name: ['title'],
  },
  appointments: {
    date: ['starts_at', 'placed_at'],
    made: ['placed_at', 'starts_at'],
    time: ['starts_time'],
    id: ['record_id'],
    reference: ['record_id'],
    name: ['customer_name'],
    product_name: ['title'],
    category: ['title'],
  },
};

function saleWords(date: MappedField, time: MappedField): Record<PlainWord, readonly MappedField[]> {
  return {
    date: [date, 'placed_at'],
    made: [date],
    time: [time],
    id: ['record_id'],
    reference: ['number'],
    name: ['customer_name', 'product_name'],
    money: ['total'],
    price: ['total'],
  };
}

function fieldMeanings(kind: MappedKind, meanings: readonly Meaning[]): FieldMeaning[] {
  const fields: readonly string[] = fieldsOfKind[kind];
  const isField = (what: Meaning['what']): what is MappedField => fields.includes(what);
  const hasQuantity = meanings.some(({ what }) => what === 'quantity');
  return meanings.flatMap(({ what, place, weight }): FieldMeaning[] => {
    if (isField(what)) return [{ field: what, place, weight }];
    // A price beside a quantity is that of one piece.
    if (what === 'price' && hasQuantity && isField('unit_price')) return [{ field: 'unit_price', place, weight }];
    const others = plainMeanings[kind][what] ?? [];
    return others.map((field, nth) => ({ field, place, weight: weight - 1 - nth }));
  });
}

/** Each field gets one column and each column one field, the surest first. */
function assign(meanings: readonly FieldMeaning[]): Map<MappedField, number> {
  const places = new Map<MappedField, number>();
  const taken = new Set<number>();
  for (const { field, place, weight } of meanings.toSorted((a, b) => b.weight - a.weight || a.place - b.place)) {
    if (weight <= 0 || places.has(field) || taken.has(place)) continue;
    places.set(field, place);
    taken.add(place);
  }
  return places;
}

function move(places: Map<MappedField, number>, from: MappedField, to: MappedField): void {
  const place = places.get(from);
  if (place === undefined || places.has(to)) return;
  places.delete(from);
  places.set(to, place);
}

/** An order has one total: where the rows of an order say different ones, each is of its row. */
function isSumOfLine(rows: readonly Row[], places: ReadonlyMap<MappedField, number>): boolean {
  const [record, total] = [places.get('record_id'), places.get('total')];
  if (record === undefined || total === undefined) return false;
  const totals = new Map<string, string>();
  return rows.some(({ cells }) => {
    const [id, amount] = [(cells[record] ?? '').trim(), (cells[total] ?? '').trim()];
    if (id === '' || amount === '') return false;
    const before = totals.get(id);
    totals.set(id, amount);
    return before !== undefined && before !== amount;
  });
}
