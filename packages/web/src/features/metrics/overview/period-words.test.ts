import { expect, test } from 'vitest';
import { periodWords } from './period-words.ts';

test('a period reads as a sentence', () => {
  expect(periodWords(30)).toEqual({
    ago: '30 days ago',
    before: 'the 30 days before',
    within: 'in the last 30 days',
    over: 'in 30 days',
  });
  expect(periodWords(365).within).toBe('in the last year');
  expect(periodWords(1830)).toEqual({
    ago: '5 years ago',
    before: 'the 5 years before',
    within: 'in the last 5 years',
    over: 'in 5 years',
  });
});
