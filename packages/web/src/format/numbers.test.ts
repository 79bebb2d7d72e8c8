import { expect, test } from 'vitest';
import { cardCount, count, counted, percent, probability, share } from './numbers.ts';

test('counts are grouped, and shortened on a card from a million on', () => {
  expect(count(18532, 'en-GB')).toBe('18,532');
  expect(cardCount(18532, 'en-GB')).toBe('18,532');
  expect(cardCount(1_240_300, 'en-GB')).toBe('1.24m');
});

test('a fraction is shown as percent with one decimal', () => {
  expect(percent(0.6558, 'en-GB')).toBe('65.6%');
  expect(percent(1, 'en-GB')).toBe('100%');
});

test('a tiny share does not read as nothing', () => {
  expect(share(0.0004, 'en-GB')).toBe('<0.1%');
  expect(share(0, 'en-GB')).toBe('0%');
  expect(share(0.25, 'en-GB')).toBe('25%');
});

test('what is nearly certain is not shown as certain', () => {
  expect(probability(0.9997, 'en-GB')).toBe('>99.9%');
  expect(probability(0.9994, 'en-GB')).toBe('99.9%');
  expect(probability(1, 'en-GB')).toBe('100%');
  expect(probability(0.0002, 'en-GB')).toBe('<0.1%');
});

test('one is not many', () => {
  expect(counted(1, 'order', undefined, 'en-GB')).toBe('1 order');
  expect(counted(1200, 'day', 'days', 'en-GB')).toBe('1,200 days');
});
