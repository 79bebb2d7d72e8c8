import { expect, test } from 'vitest';
import { repeatChange } from './repeat-change.ts';

test('a repeat rate has grown or fallen', () => {
  expect(repeatChange(0.66, 0.6)).toBeCloseTo(0.1);
  expect(repeatChange(0.3, 0.6)).toBe(-0.5);
});

test('without a rate before there is no change', () => {
  expect(repeatChange(0.5, null)).toBeNull();
  expect(repeatChange(0.5, 0)).toBeNull();
  expect(repeatChange(null, 0.5)).toBeNull();
});
