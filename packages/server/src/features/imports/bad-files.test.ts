import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testing/shop.ts';
import { checkFacts } from '../activity/activity.ts';
import { importFile, lookAtFile } from './imports.ts';
import { header, type MadeFiles, makeFiles } from './testing/made-files.ts';

let shop: Shop;
let files: MadeFiles;

beforeAll(async () => {
  files = makeFiles();
  shop = await openShop();
});
afterAll(async () => {
  await shop.close();
  files.remove();
});

const take = (path: string) => importFile(shop.world, shop.principal, { path, fileName: 'file.csv' });

async function nothingIsRecorded(): Promise<void> {
  const { rows } = await shop.inside((scope) =>
    sql<{ records: number }>`
      select (select count(*) from orders) + (select count(*) from customers) + (select count(*) from products) + (select count(*) from refunds) as records`.execute(
      scope.db,
    ),
  );
  expect(rows).toEqual([{ records: 0 }]);
}

const good = '1001,MUG,THE MUG,1,2011-01-01 10:00:00,1.25,ann,UK';
const withRows = (...rows: string[]) => `${[header, ...rows].join('\n')}\n`;

describe('files that are refused whole, with nothing recorded', () => {
  const refused: [name: string, file: string, content: string | Buffer, code: string, message: RegExp][] = [
    ['empty', 'a.csv', '', 'file_empty', /empty/],
    ['nothing but line ends', 'a.csv', '\n\n\n', 'file_empty', /empty lines/],
    ['a header only', 'a.csv', `${header}\n`, 'no_rows', /no rows/],
    [
      'another header',
      'a.csv',
      'Name,Email\nAnn,ann@example.com\n',
      'unknown_header',
      /"Name", "Email".*Online Retail \(InvoiceNo, /,
    ],
    [
      'a semicolon between columns',
      'a.csv',
      withRows(good).replaceAll(',', ';'),
      'unknown_header',
      /InvoiceNo;StockCode/,
    ],
    [
      '5 000 columns',
      'a.csv',
      `${Array.from({ length: 5000 }, (_, i) => `c${i}`).join(',')}\n1\n`,
      'unknown_header',
      /and 4980 more/,
    ],
    ['a column twice', 'a.csv', `${header},Quantity\n${good},2\n`, 'duplicate_column', /Quantity twice/],
    ['a header of __proto__', 'a.csv', '__proto__,constructor\n1,2\n', 'unknown_header', /__proto__/],
    ['not gzip though .gz', 'a.csv.gz', Buffer.from(withRows(good)), 'not_gzip', /not packed/],
    ['a gzip file cut off', 'a.csv.gz', Buffer.from('1f8b0800000000000003abae0500', 'hex'), 'gzip_damaged', /cut off/],
    ['a zip archive named .csv', 'a.csv', Buffer.from('PK\u0003\u0004rest', 'latin1'), 'not_csv', /zip/],
    ['UTF-16', 'a.csv', Buffer.from(`\uFEFF${withRows(good)}`, 'utf16le'), 'not_csv', /UTF-16/],
    [
      'Latin-1 with an é',
      'a.csv',
      Buffer.from(withRows(good.replace('MUG,1', 'CAFÉ MUG,1')), 'latin1'),
      'not_utf8',
      /UTF-8/,
    ],
    [
      'an unclosed quote',
      'a.csv',
      withRows(good, '1002,MUG,"open,1,2011-01-01 10:00:00,1.25,ann,UK', good),
      'quote_not_closed',
      /line 3/,
    ],
    [
      'a quote in the midst of a value',
      'a.csv',
      withRows(good, '1002,MUG,5" MUG,1,2011-01-01 10:00:00,1.25,ann,UK'),
      'stray_quote',
      /line 3/,
    ],
    [
      'an unclosed quote and 5 MB after it',
      'a.csv',
      withRows(good, '1002,MUG,"open', ...Array.from({ length: 60_000 }, () => good)),
      'row_too_long',
      /line 3/,
    ],
    [
      'no row that can be read',
      'a.csv',
      withRows('1001,MUG,,1,12/1/2010 8:26,1.25,ann,UK'),
      'nothing_readable',
      /line 2, InvoiceDate: "12\/1\/2010 8:26".*written like/,
    ],
  ];
  test.each(refused)('%s', async (_, file, content, code, message) => {
    const path = files.write(file, content);
    await expect(take(path)).rejects.toMatchObject({ name: 'Refusal', code, message: expect.stringMatching(message) });
    await nothingIsRecorded();
  });

  test('no such file, or a folder', async () => {
    await expect(take('/nowhere/at/all.csv')).rejects.toMatchObject({ code: 'file_not_found' });
    await expect(take('/tmp')).rejects.toMatchObject({ code: 'file_not_found' });
  });
});

describe('rows that cannot be read', () => {
  const cell = (field: number, value: string) => good.split(',').with(field, value).join(',');
  const wrong: [reason: string, field: string, value: string, row: string][] = [
    ['value_missing', 'InvoiceNo', '', cell(0, '')],
    ['value_missing', 'StockCode', '', cell(1, '')],
    ['value_missing', 'Quantity', '', cell(3, '')],
    ['not_a_number', 'Quantity', '1,234.56', cell(3, '"1,234.56"')],
    ['not_a_number', 'Quantity', '1.234.567', cell(3, '1.234.567')],
    ['not_a_number', 'UnitPrice', 'NaN', cell(5, 'NaN')],
    ['not_a_number', 'UnitPrice', 'Infinity', cell(5, 'Infinity')],
    ['not_a_number', 'UnitPrice', '1e308', cell(5, '1e308')],
    ['not_a_number', 'UnitPrice', '£1.25', cell(5, '£1.25')],
    ['number_too_large', 'UnitPrice', '99999999999', cell(5, '99999999999')],
    ['not_a_date', 'InvoiceDate', '2024-02-30 10:00:00', cell(4, '2024-02-30 10:00:00')],
    ['not_a_date', 'InvoiceDate', '0000-00-00 00:00:00', cell(4, '0000-00-00 00:00:00')],
    ['date_out_of_range', 'InvoiceDate', '9999-12-31 00:00:00', cell(4, '9999-12-31 00:00:00')],
    ['date_out_of_range', 'InvoiceDate', '12026-01-01 00:00:00', cell(4, '12026-01-01 00:00:00')],
    ['in_the_future', '', '2030-01-01 00:00:00', cell(4, '2030-01-01 00:00:00')],
    ['text_with_nul', 'Description', 'M\\0G', cell(2, 'M\0G')],
    ['text_with_nul', 'InvoiceNo', '10\\02', cell(0, '10\u00002')],
    ['text_too_long', 'Description', `${'M'.repeat(100)}…`, cell(2, 'M'.repeat(501))],
    ['columns_missing_or_extra', '', '9 of 8 columns', `${good},more`],
    ['columns_missing_or_extra', '', '2 of 8 columns', '1001,MUG'],
  ];
  test.each(wrong)('%s %s %s', async (reason, field, value, row) => {
    const path = files.write('rows.csv', withRows(row, '2001,CUP,THE CUP,1,2011-01-01 10:00:00,0,,UK'));
    const report = await take(path);
    expect(report.not_taken).toContainEqual(
      expect.objectContaining({ reason, is_mistake: true, rows: 1, examples: [{ line: 2, field, value }] }),
    );
    expect(report).toMatchObject({ rows_read: 2, rows_taken: 0, rows_not_taken: 2 });
    await nothingIsRecorded();
  });
});

test('an order of which one row cannot be read is not taken in part', async () => {
  const other = await openShop();
  const path = files.write(
    'parts.csv',
    withRows(
      good,
      '1001,CUP,THE CUP,x,2011-01-01 10:00:00,2.50,ann,UK',
      '1002,CUP,THE CUP,1,2011-01-01 10:00:00,2.50,bob,UK',
      '1003,CUP,THE CUP,1,2011-01-01 10:00:00,2.50,bob,UK',
      '1003,CUP,THE CUP,1,2011-01-01 10:00:00,2.50,cleo,UK',
      'C1004,CUP,THE CUP,1,2011-01-01 10:00:00,2.50,bob,UK',
    ),
  );
  const report = await importFile(other.world, other.principal, { path, fileName: 'parts.csv' });
  expect(report).toMatchObject({
    rows_read: 6,
    rows_taken: 1,
    rows_not_taken: 5,
    gross_minor: 250,
    customers: { created: 1 },
    orders: { created: 1 },
  });
  expect(
    Object.fromEntries(report.not_taken.map(({ reason, rows, examples }) => [reason, [rows, examples[0]]])),
  ).toEqual({
    not_a_number: [1, { line: 3, field: 'Quantity', value: 'x' }],
    other_row_refused: [1, { line: 2, field: '', value: '1001' }],
    two_customers: [2, { line: 5, field: '', value: '1003' }],
    credit_not_positive: [1, { line: 7, field: '', value: 'C1004' }],
  });
  expect(await other.inside(checkFacts)).toEqual([]);
  await other.close();
});

test('lines are counted as an editor counts them, across blank lines and line ends in quotes', async () => {
  const path = files.write(
    'lines.csv',
    `${header}\r\n\r\n1001,MUG,"A\r\nB",1,2011-01-01 10:00:00,0,ann,UK\r\n\r\n1002,MUG,M,x,2011-01-01 10:00:00,1,ann,UK\r\n`,
  );
  const look = await lookAtFile(path);
  expect(look.not_taken.find(({ reason }) => reason === 'not_a_number')?.examples).toEqual([
    { line: 6, field: 'Quantity', value: 'x' },
  ]);
});

test('a look tells what a file is before anything is changed', async () => {
  const path = files.write(
    'look.csv',
    withRows(
      good,
      '1001,CUP,,2,2011-01-01 10:00:00,1,ann,UK',
      'C1002,CUP,,-1,2011-01-03 10:00:00,1,bob,UK',
      '1003,CUP,,-1,2011-01-03 10:00:00,0,,UK',
    ),
  );
  expect(await lookAtFile(path)).toMatchObject({
    format: 'online_retail',
    title: 'Online Retail',
    rows: 4,
    is_whole: true,
    orders: 1,
    refunds: 1,
    customers: 2,
    first_at: '2011-01-01 10:00:00',
    last_at: '2011-01-03 10:00:00',
    not_taken: [{ reason: 'stock_write_off', rows: 1 }],
  });
});
