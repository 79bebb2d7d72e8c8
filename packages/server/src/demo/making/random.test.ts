import { expect, test } from 'vitest';
import { randomFrom } from './random.ts';

const many = (draw: () => number) => Array.from({ length: 20_000 }, draw);
const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;

test('the same seed and name draw the same, another name another', () => {
  const draws = (seed: number, name: string) => many(randomFrom(seed, name).next).slice(0, 50);
  expect(draws(1, 'ann')).toEqual(draws(1, 'ann'));
  expect(draws(1, 'ann')).not.toEqual(draws(1, 'bob'));
  expect(draws(1, 'ann')).not.toEqual(draws(2, 'ann'));
});

test('draws lie where they should, on average too', () => {
  const random = randomFrom(7, 'moments');
  const even = many(random.next);
  expect(Math.min(...even)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...even)).toBeLessThan(1);
  expect(mean(even)).toBeCloseTo(0.5, 1);
  expect(mean(many(() => random.gamma(0.4)))).toBeCloseTo(1, 1);
  expect(mean(many(() => random.gamma(5)))).toBeCloseTo(1, 1);
  expect(mean(many(() => random.beta(2, 6)))).toBeCloseTo(0.25, 1);
  expect(
    share(
      many(() => random.logNormal(30, 0.5)),
      (value) => value < 30,
    ),
  ).toBeCloseTo(0.5, 1);
  expect(new Set(many(() => random.int(2, 4)))).toEqual(new Set([2, 3, 4]));
});

test('what weighs nothing is never drawn', () => {
  const random = randomFrom(7, 'weights');
  const drawn = many(() => random.weighted([1, 2, 3], (value) => (value === 2 ? 0 : value)));
  expect(new Set(drawn)).toEqual(new Set([1, 3]));
  expect(share(drawn, (value) => value === 3)).toBeCloseTo(0.75, 1);
});

const share = (list: number[], holds: (value: number) => boolean) => list.filter(holds).length / list.length;
