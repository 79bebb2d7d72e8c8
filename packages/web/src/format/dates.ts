import { locale } from './locale.ts';

/** A local date, `YYYY-MM-DD`: a calendar day without an hour, so it is formatted in UTC on purpose. */
export type LocalDate = string;

/** 9 December 2011 */
export function longDay(on: LocalDate, language = locale): string {
  return format(on, { day: 'numeric', month: 'long', year: 'numeric' }, language);
}

/** 9 Dec 2011 */
export function day(on: LocalDate, language = locale): string {
  return format(on, { day: 'numeric', month: 'short', year: 'numeric' }, language);
}

/** 9 Dec */
export function dayOfYear(on: LocalDate, language = locale): string {
  return format(on, { day: 'numeric', month: 'short' }, language);
}

/** December 2011 */
export function month(on: LocalDate, language = locale): string {
  return format(on, { month: 'long', year: 'numeric' }, language);
}

/** November, for 2011-12-01: the name of the month before. */
export function monthBefore(on: LocalDate, language = locale): string {
  const [year = 0, number = 1] = on.split('-').map(Number);
  return new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(year, number - 2, 1));
}

/** Dec 2011 */
export function shortMonth(on: LocalDate, language = locale): string {
  return format(on, { month: 'short', year: 'numeric' }, language);
}

/** The calendar day it is now in a time zone. */
export function todayIn(timeZone: string, now = new Date()): LocalDate {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(now);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** Whole days from one local date to another. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((utc(to) - utc(from)) / 86_400_000);
}

/** Whether a text is a day that exists: 2026-02-30 is none. */
export function isLocalDate(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(utc(text)) && new Date(utc(text)).toISOString().startsWith(text)
  );
}

function format(on: LocalDate, shape: Intl.DateTimeFormatOptions, language: string): string {
  return new Intl.DateTimeFormat(language, { ...shape, timeZone: 'UTC' }).format(utc(on));
}

function utc(on: LocalDate): number {
  return Date.parse(`${on}T00:00:00Z`);
}
