import { expect, test } from 'vitest';
import { askedSoFar } from './asked.ts';

const dates = { about: 'date_order' as const, text: 'Which is the day?', examples: ['01/02/2026'], options: [] };
const marks = { about: 'decimal_mark' as const, text: 'Which is the mark?', examples: ['1,234'], options: [] };

test('an answered question stays in its place and is no longer open', () => {
  const first = askedSoFar([], [dates, marks]);
  const then = askedSoFar(first, [marks]);
  expect(then.map(({ question, isOpen }) => [question.about, isOpen])).toEqual([
    ['date_order', false],
    ['decimal_mark', true],
  ]);
});

test('an answer that brings a new question is followed by it', () => {
  expect(askedSoFar(askedSoFar([], [dates]), [marks]).map(({ question }) => question.about)).toEqual([
    'date_order',
    'decimal_mark',
  ]);
});

test('a question that opens again is open again', () => {
  expect(askedSoFar(askedSoFar(askedSoFar([], [dates]), []), [dates])).toEqual([{ question: dates, isOpen: true }]);
});

test('a column that was asked for and given is asked for no more; the others still are', () => {
  const date = { about: 'columns' as const, text: 'Which column says when?', examples: [], options: [] };
  const amount = { ...date, text: 'Which column says how much?' };
  expect(askedSoFar(askedSoFar([], [date, amount]), [amount])).toEqual([{ question: amount, isOpen: true }]);
});
