import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minorUnits } from './money.ts';

test.each<[decimal: string, digits: number, minor: number | null]>([
  ['2.55', 2, 255],
  ['-2.55', 2, -255],
  ['1.1', 2, 110],
  ['7', 2, 700],
  ['0.005', 3, 5],
  ['1200', 0, 1200],
  ['2.5500000', 2, 255],
  ['12.000', 0, 12],
  ['-0.00', 2, 0],
  ['1000000000000', 2, 1e14],
])('%s with %i decimals is %s minor units', (decimal, digits, minor) => {
  expect(minorUnits(decimal, digits)).toBe(minor);
});

test.each<[decimal: string, digits: number]>([
  ['2.555', 2],
  ['0.5', 0],
  ['1000000000000.01', 2],
  ['999999999999999', 2],
  ['', 2],
  ['1,5', 2],
  ['NaN', 2],
])('%s is no amount of a currency with %i decimals', (decimal, digits) => {
  expect(minorUnits(decimal, digits)).toBeNull();
});

test('no cent is lost between the text and the amount', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e14, max: 1e14 }), fc.integer({ min: 0, max: 4 }), (minor, digits) => {
      const figures = Math.abs(minor)
        .toString()
        .padStart(digits + 1, '0');
      const cut = figures.length - digits;
      const text = `${minor < 0 ? '-' : ''}${figures.slice(0, cut)}${digits > 0 ? `.${figures.slice(cut)}` : ''}`;
      expect(minorUnits(text, digits)).toBe(minor);
    }),
  );
});
