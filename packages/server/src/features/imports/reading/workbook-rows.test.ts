import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MadeFiles, makeFiles } from '../testing/made-files.ts';
import { openFile } from './open-file.ts';
import type { Row } from './row.ts';
import { readRows } from './rows.ts';
import { type MadeCell, type MadeSheet, makeWorkbook, makeZip } from './testing/made-workbook.ts';

let files: MadeFiles;
beforeAll(() => {
  files = makeFiles();
});
afterAll(() => files.remove());

async function read(workbook: Buffer, sheet: string | null = null): Promise<Row[]> {
  const file = await openFile(files.write('a.xlsx', workbook));
  try {
    const batches = await Array.fromAsync(readRows(file, { encoding: 'utf-8', separator: ',', sheet }));
    expect(file.readBytes()).toBe(file.size_bytes);
    return batches.flat();
  } finally {
    await file.close();
  }
}

const styled = (value: number, style: number): MadeCell => ({ inside: `<v>${value}</v>`, style });

test('the cells of a sheet are read as they are shown, without their dress', async () => {
  const rows: MadeSheet['rows'] = [
    ['Name', 'Total', 'Day', 'At', 'Time', 'Paid', 'Note'],
    [
      'Ann & Bob',
      2.5499999999999998,
      styled(40513, 1),
      styled(40513.3513888889, 2),
      styled(0.351388888889, 3),
      true,
      'é',
    ],
    [
      'Cleo',
      styled(-1234.5, 4),
      styled(40514, 1),
      null,
      styled(1.5, 5),
      false,
      { inside: '<is><t>in</t><r><t>line</t></r></is>', type: 'inlineStr' },
    ],
  ];
  expect(await read(makeWorkbook([{ name: 'Orders', rows }]))).toEqual([
    { line: 1, cells: ['Name', 'Total', 'Day', 'At', 'Time', 'Paid', 'Note'] },
    { line: 2, cells: ['Ann & Bob', '2.55', '2010-12-01', '2010-12-01 08:26:00', '08:26:00', 'true', 'é'] },
    { line: 3, cells: ['Cleo', '-1234.5', '2010-12-02', '', '1.5', 'false', 'inline'] },
  ]);
});

test('empty rows are left out, and counted', async () => {
  const workbook = makeWorkbook([{ name: 'A', rows: [['Name', 'Total'], [], [' ', null], ['Ann', 1]] }]);
  expect(await read(workbook)).toEqual([
    { line: 1, cells: ['Name', 'Total'] },
    { line: 4, cells: ['Ann', '1'] },
  ]);
});

test('formulas are what they came to, and errors stay what they are', async () => {
  const rows: MadeSheet['rows'] = [
    [
      { inside: '<f>A2*2</f><v>7</v>' },
      { inside: '<f>"x"</f><v>x_x000D_y</v>', type: 'str' },
      { inside: '<v>#N/A</v>', type: 'e' },
      { inside: '<v>2010-12-01T08:26:00</v>', type: 'd' },
    ],
  ];
  expect(await read(makeWorkbook([{ name: 'A', rows }]))).toEqual([
    { line: 1, cells: ['7', 'x\ry', '#N/A', '2010-12-01 08:26:00'] },
  ]);
});

test('days of an old Mac are counted from 1904', async () => {
  const workbook = makeWorkbook([{ name: 'A', rows: [[styled(39051, 1)]] }], { isFrom1904: true });
  expect(await read(workbook)).toEqual([{ line: 1, cells: ['2010-12-01'] }]);
});

describe('of several sheets', () => {
  const sheets: MadeSheet[] = [
    { name: 'Setup', state: 'hidden', rows: [['x']] },
    { name: 'Orders & more', rows: [['Order']] },
    { name: 'Customers', rows: [['Customer']] },
  ];

  test('the first that is not hidden is read, or the one that is named', async () => {
    const workbook = makeWorkbook(sheets);
    expect(await read(workbook)).toEqual([{ line: 1, cells: ['Order'] }]);
    expect(await read(workbook, 'Customers')).toEqual([{ line: 1, cells: ['Customer'] }]);
    expect(await read(workbook, 'Setup')).toEqual([{ line: 1, cells: ['x'] }]);
  });

  test('one that is not there is refused', async () => {
    await expect(read(makeWorkbook(sheets), 'Sales')).rejects.toMatchObject({
      code: 'unknown_sheet',
      message: expect.stringMatching(/"Orders & more", "Customers"/),
    });
  });
});

test('a workbook of another program has other names for everything', async () => {
  const related = (id: string, type: string, target: string) =>
    `<p:Relationship Id="${id}" Type="x/${type}" Target="${target}"/>`;
  const workbook = makeZip([
    ['_rels/.rels', `<p:Relationships xmlns:p="p">${related('a', 'officeDocument', '/xl/book.xml')}</p:Relationships>`],
    [
      'xl/book.xml',
      '<x:workbook xmlns:x="x" xmlns:q="q"><x:sheets><x:sheet name="A" q:id="b"/></x:sheets></x:workbook>',
    ],
    [
      'xl/_rels/book.xml.rels',
      `<p:Relationships xmlns:p="p">${related('b', 'worksheet', './one.xml')}</p:Relationships>`,
    ],
    [
      'xl/one.xml',
      '<x:worksheet xmlns:x="x"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c t="str"><x:v>Ann</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    ],
  ]);
  expect(await read(workbook)).toEqual([{ line: 1, cells: ['1', 'Ann'] }]);
});

describe('a workbook that is not as it should be is refused', () => {
  const withSheet = (xml: string) =>
    makeZip([
      [
        '_rels/.rels',
        '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
      ],
      ['xl/workbook.xml', '<workbook><sheets><sheet name="A" id="b"/></sheets></workbook>'],
      [
        'xl/_rels/workbook.xml.rels',
        '<Relationships><Relationship Id="b" Type="x/worksheet" Target="s.xml"/></Relationships>',
      ],
      ['xl/s.xml', xml],
    ]);
  const wide = `<row r="1"><c r="XFE1"><v>1</v></c></row>`;
  test.each<[what: string, workbook: () => Buffer, code: string]>([
    ['XML that is cut off', () => withSheet('<worksheet><sheetData><row>'), 'workbook_damaged'],
    ['no XML at all', () => withSheet('Name,Total'), 'workbook_damaged'],
    [
      'a sheet that is not there',
      () =>
        makeZip([
          ['_rels/.rels', '<R/>'],
          ['xl/workbook.xml', '<w/>'],
        ]),
      'workbook_damaged',
    ],
    ['a column beyond the last', () => withSheet(`<worksheet>${wide}</worksheet>`), 'workbook_damaged'],
    ['a row beyond the last', () => withSheet('<worksheet><row r="1e15"/></worksheet>'), 'workbook_damaged'],
    [
      'an entity that unfolds',
      () => withSheet('<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'),
      'workbook_damaged',
    ],
    [
      'a cell of 9 MB',
      () => withSheet(`<worksheet><row><c t="str"><v>${'x'.repeat(9_000_000)}</v></c></row></worksheet>`),
      'row_too_long',
    ],
    [
      'a row of 2 MB',
      () => withSheet(`<worksheet><row>${`<c t="str"><v>${'x'.repeat(1000)}</v></c>`.repeat(2000)}</row></worksheet>`),
      'row_too_long',
    ],
    ['more than 500 MB unpacked', () => bomb(), 'workbook_too_large'],
    ['tags within tags', () => withSheet('<a>'.repeat(5000)), 'workbook_damaged'],
    ['another size than it says', () => lying(withSheet('<worksheet></worksheet>'.padEnd(5000))), 'workbook_damaged'],
  ])('%s', async (_, workbook, code) => {
    await expect(read(workbook())).rejects.toMatchObject({ name: 'Refusal', code });
  });

  /** Says that the first part unpacks to 600 MB. */
  function bomb(): Buffer {
    const zip = withSheet('<worksheet/>');
    zip.writeUInt32LE(600 * 1024 ** 2, zip.indexOf('PK\u0001\u0002', 0, 'latin1') + 24);
    return zip;
  }

  /** Says that the last part, the sheet, unpacks to 10 bytes. */
  function lying(zip: Buffer): Buffer {
    zip.writeUInt32LE(10, zip.lastIndexOf('PK\u0001\u0002', zip.length, 'latin1') + 24);
    return zip;
  }
});
