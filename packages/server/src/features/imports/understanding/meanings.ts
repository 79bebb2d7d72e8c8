import { type MappedField, mappedFields } from '@regulars/contract/imports.ts';
import type { Row } from '../reading/row.ts';
import * as kinds from './cell-kinds.ts';
import { keysOf, keysOfPhrases } from './heading-names.ts';
import { fieldWords } from './heading-words.ts';
import { type PlainWord, personWords, plainWords } from './person-words.ts';

/** What a column may hold, by its heading and its cells. */
export interface Meaning {
  place: number;
  /** A field, or a word that means one field or another. */
  what: MappedField | PlainWord;
  /** How surely. */
  weight: number;
}

/** All that the columns of a file may mean. Cells that do not fit speak against a heading, and empty ones say nothing. */
export function meaningsOf(header: readonly string[], rows: readonly Row[]): Meaning[] {
  return header.flatMap((heading, place) => {
    const found = new Map<Meaning['what'], number>();
    for (const { key, isExact } of keysOf(heading)) {
      for (const { what, weight, isLoose } of known.get(key) ?? []) {
        if (!isExact && !isLoose) continue;
        const own = isExact ? weight : weight - 3;
        if (own > (found.get(what) ?? 0)) found.set(what, own);
      }
    }
    return [...found].flatMap(([what, weight]) => {
      const fits = kinds.holds(rows, place, kindOf(what));
      return fits === false ? [] : [{ place, what, weight: fits === null ? weight - 3 : weight }];
    });
  });
}

interface Known {
  what: Meaning['what'];
  weight: number;
  /** It may be qualified: `Order Date` is a date, but `Number of Orders` no number. */
  isLoose: boolean;
}

/** Map, because a heading may be called `constructor`. */
const known = new Map<string, Known[]>();
for (const field of mappedFields) {
  enter(field, `${fieldWords[field] ?? ''},${personWords[field] ?? ''}`, { weight: 10, isLoose: true });
}
enter('date', plainWords.date, { weight: 6, isLoose: true });
enter('made', plainWords.made, { weight: 6, isLoose: true });
enter('time', plainWords.time, { weight: 6, isLoose: true });
enter('price', plainWords.price, { weight: 6, isLoose: true });
enter('money', plainWords.money, { weight: 6, isLoose: true });
enter('id', plainWords.id, { weight: 6, isLoose: false });
enter('reference', plainWords.reference, { weight: 6, isLoose: false });
enter('name', plainWords.name, { weight: 6, isLoose: false });

function enter(what: Meaning['what'], phrases: string, about: { weight: number; isLoose: boolean }): void {
  for (const key of new Set(keysOfPhrases(phrases))) {
    if (key !== '') known.set(key, [...(known.get(key) ?? []), { what, ...about }]);
  }
}

function kindOf(what: Meaning['what']): (cell: string) => boolean {
  if (/_at$|_on$|^date$|^made$/.test(what)) return kinds.isDateOrSerial;
  switch (what) {
    case 'time':
    case 'placed_time':
    case 'starts_time':
      return kinds.isTimeOfDay;
    case 'quantity':
    case 'unit_price':
    case 'line_total':
    case 'discount':
    case 'tax':
    case 'shipping':
    case 'tip':
    case 'total':
    case 'refunded':
    case 'amount':
    case 'exchange_rate':
    case 'price':
    case 'money':
      return kinds.isNumber;
    case 'email':
      return kinds.isEmail;
    case 'phone':
      return kinds.isPhone;
    case 'currency':
      return kinds.isCurrency;
    case 'status':
    case 'channel':
    case 'customer_name':
    case 'product_name':
    case 'name':
      return (cell) => !kinds.isDate(cell) && !kinds.isEmail(cell);
    default:
      return () => true;
  }
}
