import { expect, test } from 'vitest';
import { dayOf, moment } from './moments.ts';

const tokyo = { timeZone: 'Asia/Tokyo', now: new Date('2026-03-02T03:00:00Z'), language: 'en-GB' };

test('a moment is told by the shop’s own clock', () => {
  expect(moment('2026-03-02T02:05:00Z', tokyo)).toBe('today, 11:05');
  expect(moment('2026-03-01T14:59:00Z', tokyo)).toBe('1 Mar 2026, 23:59');
});

test('the day of an instant is the shop’s own', () => {
  expect(dayOf('2011-12-09T23:30:00Z', 'Asia/Tokyo', 'en-GB')).toBe('10 Dec 2011');
});
