import type { Row } from '../reading/row.ts';
import { isDate, isNumber } from './cell-kinds.ts';

const most_title_rows = 20;

/**
 * Which of the first rows is the header: reports have a title above it, in few cells. Only a row that reads like names is taken
 * for it; otherwise the first row is the header, as in any other file.
 */
export function headerPlace(rows: readonly Row[]): number {
  const first = rows.slice(0, most_title_rows);
  const filled = first.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length);
  const most = Math.max(...filled, 0);
  if (first.length < 2 || (filled[0] ?? 0) * 2 > most || most < 2) return 0;
  const place = first.findIndex((row, at) => (filled[at] ?? 0) * 2 > most && readsLikeNames(row));
  return place < 0 ? 0 : place;
}

function readsLikeNames({ cells }: Row): boolean {
  const names = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const isName = (cell: string) => cell.length <= 100 && !isNumber(cell) && !isDate(cell) && !cell.includes('@');
  return names.every(isName) && new Set(names).size > names.length / 2;
}
