import { expect, test } from 'vitest';
import { calendarOf, iso, rhythmOf, wallClock } from './calendar.ts';
import { elementAt, randomFrom } from './random.ts';

const calendar = calendarOf({ now: new Date('2026-11-20T02:40:00Z'), time_zone: 'America/New_York' });

test('two years that end on the local date of now', () => {
  expect(elementAt(calendar.days, calendar.first).date).toBe('2024-11-19');
  expect(elementAt(calendar.days, calendar.today).date).toBe('2026-11-19');
  expect(iso(calendar.known_until_ms)).toBe('2026-11-20T02:00:00.000Z');
});

test('a leap day has its place, and one that the year before lacks is told from the 28th', () => {
  const leap = calendarOf({ now: new Date('2028-02-29T12:00:00Z'), time_zone: 'Europe/London' });
  expect(elementAt(leap.days, leap.first).date).toBe('2026-02-28');
  expect(elementAt(leap.days, leap.today).date).toBe('2028-02-29');
});

test('seven in the evening is seven in the evening on the days the clocks change', () => {
  const local = (date: string) => {
    const day = calendar.days.findIndex((each) => each.date === date);
    return Temporal.Instant.fromEpochMilliseconds(wallClock(calendar, day, 19 * 60))
      .toZonedDateTimeISO('America/New_York')
      .toPlainDateTime()
      .toString();
  };
  expect(local('2026-03-08')).toBe('2026-03-08T19:00:00');
  expect(local('2025-11-02')).toBe('2025-11-02T19:00:00');
  expect(local('2026-07-04')).toBe('2026-07-04T19:00:00');
});

test('nobody comes on a day that is shut, and a busy season brings people back sooner', () => {
  const random = randomFrom(1, 'rhythm');
  const shut = rhythmOf(calendar, ({ weekday }) => (weekday === 7 ? 0 : 1));
  const days = Array.from({ length: 2_000 }, () => shut.day(random, calendar.today));
  const later = days.flatMap((day) => shut.later(day, 3, random) ?? []);
  expect([...days, ...later].filter((day) => elementAt(calendar.days, day).weekday === 7)).toEqual([]);

  const winter = rhythmOf(calendar, ({ month }) => (month >= 11 ? 5 : 1));
  const november = calendar.days.findIndex(({ date }) => date === '2025-11-03');
  const gap = (winter.later(november, 30, random) ?? 0) - november;
  expect(gap).toBeLessThan(20);
  expect(winter.later(calendar.today, 900, random)).toBeUndefined();
});
