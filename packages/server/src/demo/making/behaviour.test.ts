import { expect, test } from 'vitest';
import { type Habit, livesOf } from './behaviour.ts';
import { calendarOf, rhythmOf, wallClock } from './calendar.ts';
import { randomFrom } from './random.ts';

const calendar = calendarOf({ now: new Date('2026-11-20T15:00:00Z'), time_zone: 'Europe/London' });
const even = rhythmOf(calendar, () => 1);
const habit: Habit = { share: 1, a_year: 12, alike: 4, regularity: 2, leaving: [1, 1], worth: [100, 0.1] };

const livesWith = (habits: Record<string, Habit>, count: number) =>
  livesOf(
    randomFrom(3, 'lives'),
    {
      habits,
      arrivals: even,
      returns: even,
      first_day: calendar.first,
      last_day: calendar.today,
      moment: (day) => ({ at_ms: wallClock(calendar, day, 600) }),
    },
    count,
  );

test('they buy exactly as often as asked, by their first purchase', () => {
  const lives = livesWith({ ann: habit }, 5_000);
  expect(lives.reduce((sum, { moments }) => sum + moments.length, 0)).toBe(5_000);
  const firsts = lives.map(({ moments }) => moments[0]?.at_ms ?? 0);
  expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
  expect(lives.every(({ moments }) => moments.length > 0)).toBe(true);
});

test('who always leaves buys once; who never does keeps coming until today', () => {
  const once = livesWith({ bob: { ...habit, leaving: [1_000, 0.001] } }, 1_000);
  expect(once.filter(({ moments }) => moments.length > 1).length).toBeLessThan(5);
  const regulars = livesWith({ ann: { ...habit, alike: 50, regularity: 50, leaving: [0.001, 1_000] } }, 1_000);
  const long_ago_ms = wallClock(calendar, calendar.today - 90, 0);
  const lapsed = regulars.slice(0, -1).filter(({ moments }) => (moments.at(-1)?.at_ms ?? 0) < long_ago_ms);
  expect(lapsed.length).toBeLessThan(regulars.length / 50);
});

test('what was bought before the history is not told, but remembered', () => {
  const lives = livesWith({ ann: { ...habit, leaving: [1, 20] } }, 5_000);
  const first_ms = wallClock(calendar, calendar.first, 0);
  expect(lives.every(({ moments }) => moments.every(({ at_ms }) => at_ms >= first_ms))).toBe(true);
  expect(lives.filter(({ came_at_ms }) => came_at_ms < first_ms).length).toBeGreaterThan(50);
});
