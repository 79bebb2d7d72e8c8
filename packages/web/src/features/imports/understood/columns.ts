import type { MappedField, Reading } from '@regulars/contract/imports.ts';

type Columns = Reading['columns'];

/** What a column holds; null: it is not taken. */
export function fieldOf(columns: Columns, name: string): MappedField | null {
  const found = Object.entries(columns).find(([, column]) => column === name);
  return found ? (found[0] as MappedField) : null; // Object.entries widens the keys it was given.
}

/** Gives a field to a column, or takes it away. A column holds one thing, and one column holds it. */
export function giveColumn(columns: Columns, name: string, field: MappedField | null): Columns {
  const others = Object.fromEntries(
    Object.entries(columns).filter(([held, column]) => column !== name && held !== field),
  );
  return field === null ? others : { ...others, [field]: name };
}

/** The first different values of a column, for telling what it holds. */
export function valuesOf(sample: readonly (readonly string[])[], place: number, most = 3): string[] {
  const values = sample.map((row) => row[place]?.trim() ?? '').filter((value) => value !== '');
  return [...new Set(values)].slice(0, most);
}
