import { expect, test } from 'vitest';
import { day, dayOfYear, daysBetween, isLocalDate, longDay, month, monthBefore, todayIn } from './dates.ts';
import { englishLocale } from './locale.ts';

test('a local date stays the day it is, wherever the reader sits', () => {
  expect(day('2011-12-09', 'en-GB')).toBe('9 Dec 2011');
  expect(longDay('2011-12-09', 'en-US')).toBe('December 9, 2011');
  expect(dayOfYear('2011-12-09', 'en-GB')).toBe('9 Dec');
  expect(month('2011-12-01', 'en-GB')).toBe('December 2011');
  expect(monthBefore('2012-01-01', 'en-GB')).toBe('December');
});

test('today is the day of the organization', () => {
  const justBeforeMidnightInLondon = new Date('2026-03-01T23:30:00Z');
  expect(todayIn('Europe/London', justBeforeMidnightInLondon)).toBe('2026-03-01');
  expect(todayIn('Pacific/Apia', justBeforeMidnightInLondon)).toBe('2026-03-02');
  expect(todayIn('America/St_Johns', new Date('2026-03-01T03:00:00Z'))).toBe('2026-02-28');
});

test('days are counted by the calendar, also over a change of the clock', () => {
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysBetween('2011-12-09', '2011-12-09')).toBe(0);
});

test('a day must exist', () => {
  expect(isLocalDate('2026-02-28')).toBe(true);
  expect(isLocalDate('2026-02-30')).toBe(false);
  expect(isLocalDate('yesterday')).toBe(false);
});

test('the page follows the reader’s own English, or British English', () => {
  expect(englishLocale(['de-DE', 'en-US'])).toBe('en-US');
  expect(englishLocale(['de-DE'])).toBe('en-GB');
  expect(englishLocale([])).toBe('en-GB');
});
