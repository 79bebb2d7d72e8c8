import { expect, test } from 'vitest';
import { isDue } from './due.ts';

const at = new Date('2026-06-15T12:00:00Z');
const now = { at, toldOn: '2026-06-15', horizonDays: 90, orderCount: 1_000 };
const made = { toldOn: '2026-06-15', horizonDays: 90, orderCount: 1_000, duration_ms: 2_000 };
const minutesAgo = (minutes: number) => new Date(at.getTime() - minutes * 60_000);

test('the first one is due at once', () => {
  expect(isDue(null, now)).toBe(true);
});

test('a new one is due on a new day, for another horizon, and when one order in a hundred came or went', () => {
  const due = (changed: Partial<typeof made>) =>
    isDue({ attemptedAt: minutesAgo(60), made: { ...made, ...changed } }, now);
  expect(due({})).toBe(false);
  expect(due({ toldOn: '2026-06-14' })).toBe(true);
  expect(due({ horizonDays: 60 })).toBe(true);
  expect(due({ orderCount: 991 })).toBe(false);
  expect(due({ orderCount: 989 })).toBe(true);
  expect(due({ orderCount: 1_100 })).toBe(true);
});

test('none is due right after another, nor right after one that failed', () => {
  const yesterday = { ...made, toldOn: '2026-06-14' };
  expect(isDue({ attemptedAt: minutesAgo(4), made: yesterday }, now)).toBe(false);
  expect(isDue({ attemptedAt: minutesAgo(4), made: null }, now)).toBe(false);
  expect(isDue({ attemptedAt: minutesAgo(6), made: null }, now)).toBe(true);
});

test('a forecast that takes two minutes is made every forty at most', () => {
  const slow = { ...made, orderCount: 1, duration_ms: 120_000 };
  expect(isDue({ attemptedAt: minutesAgo(39), made: slow }, now)).toBe(false);
  expect(isDue({ attemptedAt: minutesAgo(41), made: slow }, now)).toBe(true);
});
