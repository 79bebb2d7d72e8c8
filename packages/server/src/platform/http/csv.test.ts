import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvText, decimal, money, number, text } from './csv.ts';

const cellOf = (value: string) => {
  const csv = csvText([text<string>('name', (row) => row)], [value]);
  return (parse(csv, { bom: true, record_delimiter: '\r\n' }) as string[][])[1]?.[0];
};

test.each([
  ['=1+1', "'=1+1"],
  ['+44 20', "'+44 20"],
  ['-5', "'-5"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tcmd', "'\tcmd"],
  ['\rcmd', "'\rcmd"],
  ['\ncmd', "'\ncmd"],
  ['  =1', "'  =1"],
  ['\u00a0\u2003=1', "'\u00a0\u2003=1"],
  ['\ufeff\u200b=1', "'\ufeff\u200b=1"],
  ['＝1', "'＝1"],
  ['Ann\n=1', "'Ann\n'=1"],
  ['Ann\r\n  +1\nBob', "'Ann\r\n'  +1\nBob"],
  ['Ann\u2028-1', "'Ann\u2028'-1"],
])('text that a spreadsheet would calculate is made harmless: %j', (given, safe) => {
  expect(cellOf(given)).toBe(safe);
});

test.each(['Ann', 'O’Neill', "d'Arc", 'a=b', 'Ann - Bob', 'ann@example.com', '', ' Ann', 'Ann\nBob', 'a"b,c'])(
  'other text stays: %j',
  (given) => {
    expect(cellOf(given)).toBe(given);
  },
);

test('no line of a text begins a formula, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' ', '\u00a0', 'a', '"', ',', "'")),
      (letters) => {
        for (const line of (cellOf(letters.join('')) ?? '').split(/\r\n|\r|\n/))
          expect(line).not.toMatch(/^\s*[=+\-@]/);
      },
    ),
  );
});

test('numbers stay numbers, exact and without a mark', () => {
  const csv = csvText(
    [number<number>('count', (row) => row), money<number>('net', 2, (row) => row)],
    [-5, 1234567890123],
  );
  expect(csv).toBe('\ufeffcount,net\r\n-5,-0.05\r\n1234567890123,12345678901.23\r\n');
  expect([decimal(0, 2), decimal(-7, 0), decimal(5, 3), decimal(-12345, 3)]).toEqual([
    '0.00',
    '-7',
    '0.005',
    '-12.345',
  ]);
});
