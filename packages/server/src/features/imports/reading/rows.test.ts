import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MadeFiles, makeFiles } from '../testing/made-files.ts';
import { openFile } from './open-file.ts';
import { type Dialect, readRows } from './rows.ts';
import { makeWorkbook } from './testing/made-workbook.ts';

let files: MadeFiles;
beforeAll(() => {
  files = makeFiles();
});
afterAll(() => files.remove());

async function read(name: string, content: string | Buffer, dialect: Partial<Dialect> = {}) {
  const file = await openFile(files.write(name, content));
  try {
    const rows = await Array.fromAsync(readRows(file, { encoding: 'utf-8', separator: ',', sheet: null, ...dialect }));
    return rows.flat().map(({ line, cells }) => [line, ...cells]);
  } finally {
    await file.close();
  }
}

const rows = [
  [3, 'Name', 'Total'],
  [4, 'Ann', '1'],
];

test('a file begins with its header, whatever title stands before it', async () => {
  const text = 'Sales of May\n\nName,Total\nAnn,1\n';
  expect(await read('a.csv', text, { header_line: 3 })).toEqual(rows);
  const sheet = [['Sales of May'], [], ['Name', 'Total'], ['Ann', 1]];
  expect(await read('a.xlsx', makeWorkbook([{ name: 'A', rows: sheet }]), { header_line: 3 })).toEqual(rows);
});

test('what Excel writes for itself is no row', async () => {
  expect(await read('a.csv', 'sep=;\nName;Total\nAnn;1\n', { separator: ';' })).toEqual([
    [2, 'Name', 'Total'],
    [3, 'Ann', '1'],
  ]);
});

test('a file of UTF-16 in one of gzip is read as any other', async () => {
  const { gzipSync } = await import('node:zlib');
  const packed = gzipSync(Buffer.from('\uFEFFName\tTotal\r\nZoë\t1\r\n', 'utf16le'));
  expect(await read('a.txt.gz', packed, { encoding: 'utf-16le', separator: '\t' })).toEqual([
    [1, 'Name', 'Total'],
    [2, 'Zoë', '1'],
  ]);
});
