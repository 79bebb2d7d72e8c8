import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MadeFiles, makeFiles } from '../testing/made-files.ts';
import { openFile } from './open-file.ts';
import { readRows } from './rows.ts';
import { makeWorkbook, makeZip } from './testing/made-workbook.ts';

let files: MadeFiles;
beforeAll(() => {
  files = makeFiles();
});
afterAll(() => files.remove());

const csv = 'Name,Total\nAnn,1\n';
const dialect = { encoding: 'utf-8', separator: ',', sheet: null } as const;

describe('a file is opened by what it is, not by its name', () => {
  test.each<[what: string, name: string, content: () => Buffer, isWorkbook: boolean]>([
    ['a CSV file', 'a.csv', () => Buffer.from(csv), false],
    ['a CSV file named .xlsx', 'a.xlsx', () => Buffer.from(csv), false],
    ['gzip', 'a.csv.gz', () => gzipSync(csv), false],
    ['gzip without saying so', 'a.csv', () => gzipSync(csv), false],
    ['UTF-16', 'a.csv', () => Buffer.from(`\uFEFF${csv}`, 'utf16le'), false],
    ['a workbook', 'a.xlsx', () => makeWorkbook([{ name: 'A', rows: [['Name'], ['Ann']] }]), true],
    ['a workbook named .csv', 'a.csv', () => makeWorkbook([{ name: 'A', rows: [['Name'], ['Ann']] }]), true],
  ])('%s', async (_, name, content, isWorkbook) => {
    const bytes = content();
    const file = await openFile(files.write(name, bytes));
    for await (const _ of file.chunks);
    expect([file.workbook !== null, file.size_bytes]).toEqual([isWorkbook, bytes.length]);
    expect(file.sha256()).toBe(createHash('sha256').update(bytes).digest('hex'));
    await file.close();
  });
});

describe('what is no table is refused by its kind', () => {
  test.each<[what: string, name: string, content: string | Buffer, code: string, message: RegExp]>([
    ['an empty file', 'a.csv', '', 'file_empty', /empty/],
    ['a PDF', 'a.csv', '%PDF-1.7', 'not_csv', /PDF/],
    ['an old workbook', 'a.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'not_csv', /old Excel workbook/],
    ['a web page named .xls', 'a.xls', '\n<html><table>', 'not_csv', /web page/],
    ['a web page with a mark', 'a.csv', '\uFEFF<!DOCTYPE html>', 'not_csv', /web page/],
    ['an XML document', 'a.csv', '<?xml version="1.0"?><x/>', 'not_csv', /XML/],
    ['a JSON document', 'a.csv', '[{"name": "Ann"}]', 'not_csv', /JSON/],
    ['not gzip though named so', 'a.csv.gz', Buffer.from(csv), 'not_gzip', /not packed/],
    ['a zip archive', 'a.csv', makeZip([['orders.csv', csv]]), 'not_csv', /zip archive .unpack/],
    [
      'a Word document',
      'a.csv',
      makeZip([
        ['_rels/.rels', '<x/>'],
        ['word/document.xml', '<x/>'],
      ]),
      'not_csv',
      /Word/,
    ],
    [
      'an OpenDocument table',
      'a.ods',
      makeZip([
        ['mimetype', 'x'],
        ['content.xml', '<x/>'],
      ]),
      'not_csv',
      /OpenDocument/,
    ],
    ['a cut archive', 'a.csv', Buffer.from('PK\u0003\u0004rest', 'latin1'), 'not_csv', /zip archive or an Excel/],
    [
      'a cut workbook',
      'a.xlsx',
      makeWorkbook([{ name: 'A', rows: [] }]).subarray(0, -40),
      'workbook_damaged',
      /cut off/,
    ],
  ])('%s', async (_, name, content, code, message) => {
    const path = files.write(name, content);
    await expect(openFile(path)).rejects.toMatchObject({
      name: 'Refusal',
      code,
      message: expect.stringMatching(message),
    });
  });

  test('no such file, or a folder', async () => {
    await expect(openFile('/nowhere/at/all.csv')).rejects.toMatchObject({ code: 'file_not_found' });
    await expect(openFile('/tmp')).rejects.toMatchObject({ code: 'file_not_found' });
  });

  test.each<[what: string, content: Buffer, code: string]>([
    ['gzip that is cut off', gzipSync(csv.repeat(100)).subarray(0, -20), 'gzip_damaged'],
    ['a PDF within gzip', gzipSync('%PDF-1.7'), 'not_csv'],
    ['a workbook within gzip', gzipSync(makeWorkbook([{ name: 'A', rows: [] }])), 'not_csv'],
  ])('%s, when it is read', async (_, content, code) => {
    const file = await openFile(files.write('a.csv.gz', content));
    await expect(Array.fromAsync(readRows(file, dialect))).rejects.toMatchObject({ code });
    await file.close();
  });
});
