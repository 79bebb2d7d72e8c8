import { expect, test } from 'vitest';
import { isDateFormat } from './workbook-styles.ts';
import { withoutEscapes } from './workbook-texts.ts';
import { dateText, isoText, numberText } from './workbook-values.ts';

test.each([
  ['12', '12'],
  ['2.5499999999999998', '2.55'],
  ['0.30000000000000004', '0.3'],
  ['-3', '-3'],
  ['1.0E-3', '0.001'],
  ['1E-7', '0.0000001'],
  ['1.5E+20', '150000000000000000000'],
  ['4006381333931', '4006381333931'],
  ['', ''],
  ['ann', 'ann'],
])('the number %s is %s', (raw, text) => {
  expect(numberText(raw)).toBe(text);
});

test.each([
  ['40513', '2010-12-01'],
  ['40513.3513888889', '2010-12-01 08:26:00'],
  ['40513.999999', '2010-12-02'],
  ['0.35138888888888892', '08:26:00'],
  ['1', '1900-01-01'],
  ['59', '1900-02-28'],
  ['61', '1900-03-01'],
  ['-1', '-1'],
  ['99999999', '99999999'],
])('the day %s is %s', (raw, text) => {
  expect(dateText(raw, false)).toBe(text);
});

test('a workbook of an old Mac counts its days from 1904', () => {
  expect(dateText('39051', true)).toBe('2010-12-01');
});

test('a date that another program wrote is kept', () => {
  expect(isoText('2010-12-01T08:26:00')).toBe('2010-12-01 08:26:00');
  expect(isoText('2010-12-01T00:00:00')).toBe('2010-12-01');
});

test.each(['dd\\.mm\\.yyyy', 'm/d/yy h:mm', '[$-409]mmmm\\ d,\\ yyyy;@', 'yyyy"年"m"月"d"日"', 'h:mm AM/PM', 'mmm-yy'])(
  '%s is the format of a date',
  (code) => {
    expect(isDateFormat(code)).toBe(true);
  },
);

test.each([
  'General',
  '0.00',
  '#,##0.00 "per day"',
  '[Red]-0.00',
  '0.00E+00',
  '#,##0\\ \\d',
  '[h]:mm',
  '@',
  '_-* #,##0\\ _€_-',
])('%s is the format of a number', (code) => {
  expect(isDateFormat(code)).toBe(false);
});

test('characters that XML cannot hold are read as Excel writes them', () => {
  expect(withoutEscapes('Mug_x000D_\nblue _x005F_x000D_')).toBe('Mug\r\nblue _x000D_');
});
