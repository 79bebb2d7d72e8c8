import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testing/shop.ts';
import { checkFacts } from '../activity/activity.ts';
import { lookAtFile } from './imports.ts';
import { header, type MadeFiles, makeFiles } from './testing/made-files.ts';
import { takeFile } from './testing/take-file.ts';

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

const take = (path: string) => takeFile(shop, path);

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
    ['a column twice', 'a.csv', `${header},Quantity\n${good},2\n`, 'duplicate_column', /Quantity twice/],
    ['not gzip though .gz', 'a.csv.gz', Buffer.from(withRows(good)), 'not_gzip', /not packed/],
    ['a gzip file cut off', 'a.csv.gz', Buffer.from('1f8b0800000000000003abae0500', 'hex'), 'gzip_damaged', /cut off/],
    ['a zip archive named .csv', 'a.csv', Buffer.from('PK\u0003\u0004rest', 'latin1'), 'not_csv', /zip/],
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
      withRows('1001,MUG,,1,2010-13-45 08:26:00,1.25,ann,UK'),
      'nothing_readable',
      /line 2, InvoiceDate: "2010-13-45 08:26:00".*not a date/,
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
    ['not_a_number', 'Quantity', '12,34.56', cell(3, '"12,34.56"')],
    ['not_a_number', 'Quantity', '1.2.3', cell(3, '1.2.3')],
    ['not_a_number', 'UnitPrice', 'NaN', cell(5, 'NaN')],
    ['not_a_number', 'UnitPrice', 'Infinity', cell(5, 'Infinity')],
    ['not_a_number', 'UnitPrice', '1e308', cell(5, '1e308')],
    ['not_a_number', 'UnitPrice', 'free', cell(5, 'free')],
    ['number_too_large', 'UnitPrice', '99999999999', cell(5, '99999999999')],
    ['not_a_date', 'InvoiceDate', '2024-02-30 10:00:00', cell(4, '2024-02-30 10:00:00')],
    ['not_a_date', 'InvoiceDate', '0000-00-00 00:00:00', cell(4, '0000-00-00 00:00:00')],
    ['date_out_of_range', 'InvoiceDate', '9999-12-31 00:00:00', cell(4, '9999-12-31 00:00:00')],
    ['date_out_of_range', 'InvoiceDate', '12026-01-01 00:00:00', cell(4, '12026-01-01 00:00:00')],
    ['in_the_future', '', '2030-01-01T00:00:00.000Z', cell(4, '2030-01-01 00:00:00')],
    ['text_with_nul', 'Description', 'M\\0G', cell(2, 'M\0G')],
    ['text_with_nul', 'InvoiceNo', '10\\02', cell(0, '10\u00002')],
    ['text_too_long', 'Description', `${'M'.repeat(200)}…`, cell(2, 'M'.repeat(501))],
    ['columns_missing_or_extra', '', '9 of 8 columns', `${good},more`],
    ['columns_missing_or_extra', '', '2 of 8 columns', '1001,MUG'],
  ];
  test.each(wrong)('%s %s %s', async (reason, field, value, row) => {
    const path = files.write('rows.csv', withRows(row, '2001,CUP,THE CUP,1,2011-01-01 10:00:00,0,,UK'));
    const report = await take(path);
    expect(report.not_taken).toContainEqual(
      expect.objectContaining({
        reason,
        is_mistake: true,
        rows: 1,
        examples: [expect.objectContaining({ line: 2, field, value })],
      }),
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
  const report = await takeFile(other, path);
  expect(report).toMatchObject({
    rows_read: 6,
    rows_taken: 1,
    rows_not_taken: 5,
    gross_minor: 250,
    customers: { created: 1 },
    orders: { created: 1 },
  });
  expect(
    Object.fromEntries(
      report.not_taken.map(({ reason, rows, examples }) => [
        reason,
        [rows, examples[0]?.line, examples[0]?.field, examples[0]?.value],
      ]),
    ),
  ).toEqual({
    not_a_number: [1, 3, 'Quantity', 'x'],
    other_row_refused: [1, 2, '', '1001'],
    two_customers: [2, 5, '', '1003'],
    credit_not_positive: [1, 7, '', 'C1004'],
  });
  expect(await other.inside(checkFacts)).toEqual([]);
  await other.close();
});

test('lines are counted as an editor counts them, across blank lines and line ends in quotes', async () => {
  const path = files.write(
    'lines.csv',
    `${header}\r\n\r\n1001,MUG,"A\r\nB",1,2011-01-01 10:00:00,0,ann,UK\r\n\r\n1002,MUG,M,x,2011-01-01 10:00:00,1,ann,UK\r\n`,
  );
  const other = await openShop();
  const report = await takeFile(other, path);
  expect(report.not_taken.find(({ reason }) => reason === 'not_a_number')?.examples).toMatchObject([
    { line: 6, field: 'Quantity', value: 'x' },
  ]);
  await other.close();
});

describe('files that are written in another way are read all the same', () => {
  const euro = (rows: string) => rows.replaceAll(',', ';').replaceAll('1.25', '1,25');
  const ways: [name: string, file: string, content: string | Buffer][] = [
    ['a semicolon between columns, and decimal commas', 'a.csv', euro(withRows(good))],
    ['tabs', 'a.tsv', withRows(good).replaceAll(',', '\t')],
    ['UTF-8 with a byte order mark', 'a.csv', `\uFEFF${withRows(good)}`],
    ['UTF-16 with a byte order mark', 'a.csv', Buffer.from(`\uFEFF${withRows(good)}`, 'utf16le')],
    ['UTF-16 without one', 'a.csv', Buffer.from(withRows(good), 'utf16le')],
    ['Windows line ends', 'a.csv', withRows(good).replaceAll('\n', '\r\n')],
    ['the line ends of old Macs', 'a.csv', withRows(good).replaceAll('\n', '\r')],
    ['a title above the header', 'a.csv', `Sales of January\n\n${withRows(good)}`],
    ['a separator that Excel is told', 'a.csv', `sep=;\n${withRows(good).replaceAll(',', ';')}`],
    ['gzip', 'a.csv.gz', withRows(good)],
    ['empty columns at the end of rows', 'a.csv', `${header},,\n${good},,\n`],
    ['Excel’s serial dates', 'a.csv', withRows(good.replace('2011-01-01 10:00:00', '40544.4166666667'))],
    [
      'a header in capitals and another order',
      'a.csv',
      'CUSTOMERID,INVOICENO,STOCKCODE,DESCRIPTION,QUANTITY,INVOICEDATE,UNITPRICE,COUNTRY\nann,1001,MUG,THE MUG,1,2011-01-01 10:00:00,1.25,UK\n',
    ],
  ];
  test.each(ways)('%s', async (_, file, content) => {
    const other = await openShop();
    const report = await takeFile(other, files.write(file, content));
    expect(report).toMatchObject({
      rows_taken: 1,
      gross_minor: 125,
      first_at: '2011-01-01T10:00:00.000Z',
      customers: { created: 1 },
    });
    await other.close();
  });

  test('Latin-1 with an é', async () => {
    const other = await openShop();
    const path = files.write('a.csv', Buffer.from(withRows(good.replace('THE MUG', 'CAFÉ MUG')), 'latin1'));
    await takeFile(other, path);
    const { rows } = await other.inside((scope) => sql`select name from products`.execute(scope.db));
    expect(rows).toEqual([{ name: 'CAFÉ MUG' }]);
    await other.close();
  });
});

describe('files that only a person can say the meaning of', () => {
  const look = (content: string) =>
    lookAtFile({ timeZone: 'Europe/London' }, { path: files.write('ask.csv', content), fileName: 'ask.csv' });

  test('01/02/2026 is asked, not guessed; 13/02/2026 needs no question', async () => {
    const rows = (...dates: string[]) =>
      ['order id,date,total,email', ...dates.map((date, i) => `o${i},${date},10.00,a@example.com`)].join('\n');
    const asked = await look(rows('01/02/2026', '03/04/2026'));
    expect(asked.reading.date_order).toBe(null);
    expect(asked.understanding.questions).toMatchObject([
      { about: 'date_order', examples: ['01/02/2026', '03/04/2026'] },
    ]);
    const known = await look(rows('01/02/2026', '13/02/2026'));
    expect(known.reading.date_order).toBe('dmy');
    expect(known.understanding.questions).toEqual([]);
  });

  test('1,234 is asked, where no other number of the file says what the comma is', async () => {
    const asked = await look('order id,date,total,email\no1,2026-02-01,"1,234",a@example.com\n');
    expect(asked.understanding.questions).toMatchObject([{ about: 'decimal_mark' }]);
    const known = await look(
      'order id,date,total,email\no1,2026-02-01,"1,234",a@example.com\no2,2026-02-01,"1,234.50",a@example.com\n',
    );
    expect(known.understanding.questions).toEqual([]);
  });

  test('a table of which nothing is known asks what it tells, also with 5 000 columns, none of which is dangerous', async () => {
    for (const names of [
      ['__proto__', 'constructor', ''],
      ['x', 'x', 'X '],
      Array.from({ length: 5000 }, (_, i) => `c${i}`),
    ]) {
      const { understanding } = await look(`${names.join(',')}\n${names.map((_, i) => i).join(',')}\n`);
      expect(understanding.questions[0]).toMatchObject({ about: 'kind' });
      expect(new Set(understanding.header).size).toBe(names.length);
    }
  });
});
