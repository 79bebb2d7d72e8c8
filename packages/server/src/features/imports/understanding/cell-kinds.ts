import type { Row } from '../reading/row.ts';
import { readMoment } from '../values/moments.ts';
import { readDecimal } from '../values/numbers.ts';

/** What a column holds is told by this many of its cells. */
const most_looked_at = 100;
/** Some may be empty words such as `n/a`. */
const least_share = 0.6;

/** Most of what stands in the column is of this kind. Of a column in which nothing stands: null. */
export function holds(rows: readonly Row[], place: number, isOfKind: (cell: string) => boolean): boolean | null {
  let looked = 0;
  let fitting = 0;
  for (const cell of cellsOf(rows, place)) {
    looked += 1;
    if (isOfKind(cell)) fitting += 1;
    if (looked >= most_looked_at) break;
  }
  return looked === 0 ? null : fitting / looked >= least_share;
}

/** What stands in a column, without the empty cells. */
export function* cellsOf(rows: readonly Row[], place: number): Generator<string> {
  for (const { cells } of rows) {
    const cell = (cells[place] ?? '').trim();
    if (cell !== '') yield cell;
  }
}

/** A date however it is written, but not as a bare number. */
export function isDate(cell: string): boolean {
  return !/^\d+(?:[.,]\d+)?$/.test(cell) && isDateOrSerial(cell);
}

/** A date, or a number that may be Excel's. */
export function isDateOrSerial(cell: string): boolean {
  return isMoment(cell, 'dmy') || isMoment(cell, 'mdy');
}

const isMoment = (cell: string, order: 'dmy' | 'mdy'): boolean => typeof readMoment(cell, order) !== 'string';

export function isNumber(cell: string): boolean {
  return readDecimal(cell, '.') !== null || readDecimal(cell, ',') !== null;
}

export const isTimeOfDay = (cell: string): boolean =>
  /^\d{1,2}[:.h]\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:[ap]\.?\s?m\.?)?$/i.test(cell);
export const isEmail = (cell: string): boolean => /^[^\s@]+@[^\s@]+$/.test(cell);
export const isPhone = (cell: string): boolean =>
  /^'?[+(]?[\d\s()./+-]{5,}$/.test(cell) && cell.replace(/\D/g, '').length >= 5;
export const isCurrency = (cell: string): boolean => /^(?:[A-Za-z]{3}|\p{Sc})$/u.test(cell);
