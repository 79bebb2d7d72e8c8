import { crc32, inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type XlsxCell, xlsx } from './xlsx.ts';

/** The files of an archive, each held against its checksum. */
function unzipped(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const end = archive.lastIndexOf(Buffer.from('504b0506', 'hex'));
  let at = archive.readUInt32LE(end + 16);
  for (let nth = 0; nth < archive.readUInt16LE(end + 10); nth++) {
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = inflateRawSync(archive.subarray(start, start + archive.readUInt32LE(at + 20)));
    expect([content.length, crc32(content)]).toEqual([archive.readUInt32LE(at + 24), archive.readUInt32LE(at + 16)]);
    files.set(name, content.toString('utf8'));
    at += 46 + nameLength;
  }
  return files;
}

async function whole(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(pieces));
}

async function* batchesOf<Row>(...batches: Row[][]) {
  for (const batch of batches) yield batch;
}

async function sheetOf(cells: XlsxCell[]): Promise<string> {
  const archive = await whole(xlsx('People', [{ name: 'it', cell: (row: XlsxCell) => row }], batchesOf(cells)));
  return unzipped(archive).get('xl/worksheets/sheet1.xml') ?? '';
}

test('a workbook has its head, and a row for each', async () => {
  const columns = [
    { name: 'name', cell: (row: { name: string; net: string }) => ({ text: row.name }) },
    { name: 'net_GBP', cell: (row: { name: string; net: string }) => ({ number: row.net }) },
  ];
  const batches = batchesOf([{ name: 'Ann', net: '12.50' }], [{ name: 'Bob', net: '-3' }]);
  const files = unzipped(await whole(xlsx('People & places', columns, batches)));
  expect(files.get('xl/workbook.xml')).toContain('name="People &amp; places"');
  const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
  expect([...sheet.matchAll(/<row>/g)]).toHaveLength(3);
  expect([...sheet.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text]) => text)).toEqual([
    'name',
    'net_GBP',
    'Ann',
    'Bob',
  ]);
  expect([...sheet.matchAll(/<c><v>([^<]*)<\/v><\/c>/g)].map(([, value]) => value)).toEqual(['12.50', '-3']);
});

test('text stays text: no formula, no mark-up, no character that XML does not know', async () => {
  const sheet = await sheetOf([
    { text: '=1+1' },
    { text: '<b>&' },
    { text: 'a\u0000\u0007b' },
    { text: '_x0041_' },
    null,
  ]);
  expect(sheet).toContain('<c t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>');
  expect(sheet).toContain('&lt;b&gt;&amp;');
  expect(sheet).toContain('a_x0000__x0007_b');
  expect(sheet).toContain('_x005F_x0041_');
  expect(sheet).toContain('<c/>');
  expect(sheet).not.toContain('<f>');
});

test('a day is a day, where spreadsheets agree on it', async () => {
  const sheet = await sheetOf([{ date: '2026-06-15' }, { date: '1900-03-01' }, { date: '1900-02-28' }]);
  expect(sheet).toContain('<c s="1"><v>46188</v></c>');
  expect(sheet).toContain('<c s="1"><v>61</v></c>');
  expect(sheet).toContain('>1900-02-28</t>');
});

test('a fault in the middle breaks it off', async () => {
  async function* failing() {
    yield [{ text: 'Ann' }];
    throw new Error('the database went away');
  }
  await expect(whole(xlsx('People', [{ name: 'it', cell: (row: XlsxCell) => row }], failing()))).rejects.toThrow(
    /went away/,
  );
});
