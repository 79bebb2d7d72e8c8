import { type DateOrder, readingsOf } from './dates.ts';
import { type Finding, most_examples } from './finding.ts';
import { splitTime } from './times.ts';

/**
 * In which order the dates among these cells are written. Those with a month's name or the year in front need no order; of the
 * others the whole sample has to be readable in it, and in no other.
 */
export function dateOrderOf(samples: Iterable<string>): Finding<DateOrder> {
  const seen: Seen[] = [];
  const known = new Set<string>();
  for (const text of samples) {
    const date = dateOf(text);
    if (known.has(date)) continue;
    known.add(date);
    const orders = [...readingsOf(date).keys()];
    if (orders.length > 0 && !startsWithYear(date)) seen.push({ date, orders });
  }
  const [first, ...rest] = seen;
  if (!first) return { is: 'unknown' };
  const fitting = rest.reduce((orders, each) => orders.filter((order) => each.orders.includes(order)), first.orders);
  if (fitting.length === 0) return { is: 'contradictory', options: optionsOf(seen), examples: contraries(seen) };
  const plausible = fitting.length === 1 ? fitting : fitting.filter((order) => !isImplausible(order, seen));
  const [value, ...others] = plausible;
  if (value && others.length === 0) return { is: 'known', value };
  return { is: 'ambiguous', options: plausible, examples: seen.slice(0, most_examples).map(({ date }) => date) };
}

interface Seen {
  date: string;
  orders: DateOrder[];
}

function dateOf(text: string): string {
  const spaced = text.trim().replace(/\s+/gu, ' ');
  const time = splitTime(spaced);
  return time === null || time === 'wrong' ? spaced : time.before;
}

const startsWithYear = (date: string): boolean => /^\d{4,}/.test(date);

/**
 * With years of two figures `25/12/10` is also 10 December 2025. Over a sample a year varies less than a day does. And no country
 * writes the month first with points between.
 */
function isImplausible(order: DateOrder, seen: readonly Seen[]): boolean {
  if (order === 'mdy') return seen.every(({ date }) => date.includes('.'));
  if (order !== 'ymd') return false;
  const figures = seen.map(({ date }) => date.split(/\D+/));
  const starts = new Set(figures.map(([start]) => start)).size;
  const ends = new Set(figures.map(([, , end]) => end)).size;
  return starts > 12 && ends * 2 <= starts;
}

function optionsOf(seen: readonly Seen[]): DateOrder[] {
  return [...new Set(seen.flatMap(({ orders }) => orders))];
}

/** Dates of which no two can be read in the same order, as far as there are. */
function contraries(seen: readonly Seen[]): string[] {
  const chosen: Seen[] = [];
  for (const each of seen.toSorted((a, b) => a.orders.length - b.orders.length)) {
    if (chosen.every(({ orders }) => !orders.some((order) => each.orders.includes(order)))) chosen.push(each);
  }
  return chosen.map(({ date }) => date);
}
