import { expect, test } from 'vitest';
import { RateLimit } from './rate-limit.ts';

test('a bucket empties, says how long to wait, and fills again', () => {
  let now = 0;
  const limit = new RateLimit({ per_minute: 3 }, () => now);
  expect([1, 2, 3, 4].map(() => limit.take('ann'))).toEqual([null, null, null, 20]);
  expect(limit.exhausted('ann')).toBe(20);
  now = 20_000;
  expect(limit.exhausted('ann')).toBeNull();
  expect(limit.take('ann')).toBeNull();
  expect(limit.take('ann')).toBe(20);
  expect(limit.take('bob')).toBeNull();
});

test('only so many callers are remembered', () => {
  const limit = new RateLimit({ per_minute: 1, callers: 2 }, () => 0);
  for (const caller of ['ann', 'bob', 'cleo']) limit.take(caller);
  expect(limit.exhausted('ann')).toBeNull();
  expect(limit.exhausted('cleo')).toBe(60);
});
