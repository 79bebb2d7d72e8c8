import { expect, test } from 'vitest';
import { overviewDays, periodWords } from './period-words.ts';

test('a period reads as a sentence', () => {
  expect(periodWords(30)).toEqual({
    ago: '30 days ago',
    before: 'the 30 days before',
    within: 'in the last 30 days',
    over: 'in 30 days',
  });
  expect(periodWords(365).within).toBe('in the last year');
});

test('all time reads from the first order on, and as five years where that is further back', () => {
  expect(periodWords(374, '2010-12-01').within).toMatch(/^since .*2010$/);
  expect(periodWords(374, '2010-12-01').ago).toBe('before the first order');
  expect(periodWords(1830, '2010-12-01').ago).toBe('5 years ago');
});

test('all time is the days since the first order, that day and this one included', () => {
  expect(overviewDays('2010-12-01', '2011-12-09')).toBe(374);
  expect(overviewDays('2011-12-09', '2011-12-09')).toBe(1);
  expect(overviewDays('1999-01-01', '2026-11-20')).toBe(1830);
  expect(overviewDays('2026-11-20', '2026-01-01')).toBe(1);
  expect(overviewDays(null, '2026-11-20')).toBe(1);
});
