import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dividedBy, isNegative, major, negated, plus, roundedMinor, times } from './decimals.ts';

test('sums are exact where floats are not', () => {
  expect(plus('0.1', '0.2')).toBe('0.3');
  expect(plus('-3', '2.5')).toBe('-0.5');
  expect(times('1.005', '100')).toBe('100.5');
  expect(times('-0.000000001', '0.1')).toBe('0');
});

test('a part of an amount, taken as often, is the amount again to the last cent', () => {
  expect(dividedBy('10', '3')).toBe('3.333333333');
  expect(dividedBy('-10', '4')).toBe('-2.5');
  const cents = fc.integer({ min: -1e9, max: 1e9 });
  fc.assert(
    fc.property(cents, fc.integer({ min: 1, max: 9_999 }), (minor, pieces) => {
      const each = dividedBy(major(minor, 2), String(pieces));
      return roundedMinor(times(each, String(pieces)), 2) === minor;
    }),
  );
});

test('halves are rounded to even', () => {
  expect(['0.005', '0.015', '-0.005', '-0.015', '1.0049'].map((decimal) => roundedMinor(decimal, 2))).toEqual([
    0, 2, 0, -2, 100,
  ]);
  expect(roundedMinor('1500.4', 0)).toBe(1500);
  expect(roundedMinor('1.2345', 3)).toBe(1234);
});

test('less than nothing', () => {
  expect([negated('3'), negated('-3.50'), negated('0'), negated('0.00')]).toEqual(['-3', '3.50', '0', '0.00']);
  expect(['-0.01', '-0', '0', '0.01'].map(isNegative)).toEqual([true, false, false, false]);
  expect([major(-1230, 2), major(5, 0), major(5, 3), major(0, 2)]).toEqual(['-12.3', '5', '0.005', '0']);
});
