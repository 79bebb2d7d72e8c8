import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readingOf } from './testing/reading.ts';

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

const row = (invoice: string, quantity: string, price: string, customer = '17850', at = '2010-12-01 08:26:00') => ({
  InvoiceNo: invoice,
  StockCode: '85123A',
  Description: 'THE MUG',
  Quantity: quantity,
  InvoiceDate: at,
  UnitPrice: price,
  CustomerID: customer,
  Country: 'United Kingdom',
});
const line = { is: 'line', product: '85123A', name: 'THE MUG' };

test('an invoice is an order, told where something of it changes', () => {
  const { told } = readingOf(header, { timeZone: 'Europe/London' });
  const order = {
    is: 'order',
    record: '536365',
    kind: 'sale',
    channel: 'online',
    at: '2010-12-01T08:26:00',
    paidAt: '2010-12-01T08:26:00',
    person: { externalId: '17850' },
  };
  const lines = { ...line, of: 'order', record: '536365', unitPrice: '2.55' };
  expect(told(row('536365', '6', '2.55'), row('536365', '2', '2.55'))).toEqual([
    order,
    { ...lines, quantity: '6' },
    { ...lines, quantity: '2' },
  ]);
  expect(told(row('536365', '1', '2.55', 'bob'))).toMatchObject([{ is: 'order', person: { externalId: 'bob' } }, {}]);
});

test('an invoice that starts with C is a credit note', () => {
  expect(readingOf(header).told(row('C536379', '-1', '27.50'))).toEqual([
    { is: 'refund', record: 'C536379', channel: 'online', at: '2010-12-01T08:26:00', person: { externalId: '17850' } },
    { ...line, of: 'refund', record: 'C536379', quantity: '1', unitPrice: '27.50' },
  ]);
});

test('17850 and 17850.0 are one customer, and nobody is a guest', () => {
  const { told } = readingOf(header);
  const customers = ['17850', '17850.0', '', '17850.5'].map((customer, nth) => told(row(`${nth}`, '1', '1', customer)));
  expect(customers.map(([order]) => (order?.person as { externalId?: string } | undefined)?.externalId)).toEqual([
    '17850',
    '17850',
    undefined,
    '17850.5',
  ]);
});

describe('rows that are no sale', () => {
  test.each([
    ['stock_write_off Quantity', row('536365', '-3', '0', '')],
    ['zero_price UnitPrice', row('536365', '3', '0.00')],
    ['bad_debt UnitPrice', row('A563186', '1', '-11062.06', '')],
  ])('%s', (passedOver, cells) => {
    expect(readingOf(header).row(cells)).toMatchObject({ passedOver, refused: null });
  });

  test('their customer is on file all the same', () => {
    expect(readingOf(header).told(row('536365', '3', '0'))).toEqual([
      { is: 'seen', at: '2010-12-01T08:26:00', person: { externalId: '17850' } },
    ]);
  });

  test('a price below zero that has a customer is not bad debt, and is refused', () => {
    expect(readingOf(header).row(row('536365', '1', '-5.00')).refused).toBe('amount_negative UnitPrice');
  });
});

describe('rows that cannot be read', () => {
  const good = row('536365', '6', '2.55');
  test.each([
    ['value_missing InvoiceNo', { ...good, InvoiceNo: '' }],
    ['value_missing StockCode', { ...good, StockCode: ' ' }],
    ['value_missing Quantity', { ...good, Quantity: '' }],
    ['not_a_number UnitPrice', { ...good, UnitPrice: 'NaN' }],
    ['not_a_number UnitPrice', { ...good, UnitPrice: '1e308' }],
    ['number_too_large UnitPrice', { ...good, UnitPrice: '99999999999' }],
    ['number_too_large UnitPrice', { ...good, Quantity: '9999999', UnitPrice: '9999999' }],
    ['not_a_date InvoiceDate', { ...good, InvoiceDate: '2024-02-30 10:00:00' }],
    ['date_out_of_range InvoiceDate', { ...good, InvoiceDate: '9999-12-31 00:00:00' }],
    ['text_with_nul Description', { ...good, Description: 'M\0G' }],
    ['text_too_long Description', { ...good, Description: 'M'.repeat(501) }],
  ])('%s', (refused, cells) => {
    expect(readingOf(header).row(cells)).toMatchObject({ refused, told: [] });
  });

  test('their record is known, so that no other row of it is taken alone', () => {
    const { row: read, record } = readingOf(header);
    read({ ...good, Quantity: 'x' });
    expect(record()).toBe('536365');
  });
});

const root = fileURLToPath(new URL('../../../../../../', import.meta.url));
const file = join(process.env.REGULARS_DATA ?? join(root, '../shared/data'), 'online_retail/online_retail.csv.gz');

describe.skipIf(!existsSync(file))('the real file', () => {
  test('every row is a line or accounted for', async () => {
    const { cells } = readingOf(header);
    const count = { lines: 0, refused: 0 };
    const passedOver = new Map<string, number>();
    const orders = new Set<unknown>();
    const credits = new Set<unknown>();
    const unpacked = createReadStream(file).pipe(createGunzip());
    let isHeader = true;
    for await (const text of createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (isHeader) {
        isHeader = false;
        continue;
      }
      const read = cells(split(text));
      if (read.refused) count.refused += 1;
      if (read.passedOver) passedOver.set(read.passedOver, (passedOver.get(read.passedOver) ?? 0) + 1);
      for (const told of read.told) {
        if (told.is === 'line') count.lines += 1;
        if (told.is === 'order') orders.add(told.record);
        if (told.is === 'refund') credits.add(told.record);
      }
    }
    expect(count).toEqual({ lines: 539_392, refused: 0 });
    expect(Object.fromEntries(passedOver)).toEqual({
      'stock_write_off Quantity': 1336,
      'zero_price UnitPrice': 1179,
      'bad_debt UnitPrice': 2,
    });
    expect(credits.size).toBe(3836);
    expect(orders.size).toBe(19_960);
  });
});

/** No value of the file holds a line end. */
function split(text: string): string[] {
  if (!text.includes('"')) return text.split(',');
  const cells = text.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return Array.from(cells, ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '');
}
