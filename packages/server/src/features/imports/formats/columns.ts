import type { Columns } from './format.ts';

/** A column by any of its spellings. */
export type Spellings = readonly string[];

/** The places of the columns of a header: by name, in any case. Of two columns with one name the first. */
export function columnsOf(header: readonly string[]): Columns {
  const places = new Map<string, number>();
  for (const [place, name] of header.entries()) {
    if (!places.has(plain(name))) places.set(plain(name), place);
  }
  places.delete('');
  const placeOf = (spelling: string): number => places.get(plain(spelling)) ?? -1;
  return { header, at: (...spellings) => spellings.map(placeOf).find((place) => place >= 0) ?? -1 };
}

/** The places of the columns of a format, under the names by which it calls them; -1 where the file has none. */
export function placesOf<Name extends string>(
  columns: Columns,
  spellings: Readonly<Record<Name, Spellings>>,
): Readonly<Record<Name, number>> {
  const places = Object.entries<Spellings>(spellings).map(([name, ways]) => [name, columns.at(...ways)]);
  // Object.fromEntries forgets the names of the keys.
  return Object.fromEntries(places) as Record<Name, number>;
}

/** As names are compared. Trimming takes a byte order mark along. */
export const plain = (name: string): string => name.trim().toLowerCase();
