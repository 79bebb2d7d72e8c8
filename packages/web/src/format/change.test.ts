import { expect, test } from 'vitest';
import { changeText } from './change.ts';

test('growth says how much and which way', () => {
  expect(changeText(0.124, '', 'en-GB')).toEqual({ direction: 'up', short: '12.4%', spoken: 'Up 12.4%' });
  expect(changeText(-0.051, '', 'en-GB')).toEqual({ direction: 'down', short: '5.1%', spoken: 'Down 5.1%' });
});

test('nothing to compare with is not zero: it says why', () => {
  expect(changeText(null, 'no revenue 30 days before', 'en-GB')).toEqual({
    direction: 'none',
    short: 'n/a',
    spoken: 'Not available: no revenue 30 days before',
  });
});

test('what rounds to nothing has no arrow', () => {
  expect(changeText(0, '', 'en-GB').direction).toBe('same');
  expect(changeText(0.0004, '', 'en-GB').short).toBe('no change');
  expect(changeText(-0.0004, '', 'en-GB').direction).toBe('same');
});

test('a ten-fold growth has no decimals', () => {
  expect(changeText(12.4034, '', 'en-GB').short).toBe('1,240%');
});
