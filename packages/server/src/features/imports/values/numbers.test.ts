import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalMarkOf, readDecimal } from './numbers.ts';

describe('an amount is read as it is written', () => {
  const pointed: [text: string, decimal: string][] = [
    ['6', '6'],
    ['-12.50', '-12.50'],
    ['+3', '3'],
    ['.5', '0.5'],
    ['-.5', '-0.5'],
    ['1,234.56', '1234.56'],
    ['1,234,567', '1234567'],
    ['1,23,456.00', '123456.00'],
    ['12,34,56,789', '123456789'],
    ['1 234.5', '1234.5'],
    ['1\u00A0234\u00A0567.5', '1234567.5'],
    ['1\u202F234.5', '1234.5'],
    ["1'234.50", '1234.50'],
    ['1’234.50', '1234.50'],
    ['$1,234.56', '1234.56'],
    ['-$3.00', '-3.00'],
    ['$-3.00', '-3.00'],
    ['($3.00)', '-3.00'],
    ['$(3.00)', '-3.00'],
    ['(3.00)', '-3.00'],
    ['3.00-', '-3.00'],
    ['\u22123.00', '-3.00'],
    ['– 3.00', '-3.00'],
    ['US$ 12.00', '12.00'],
    ['USD 12.00', '12.00'],
    ['12.00 usd', '12.00'],
    ['$12.00 CAD', '12.00'],
    ['-GBP12.00', '-12.00'],
    ['£1.25', '1.25'],
    ['₹1,23,456.00', '123456.00'],
    ['Rs. 1,200', '1200'],
    ["CHF 1'234.50", '1234.50'],
    ['Fr.12.50', '12.50'],
    ['R 1 234.50', '1234.50'],
    ['  7 ', '7'],
    ['1.50000000000000', '1.5'],
    ['2.000000000000', '2'],
    ['999999999999999.999999999', '999999999999999.999999999'],
  ];
  test.each(pointed)('with a decimal point: %s', (text, decimal) => {
    expect(readDecimal(text, '.')).toBe(decimal);
  });

  const withComma: [text: string, decimal: string][] = [
    ['6', '6'],
    ['12,5', '12.5'],
    ['1.234,56', '1234.56'],
    ['1.234.567', '1234567'],
    ['1 234,56', '1234.56'],
    ['1\u202F234,56 €', '1234.56'],
    ["1'234,50", '1234.50'],
    ['-3,00 €', '-3.00'],
    ['€ -3,00', '-3.00'],
    ['EUR 1.234', '1234'],
    ['R$ 1.234,56', '1234.56'],
    ['99,90 kr', '99.90'],
    ['12,00 zł', '12.00'],
    ['1234,5', '1234.5'],
    [',5', '0.5'],
  ];
  test.each(withComma)('with a decimal comma: %s', (text, decimal) => {
    expect(readDecimal(text, ',')).toBe(decimal);
  });

  const inOneWay: [text: string, decimal: string][] = [
    ['12.5', '12.5'],
    ['12,50', '12.50'],
    ['1.234,56', '1234.56'],
    ['1,234.56', '1234.56'],
    ['1,234,567', '1234567'],
    ['1234.567', '1234.567'],
    ['0,125', '0.125'],
    ['0.125', '0.125'],
    ['1 234', '1234'],
  ];
  test.each(inOneWay)('whose mark nobody knows, but which can be read in one way only: %s', (text, decimal) => {
    expect(readDecimal(text, null)).toBe(decimal);
  });
});

test.each([
  '',
  ' ',
  '-',
  '.',
  '$',
  'USD',
  'NaN',
  'Infinity',
  '-Infinity',
  '1e308',
  '1E5',
  '0x10',
  '12,34',
  '1,2345',
  '12,345,67',
  '1,234 567',
  '01,234',
  '1.234.567',
  '1.2.3',
  '5.',
  '--3',
  '(-3)',
  '-3-',
  '3 pcs',
  '12%',
  'ann',
  '12 34',
  '1_000',
  '١٢',
  '0.1234567891',
  '1234567890123456',
  `${'1'.repeat(500)}`,
])('"%s" is no number of a file with decimal points', (text) => {
  expect(readDecimal(text, '.')).toBeNull();
});

test.each(['1,234.56', '12.5', '12.34', '1.2345'])('"%s" is no number of a file with decimal commas', (text) => {
  expect(readDecimal(text, ',')).toBeNull();
});

test.each(['1,234', '1.234', '$2.500', '-12,000'])('"%s" is not read while nobody knows the mark', (text) => {
  expect(readDecimal(text, null)).toBeNull();
});

test('what any locale writes for an amount is read back exactly', () => {
  const locales = ['en-US', 'en-IN', 'de-DE', 'de-CH', 'fr-FR', 'es-ES', 'it-IT', 'pt-BR', 'nl-NL', 'pl-PL'];
  fc.assert(
    fc.property(
      fc.constantFrom(...locales),
      fc.integer({ min: -1e13, max: 1e13 }),
      fc.constantFrom('EUR', 'USD', 'INR', 'CHF', 'BRL'),
      (locale, cents, currency) => {
        const exact = (cents / 100).toFixed(2).replace(/^-(?=0\.00$)/, '');
        const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
        const mark = format.formatToParts(0.5).find(({ type }) => type === 'decimal')?.value as '.' | ',';
        expect(readDecimal(format.format(Number(exact)), mark)).toBe(exact);
      },
    ),
  );
});

test('what is read is a plain decimal, or nothing, whatever stands in the cell', () => {
  const cells = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789.,- ()$€\u2212\u00A0’eE') }));
  fc.assert(
    fc.property(cells, fc.constantFrom('.', ',', null), (text, mark) => {
      expect(readDecimal(text, mark) ?? '0').toMatch(/^-?\d{1,15}(\.\d{1,9})?$/);
    }),
  );
});

describe('the decimal mark of a file', () => {
  test('is seen where one cell needs it', () => {
    expect(decimalMarkOf(['1,234', '12.50', 'ann', ''])).toEqual({ is: 'known', value: '.' });
    expect(decimalMarkOf(['1.234', '12,5 €'])).toEqual({ is: 'known', value: ',' });
  });

  test('is of no matter where no cell needs it', () => {
    expect(decimalMarkOf(['12', '7', 'ann', '', '1 234'])).toEqual({ is: 'unknown' });
  });

  test('is asked for when every cell can be read either way', () => {
    expect(decimalMarkOf(['1,234', '12', '1,234', '5.678'])).toEqual({
      is: 'ambiguous',
      options: ['.', ','],
      examples: ['1,234', '5.678'],
    });
  });

  test('is asked for when the cells contradict each other', () => {
    expect(decimalMarkOf(['12.50', '12,50'])).toEqual({
      is: 'contradictory',
      options: ['.', ','],
      examples: ['12.50', '12,50'],
    });
  });
});
