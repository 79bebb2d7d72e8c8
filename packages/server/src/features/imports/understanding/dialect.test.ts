import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeWorkbook } from '../reading/testing/made-workbook.ts';
import { type MadeFiles, makeFiles } from '../testing/made-files.ts';
import { detectDialect } from './dialect.ts';
import { separatorOf } from './separator.ts';

let files: MadeFiles;
beforeAll(() => {
  files = makeFiles();
});
afterAll(() => files.remove());

const look = (name: string, content: string | Buffer, chosen: Parameters<typeof detectDialect>[1] = {}) =>
  detectDialect(files.write(name, content), chosen);

test('a plain file is understood without a word', async () => {
  expect(await look('a.csv', 'Name,Total\nAnn,1\nBob,2\n')).toEqual({
    dialect: { encoding: 'utf-8', separator: ',', sheet: null },
    header: ['Name', 'Total'],
    header_line: 1,
    rows: [
      { line: 2, cells: ['Ann', '1'] },
      { line: 3, cells: ['Bob', '2'] },
    ],
    is_whole: true,
    size_bytes: 23,
    sheets: [],
    notes: [],
  });
});

describe('what stands between the cells', () => {
  test.each<[what: string, text: string, separator: string]>([
    ['commas', 'Name,Total\nAnn,1\n', ','],
    ['semicolons, with decimal commas', 'Name;Total;Tax\nAnn;1,50;0,10\nBob;2,50;0,20\n', ';'],
    ['semicolons, with as many commas', 'Name;Total\nA;1,50\nB;2,50\nC;3,50\n', ';'],
    ['tabs, with commas in the names', 'Name\tTotal\nLee, Ann\t1\nDoe, Bob\t2\n', '\t'],
    ['bars', 'Name|Total\nAnn|1\n', '|'],
    ['commas, with semicolons in quotes', 'Name,Note\nAnn,"a;b;c"\nBob,"d;e;f"\n', ','],
    ['commas, with line ends and quotes in quotes', 'Name,Note\nAnn,"a ""b;c""\nd;e"\nBob,f\n', ','],
    ['semicolons below a title', 'Sales, May\n\nName;Total\nAnn;1\nBob;2\n', ';'],
    ['a single column', 'Name\nAnn\nBob\n', ','],
    ['a header alone', 'Name;Total', ';'],
    ['what the file says', 'sep=|\nName;x|Total;y\nAnn;x|1;y\n', '|'],
    ['nothing', '', ','],
  ])('%s', (_, text, separator) => {
    expect(separatorOf(text)).toBe(separator);
  });
});

describe('the letters', () => {
  test('of Windows and of an old Mac are told by what makes words, and said to be a guess', async () => {
    const text = 'Name;Ort\r\nMüller;Köln\r\nJosé;Orléans\r\n';
    const windows = await look('a.csv', iconv.encode(text, 'windows-1252'));
    expect(windows).toMatchObject({
      dialect: { encoding: 'windows-1252', separator: ';' },
      rows: [{ cells: ['Müller', 'Köln'] }, {}],
    });
    expect(windows.notes).toEqual([expect.stringMatching(/read as those of Windows/)]);
    const mac = await look('a.csv', iconv.encode(text.replaceAll('\r\n', '\r'), 'macintosh'));
    expect(mac).toMatchObject({ dialect: { encoding: 'macintosh' }, rows: [{ cells: ['Müller', 'Köln'] }, {}] });
  });

  test('are looked for far into a file of English ones', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`Name,Total\n${'Ann,1\n'.repeat(200_000)}`),
      iconv.encode('René,2\nZoë,3\n', 'windows-1252'),
    ]);
    expect((await look('a.csv', bytes)).dialect.encoding).toBe('windows-1252');
    expect((await look('a.csv.gz', gzipSync(bytes))).dialect.encoding).toBe('windows-1252');
  });

  test('of UTF-16 are read as Excel writes them', async () => {
    const looked = await look('a.txt', Buffer.from('\uFEFFName\tTotal\r\nZoë\t1\r\n', 'utf16le'));
    expect(looked).toMatchObject({
      dialect: { encoding: 'utf-16le', separator: '\t' },
      rows: [{ cells: ['Zoë', '1'] }],
      notes: [],
    });
  });
});

describe('the header', () => {
  test('is found below the title of a report', async () => {
    const report = 'Sales report;;\nFrom;2026-01-01;\n;;\nName;Total;Day\nAnn;1;2026-01-31\nBob;2;2026-02-01\n';
    expect(await look('a.csv', report)).toMatchObject({
      header: ['Name', 'Total', 'Day'],
      header_line: 4,
      rows: [{ line: 5 }, { line: 6 }],
      notes: [expect.stringMatching(/header is on line 4/)],
    });
  });

  test('is the second line where the first says how to read the file', async () => {
    expect(await look('a.csv', 'sep=;\r\nName;Total\r\nAnn;1,50\r\n')).toMatchObject({
      header: ['Name', 'Total'],
      header_line: 2,
      rows: [{ cells: ['Ann', '1,50'] }],
    });
  });

  test.each([
    ['narrower than the rows', 'Name\nAnn,1,2\nBob,3,4\n', ['Name']],
    ['with empty names', ',Name,\n1,Ann,x\n', ['', 'Name', '']],
    ['with numbers for names', 'Name,2025,2026\nAnn,1,2\n', ['Name', '2025', '2026']],
  ])('stays the first row though it is %s', async (_, text, header) => {
    expect(await look('a.csv', text)).toMatchObject({ header, header_line: 1 });
  });

  test('with names that are not of their own is noted', async () => {
    const { notes } = await look('a.csv', 'Total,,Total\n1,2,3\n');
    expect(notes).toEqual([expect.stringMatching(/called Column 2, Total \(2\)/)]);
  });
});

test('what is chosen stands', async () => {
  const text = 'Title,x\nName;a,Total;b\nAnn;c,1;d\n';
  expect(await look('a.csv', text, { separator: ';', encoding: 'windows-1252', header_line: 2 })).toMatchObject({
    dialect: { separator: ';', encoding: 'windows-1252' },
    header: ['Name', 'a,Total', 'b'],
    header_line: 2,
    notes: [expect.stringMatching(/line 2/)],
  });
  expect(await look('a.csv', text, { header_line: 99 })).toMatchObject({ header_line: 1 });
});

test('of a large file only the beginning is read', async () => {
  const looked = await look('a.csv', `Name,Total\n${'Ann,1\n'.repeat(50_000)}`);
  expect([looked.is_whole, looked.rows.length]).toEqual([false, 2000]);
});

describe('of a workbook', () => {
  const workbook = makeWorkbook([
    {
      name: 'Setup',
      state: 'hidden',
      rows: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    },
    { name: 'Notes', rows: [['Read me first']] },
    { name: 'Orders', rows: [['Sales of May'], [], ['Name', 'Total'], ['Ann', 1.5]] },
  ]);

  test('the first sheet that is a table is read, and all are listed', async () => {
    expect(await look('a.xlsx', workbook)).toMatchObject({
      dialect: { sheet: 'Orders' },
      header: ['Name', 'Total'],
      header_line: 3,
      rows: [{ line: 4, cells: ['Ann', '1.5'] }],
      is_whole: true,
      sheets: ['Setup', 'Notes', 'Orders'],
      notes: [expect.stringMatching(/line 3/), expect.stringMatching(/Of the 3 sheets.*"Orders"/)],
    });
  });

  test('another may be chosen, and one that is not there is refused', async () => {
    expect(await look('a.xlsx', workbook, { sheet: 'Setup' })).toMatchObject({ header: ['a', 'b'] });
    await expect(look('a.xlsx', workbook, { sheet: 'Sales' })).rejects.toMatchObject({ code: 'unknown_sheet' });
  });
});

describe('what holds nothing is refused', () => {
  test.each([
    ['an empty file', 'a.csv', ''],
    ['nothing but line ends', 'a.csv', '\n\n\r\n'],
    ['nothing but marks', 'a.csv', ',,,\n,,,\n'],
    ['an empty sheet', 'a.xlsx', makeWorkbook([{ name: 'A', rows: [] }])],
    ['gzip of nothing', 'a.csv.gz', gzipSync('')],
  ])('%s', async (_, name, content) => {
    await expect(look(name, content)).rejects.toMatchObject({ name: 'Refusal', code: 'file_empty' });
  });
});
