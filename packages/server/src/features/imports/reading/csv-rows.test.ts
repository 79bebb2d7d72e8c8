import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRows } from './csv-rows.ts';
import type { Row } from './row.ts';

async function read(text: string | Buffer, separator: ',' | ';' | '\t' | '|' = ',', piece = 65_536): Promise<Row[]> {
  const bytes = Buffer.from(text);
  const chunks = async function* () {
    for (let from = 0; from < bytes.length; from += piece) yield bytes.subarray(from, from + piece);
  };
  return (await Array.fromAsync(csvRows(chunks(), { encoding: 'utf-8', separator }))).flat();
}

const row = (line: number, ...cells: string[]): Row => ({ line, cells });

test.each([',', ';', '\t', '|'] as const)('cells stand between "%s"', async (separator) => {
  const text = [`Name${separator}Total`, `"Ann${separator}B"${separator}1`].join('\n');
  expect(await read(text, separator)).toEqual([row(1, 'Name', 'Total'), row(2, `Ann${separator}B`, '1')]);
});

describe('lines end as the program wrote them', () => {
  test.each([['\n'], ['\r\n'], ['\r']])('%j', async (end) => {
    const text = ['Name,Total', 'Ann,1', '', '"Bob",2', ''].join(end);
    expect(await read(text)).toEqual([row(1, 'Name', 'Total'), row(2, 'Ann', '1'), row(4, 'Bob', '2')]);
  });

  test('in one way in the first part of a file and in another in the second', async () => {
    expect(await read('Name,Total\r\nAnn,1\nBob,2\r\n')).toEqual([
      row(1, 'Name', 'Total'),
      row(2, 'Ann', '1'),
      row(3, 'Bob', '2'),
    ]);
    expect(await read('Name,Total\n"Ann","1"\r\nBob,2')).toEqual([
      row(1, 'Name', 'Total'),
      row(2, 'Ann', '1'),
      row(3, 'Bob', '2'),
    ]);
  });

  test('within cells too, which are counted as an editor counts', async () => {
    expect(await read('Name,Note\r\nAnn,"a\r\nb"\r\nBob,"a\nb\n\nc"\r\nCleo,\r\n')).toEqual([
      row(1, 'Name', 'Note'),
      row(2, 'Ann', 'a\r\nb'),
      row(4, 'Bob', 'a\nb\n\nc'),
      row(8, 'Cleo', ''),
    ]);
  });

  test('old Macs end rows with a CR and break lines in cells with a LF', async () => {
    expect(await read('Name,Note\rAnn,"a\nb"\rBob,c')).toEqual([
      row(1, 'Name', 'Note'),
      row(2, 'Ann', 'a\nb'),
      row(4, 'Bob', 'c'),
    ]);
  });
});

test('rows of empty cells are left out, and counted', async () => {
  expect(await read('Name,Total\n,\n  ,\t\n   \nAnn,1\n')).toEqual([row(1, 'Name', 'Total'), row(5, 'Ann', '1')]);
});

test('a row may be shorter or longer than the header', async () => {
  expect(await read('Name,Total\nAnn\nBob,2,3\n')).toEqual([
    row(1, 'Name', 'Total'),
    row(2, 'Ann'),
    row(3, 'Bob', '2', '3'),
  ]);
});

test('what is written is read, wherever the pieces of the file meet', async () => {
  const cell = fc.string({ unit: fc.constantFrom(...'aé€😀",;\n\r\t |') }).map((text) => `x${text}`);
  const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(rows, fc.constantFrom('\n', '\r\n'), fc.integer({ min: 1, max: 9 }), async (cells, end, piece) => {
      const text = cells.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join(end);
      expect((await read(text, ',', piece)).map((one) => one.cells)).toEqual(cells);
    }),
  );
});

describe('what cannot be read is refused with its line', () => {
  test.each<[what: string, text: string | Buffer, code: string, line: string]>([
    ['an unclosed quote', 'Name,Total\nAnn,1\nBob,"2\nCleo,3\n', 'quote_not_closed', 'line 3'],
    ['a quote within a value', 'Name,Total\nAnn,1\nBob 5",2\n', 'stray_quote', 'line 3'],
    ['something after a quote', 'Name,Total\n"Ann"x,1\n', 'stray_quote', 'line 2'],
    ['an unclosed quote and 3 MB', `Name,Total\n"Ann,1\n${'Bob,2\n'.repeat(500_000)}`, 'row_too_long', 'line 2'],
    ['a cell of 10 MB', `Name,Total\nAnn,1\n${'x'.repeat(10_000_000)},1\n`, 'row_too_long', 'line 3'],
    ['a letter of Latin-1', Buffer.from('Name,Total\nAnn,1\nRen\u00E9,2\n', 'latin1'), 'not_utf8', 'line 3'],
  ])('%s', async (_, text, code, line) => {
    await expect(read(text)).rejects.toMatchObject({ name: 'Refusal', code, where: line });
  });

  test('after the rows before it', async () => {
    const text = Buffer.from(`Name,Total\n${'Ann,1\n'.repeat(50)}Bob,"2`);
    const seen: Row[] = [];
    const reading = async () => {
      for await (const rows of csvRows([text] as unknown as AsyncIterable<Buffer>, {
        encoding: 'utf-8',
        separator: ',',
      })) {
        seen.push(...rows);
      }
    };
    await expect(reading()).rejects.toMatchObject({ code: 'quote_not_closed' });
    expect(seen).toHaveLength(51);
  });
});

test('an empty file has no rows', async () => {
  expect(await read('')).toEqual([]);
  expect(await read('\n\n\r\n')).toEqual([]);
});
