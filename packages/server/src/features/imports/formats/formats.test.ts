import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demandOnce, formatNamed, formats, formatTitles, leftOut, readerOf, recognise } from './formats.ts';
import { reading } from './testing/reading.ts';

const online = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'.split(',');
const nameOf = (header: string) => recognise(header.split(','))?.name ?? null;

describe('a file is known by its header', () => {
  test('in any order and case, with blanks and the mark of UTF-8', () => {
    expect(nameOf('\uFEFFcustomerid, UNITPRICE ,Quantity,Description,StockCode,invoiceno,InvoiceDate')).toBe(
      'online_retail',
    );
  });

  test('with columns that nobody knows, which are left out', () => {
    const header = [...online, 'Gift wrap', ''];
    expect(recognise(header)?.name).toBe('online_retail');
    expect(leftOut(formatNamed('online_retail')!, header)).toEqual(['Country', 'Gift wrap']);
  });

  test('as the kind that needs the most of its columns', () => {
    expect(nameOf('bucket,segment,customers,orders,share')).toBe('regulars_segments');
  });

  test('or not at all', () => {
    expect(nameOf('__proto__,constructor')).toBeNull();
    expect(nameOf('date,customer,amount')).toBeNull();
    expect(nameOf('')).toBeNull();
  });
});

test('a column that is taken may not stand twice, others may', () => {
  const twice = () => recognise([...online, 'quantity']);
  expect(twice).toThrow(expect.objectContaining({ code: 'duplicate_column', where: 'quantity' }));
  expect(recognise([...online, 'Country', 'Note', 'Note'])?.name).toBe('online_retail');
  expect(() => demandOnce(formatNamed('online_retail')!, ['Note', 'note'])).not.toThrow();
});

describe('files of which nothing can be taken say why, and what to do instead', () => {
  test.each([
    'Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution',
    'segment,customers,orders,net_EUR,average_order_value_EUR,share',
    'bucket,customers,net_EUR',
    'Day,Orders,Gross sales,Discounts,Returns,Net sales,Shipping,Taxes,Total sales',
  ])('%s', (header) => {
    expect(recognise(header.split(','))?.refusal).toMatch(/Import|Export/);
  });

  test('they cannot be chosen', () => {
    expect(formatTitles().map(({ name }) => name)).not.toContain('regulars_segments');
  });
});

describe('rows of another length than the header', () => {
  const good = ['536365', 'MUG', 'THE MUG', '1', '2011-01-01 10:00:00', '1.25', 'ann', 'UK'];
  const read = (cells: readonly string[]) => reading(formatNamed('online_retail')!, online).cells(cells);

  test('are refused with their record', () => {
    expect(read([...good, 'more']).refused).toBe('columns_missing_or_extra');
    expect(read(good.slice(0, 6)).refused).toBe('columns_missing_or_extra');
    expect(read(['536365', 'MUG']).refused).toBe('columns_missing_or_extra');
  });

  test('are fine where a spreadsheet added empty cells, or left out the last one that nobody needs', () => {
    expect(read([...good, '', ' ']).told).toHaveLength(2);
    expect(read(good.slice(0, 7)).told).toHaveLength(2);
  });

  test('of nothing but empty cells are no mistake', () => {
    expect(read(['', ' ', '', '', '', '', '', ''])).toMatchObject({ passedOver: 'row_is_empty', refused: null });
    expect(read([''])).toMatchObject({ passedOver: 'row_is_empty', refused: null });
  });
});

describe('a file is read as it was said', () => {
  const style = {
    dateOrder: 'ymd',
    decimalMark: '.',
    timeZone: 'UTC',
    currency: 'EUR',
    currencyDigits: 2,
    country: null,
  } as const;
  const open = (format: string, header: readonly string[], more: object = {}) =>
    readerOf({ format, kind: null, columns: {}, ...more }, header, style);

  test('unless it is no file of that kind', () => {
    expect(() => open('nonesuch', online)).toThrow(expect.objectContaining({ code: 'unknown_format' }));
    expect(() => open('online_retail', online.slice(1))).toThrow(
      expect.objectContaining({ code: 'columns_missing', message: 'Online Retail: the file has no column InvoiceNo' }),
    );
    expect(() => open('online_retail', [...online, 'StockCode'])).toThrow(
      expect.objectContaining({ code: 'duplicate_column' }),
    );
  });

  test('unless it was not said which column holds what', () => {
    expect(() => open('mapped', ['a'])).toThrow(expect.objectContaining({ code: 'columns_missing', where: 'kind' }));
    expect(() => open('mapped', ['a'], { kind: 'customers', columns: { customer_name: 'a' } })).toThrow(
      expect.objectContaining({ code: 'columns_missing', message: expect.stringMatching(/identifies a customer/) }),
    );
    expect(() => open('mapped', ['a'], { kind: 'customers', columns: { email: 'a' } })).not.toThrow();
  });
});

describe('whatever stands in a cell, a row is taken or has a reason', () => {
  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '',
      '0',
      '-1',
      '1',
      '-0.00',
      '9999999999',
      '0.000000001',
      '1e400',
      'NaN',
      '\0',
      '\uD800',
      '1900-01-01',
      '2199-12-31 23:59:59',
      '2024-05-01 10:00:00',
      '__proto__',
      'toString',
      'name:x|total:1|quantity:0',
      'amount:1;amount:',
      '$1,234.56',
      'a@b.c',
      '+1',
      "'",
      'M'.repeat(600),
      'paid',
      'Refund',
      'Payment',
      'Won',
      'USD',
    ),
  );

  test.each(formats.map((format) => [format.title, format] as const))('%s', (_, format) => {
    const columns = [...format.needs, ...(format.marks ?? []), ...format.takes].map(([first = '']) => first);
    const header = [...new Set([...columns, ...(format.takesLike ? ['line_item_1', 'line_item_2'] : [])])];
    const { cells } = reading(format, header, { timeZone: 'Asia/Tokyo' });
    fc.assert(
      fc.property(fc.array(odd, { minLength: 0, maxLength: header.length + 2 }), (row) => {
        const read = cells(row);
        return read.refused !== null || read.passedOver !== null || read.told.length > 0;
      }),
      { numRuns: 300 },
    );
  });
});
