import { isWeekday, monthNamed } from './month-names.ts';

export type DateOrder = 'ymd' | 'dmy' | 'mdy';

export interface CalendarDate {
  year: number;
  month: number;
  day: number;
}

/** A time of day, and its distance from UTC; null: of a zone that the text does not tell. */
export interface Clock {
  hour: number;
  minute: number;
  second: number;
  ms: number;
  offset_minutes: number | null;
}

/** A date and a time of day as they stand in a file. */
export interface Moment extends CalendarDate, Clock {
  has_time: boolean;
}

const numeric = /^(\d{1,5})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{1,5})\.?$/;

/** A date alone, in figures or with the month's name. Null where it is none that exists, or could be two. */
export function readDate(text: string, order: DateOrder | null): CalendarDate | null {
  if (!numeric.test(text)) return /\p{L}/u.test(text) ? namedDate(text) : null;
  const readings = readingsOf(text);
  // A year of four figures in front or at the end speaks for itself, whatever the other dates of the file are like.
  const asWritten = order && readings.get(order);
  if (asWritten) return asWritten;
  const isOwnOrder = order === null || order === 'ymd' || readings.has('ymd');
  const [first, ...others] = [...readings.values()];
  return isOwnOrder && first && others.every((other) => isSame(first, other)) ? first : null;
}

/** What a date in figures is in each order in which it exists. */
export function readingsOf(text: string): Map<DateOrder, CalendarDate> {
  const [, a = '', , b = '', c = ''] = numeric.exec(text) ?? [];
  const possible: [DateOrder, CalendarDate][] = [];
  const add = (order: DateOrder, year: string, month: string, day: string) => {
    const date = { year: yearOf(year), month: Number(month), day: Number(day) };
    if (day.length <= 2 && month.length <= 2 && exists(date)) possible.push([order, date]);
  };
  if (c.length <= 2 && a.length !== 3 && a.length !== 1) add('ymd', a, b, c);
  if (a.length <= 2 && c.length !== 3 && c.length !== 1) {
    add('dmy', c, b, a);
    add('mdy', c, a, b);
  }
  return new Map(possible);
}

export function exists({ year, month, day }: CalendarDate): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Of two figures: 1969 to 2068, as POSIX has it. */
function yearOf(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 69 ? 2000 + year : 1900 + year;
}

const isSame = (a: CalendarDate, b: CalendarDate): boolean =>
  a.year === b.year && a.month === b.month && a.day === b.day;

/** `1 Dec 2010`, `Wed, Dec 1st, 2010`, `01-Dec-10`, `1. Dezember 2010`, `1 de diciembre de 2010`, `2010-Dec-01`. */
function namedDate(text: string): CalendarDate | null {
  const parts = text
    .replace(/(\d)(?:st|nd|rd|th|er|[ºª°])(?![\p{L}])/giu, '$1')
    .split(/[\s,./-]+/)
    .filter((part) => part !== '' && !/^(?:de|del|of|the|den|le|el|feira)$/i.test(part));
  // `mar. 1 déc. 2010`: the first of two words is the day of the week, even if it could be a month.
  const isNamed = (part: string | undefined) => part !== undefined && /^\p{L}+$/u.test(part);
  if (parts.length === 4 && isNamed(parts[0]) && isWeekday(parts[0] ?? '')) parts.shift();
  const at = parts.findIndex(isNamed);
  const month = monthNamed(parts[at] ?? '');
  const [a = '', b = ''] = parts.toSpliced(at, 1);
  if (parts.length !== 3 || !month || !/^\d+$/.test(a) || !/^\d+$/.test(b)) return null;
  const isYearFirst = a.length >= 4;
  const [year, day] = isYearFirst ? [a, b] : [b, a];
  const date = { year: yearOf(year), month, day: Number(day) };
  const isWellFormed = at < 2 && day.length <= 2 && (year.length === 2 || year.length >= 4);
  return isWellFormed && exists(date) ? date : null;
}
