import { expect, test } from 'vitest';
import { newestOnly } from './newest-only.ts';

test('of five quick choices the first and the last are told, in this order', async () => {
  const told: number[] = [];
  await new Promise<void>((rest) => {
    const choose = newestOnly<number>(async (value) => {
      told.push(value);
      await new Promise((later) => setTimeout(later, 5));
    }, rest);
    for (const value of [1, 2, 3, 4, 5]) choose(value);
  });
  expect(told).toEqual([1, 5]);
});

test('a choice that was refused does not hold up the next', async () => {
  const told: number[] = [];
  await new Promise<void>((rest) => {
    const choose = newestOnly<number>(async (value) => {
      told.push(value);
      if (value === 1) throw new Error('refused');
    }, rest);
    choose(1);
    choose(2);
  });
  expect(told).toEqual([1, 2]);
});
