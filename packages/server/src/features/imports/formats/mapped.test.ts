import type { MappedKind } from '@regulars/contract/imports.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileStyle } from './file-style.ts';
import { type MappedColumns, mapped, mappedColumns, missingFields } from './mapped.ts';
import { reading } from './testing/reading.ts';

/** A file whose columns bear the names of the fields they are given to. */
function fileOf(kind: MappedKind, fields: string, style: Partial<FileStyle> = {}) {
  const header = fields.split(',');
  const columns: MappedColumns = Object.fromEntries(header.map((name) => [name, name]));
  const { cells, ...file } = reading(mapped(kind, columns, header), header, style);
  return {
    ...file,
    /** Rows as they stand in the file, parted by bars. */
    told: (...rows: string[]) => rows.flatMap((row) => cells(row.split('|')).told),
    reason: (row: string) => {
      const { refused, passedOver } = cells(row.split('|'));
      return refused ?? passedOver;
    },
  };
}

describe('orders with a row each', () => {
  const sales = () => fileOf('orders', 'placed_at,email,total');

  test('an order that says nothing of payment was paid when it was placed, and is known by its content', () => {
    expect(sales().told('2024-05-01|ann@example.com|12.50')).toEqual([
      {
        is: 'order',
        kind: 'sale',
        channel: 'other',
        at: '2024-05-01',
        paidAt: '2024-05-01',
        person: { email: 'ann@example.com' },
        totalMinor: 1250,
      },
    ]);
  });

  test('a total below zero is a credit note', () => {
    expect(sales().told('2024-05-01|ann@example.com|-3.00')).toEqual([
      { is: 'refund', channel: 'other', at: '2024-05-01', person: { email: 'ann@example.com' }, amountMinor: 300 },
    ]);
  });

  test('what is needed and missing is said', () => {
    expect(sales().reason('|ann@example.com|1')).toBe('value_missing placed_at');
    expect(sales().reason('2024-05-01|ann@example.com|')).toBe('value_missing total');
    expect(sales().reason('soon|ann@example.com|1')).toBe('not_a_date placed_at');
  });

  test('date and time may stand apart, in the shop’s zone, and numbers and days be written its way', () => {
    const file = fileOf('orders', 'placed_at,placed_time,total', {
      dateOrder: 'dmy',
      decimalMark: ',',
      timeZone: 'Europe/Berlin',
    });
    expect(file.told('2.5.2024|14:30|1.234,50 €')).toMatchObject([{ at: '2024-05-02T12:30:00', totalMinor: 123450 }]);
  });

  test('an order that names its product has it as its only line', () => {
    const file = fileOf('orders', 'placed_at,product_name,category,quantity,total,tax,tip');
    expect(file.told('2024-05-01|Mug|Ceramics|2|10.00|0.80|1')).toMatchObject([
      { is: 'order', totalMinor: 1000, taxMinor: 80, tipMinor: 100 },
      { is: 'line', product: 'Mug', name: 'Mug', category: 'Ceramics', quantity: '2', unitPrice: '0' },
    ]);
  });

  test('a promised day makes it a work order', () => {
    const file = fileOf('orders', 'placed_at,promised_on,delivered_at,total');
    expect(file.told('2024-05-01|2024-05-09|2024-05-08|5')).toMatchObject([
      { kind: 'work_order', promisedOn: '2024-05-09', deliveredAt: '2024-05-08' },
    ]);
  });

  test('places and channels are told', () => {
    const file = fileOf('orders', 'placed_at,total,location,channel');
    const channels = ['Online Store', 'Kasse 2', 'Amazon', 'telephone', 'walk-in', 'pigeon'].map(
      (word) => file.told(`2024-05-01|5|Harbour Street|${word}`)[0]?.channel,
    );
    expect(channels).toEqual(['online', 'pos', 'marketplace', 'phone', 'in_person', 'other']);
  });
});

describe('orders of several rows', () => {
  const fields = 'record_id,placed_at,customer_id,product_id,product_name,quantity,unit_price,discount,tax,shipping';
  const order = {
    is: 'order',
    record: '1001',
    kind: 'sale',
    channel: 'other',
    at: '2024-05-01',
    paidAt: '2024-05-01',
    shippingMinor: 400,
    person: { externalId: '7' },
  };
  const mug = {
    is: 'line',
    of: 'order',
    record: '1001',
    product: 'M',
    name: 'Mug',
    quantity: '2',
    unitPrice: '10.00',
    discountMinor: 100,
    taxMinor: 80,
  };
  const plate = { ...mug, product: 'P', name: 'Plate', quantity: '1', unitPrice: '5', discountMinor: 0, taxMinor: 40 };

  test('rows of one record are its lines, whether the order is said once or on each', () => {
    const { told } = fileOf('orders', fields);
    const once = told('1001|2024-05-01|7.0|M|Mug|2|10.00|-1.00|0.80|4', '1001|||P|Plate|1|5||0.40|');
    const each = told('1001|2024-05-01|7|M|Mug|2|10.00|1.00|0.80|4', '1001|2024-05-01|7|P|Plate|1|5||0.40|4');
    expect(once).toEqual([order, mug, order, plate]);
    expect(each).toEqual(once);
  });

  test('what is empty is not taken from another order', () => {
    expect(
      fileOf('orders', fields).told('1001|2024-05-01|7|M|Mug|1|1||||', '1002|2024-05-02||M|Mug|1|1||||'),
    ).toMatchObject([{ person: { externalId: '7' } }, {}, { record: '1002', at: '2024-05-02' }, {}]);
    expect(fileOf('orders', fields).reason('|2024-05-01|7|M|Mug|1|1|||')).toBe('value_missing record_id');
  });

  test('a sum of the line stands over its price, and goods taken back have a minus', () => {
    const file = fileOf('orders', 'record_id,placed_at,quantity,unit_price,line_total,total');
    expect(file.told('1001|2024-05-01|3|4|10.00|8', '1001|2024-05-01|-1|2|-2.00|8')).toMatchObject([
      { totalMinor: 800 },
      { quantity: '3', unitPrice: '3.333333333' },
      { totalMinor: 800 },
      { quantity: '-1', unitPrice: '2' },
    ]);
  });

  test('a line below zero is given back where no total says otherwise', () => {
    const { told } = fileOf('orders', fields);
    expect(told('1001|2024-05-01|7|M|Mug|-1|10.00||-0.80|')).toEqual([
      { is: 'refund', record: '1001', channel: 'other', at: '2024-05-01', person: { externalId: '7' } },
      { is: 'line', of: 'refund', record: '1001', product: 'M', name: 'Mug', quantity: '1', unitPrice: '10.8' },
    ]);
  });

  test('rows without prices name the products of an order that says what it came to', () => {
    const file = fileOf('orders', 'record_id,placed_at,product_name,total,tax');
    const told = file.told('1001|2024-05-01|Mug|30|2', '1001||Plate||');
    expect(told.filter(({ is }) => is === 'order')).toMatchObject([
      { totalMinor: 3000, taxMinor: 200 },
      { totalMinor: 3000, taxMinor: 200 },
    ]);
    expect(told.filter(({ is }) => is === 'line')).toMatchObject([{ product: 'Mug' }, { product: 'Plate' }]);
  });
});

describe('statuses, in the words of many systems and languages', () => {
  const orders = () => fileOf('orders', 'record_id,placed_at,status,total');
  const happened = (status: string) => {
    const [order] = orders().told(`1001|2024-05-01|${status}|5`);
    return Object.keys(order ?? {}).filter((key) => ['paidAt', 'cancelledAt', 'noShowAt', 'confirmedAt'].includes(key));
  };

  test.each([
    'Paid',
    'wc-completed',
    'Bezahlt',
    'payée',
    'PAGADO',
    'Zapłacone',
    'Versandt',
    'In progress',
    'livré',
    'betalt',
  ])('%s is paid', (status) => expect(happened(status)).toEqual(['paidAt']));
  test.each(['pending', 'On hold', 'Offen', 'en attente', 'onbetaald', 'Draft', 'In attesa di pagamento'])(
    '%s is not paid',
    (status) => expect(happened(status)).toEqual([]),
  );
  test.each(['Cancelled', 'canceled', 'storniert', 'annulé', 'Geannuleerd', 'anulowane', 'VOID'])(
    '%s is cancelled',
    (status) => expect(happened(status)).toEqual(['cancelledAt']),
  );

  test('a word that nobody knows, or none, is refused', () => {
    expect(orders().reason('1001|2024-05-01|Levitating|5')).toBe('unknown_status status');
    expect(orders().reason('1001|2024-05-01|constructor|5')).toBe('unknown_status status');
    expect(orders().reason('1001|2024-05-01||5')).toBe('value_missing status');
  });

  test('a day of payment says that it was paid', () => {
    const file = fileOf('orders', 'record_id,placed_at,paid_at,status,total');
    expect(file.told('1|2024-05-01|2024-05-04||5')[0]).toMatchObject({ paidAt: '2024-05-04' });
    expect(file.told('2|2024-05-01|||5')[0]).not.toHaveProperty('paidAt');
    expect(file.told('3|2024-05-01||paid|5')[0]).toMatchObject({ paidAt: '2024-05-01' });
  });
});

describe('what was given back', () => {
  const refund = {
    is: 'refund',
    record: '1001-refunded',
    order: '1001',
    channel: 'other',
    person: { externalId: '7' },
  };
  const refunds = (fields: string, ...rows: string[]) =>
    fileOf('orders', fields)
      .told(...rows)
      .filter((told) => told.is === 'refund' || told.of === 'refund');

  test('as much as the file says, on the day it says or the last that is known', () => {
    const fields = 'record_id,placed_at,customer_id,status,total,refunded,refunded_at';
    expect(refunds(fields, '1001|2024-05-01|7|paid|20|5.00|2024-05-09')).toEqual([
      { ...refund, at: '2024-05-09', amountMinor: 500 },
    ]);
    expect(refunds(fields, '1001|2024-05-01|7|Partially refunded|20|-5.00|')).toEqual([
      { ...refund, at: '2024-05-01', amountMinor: 500 },
    ]);
    expect(refunds(fields, '1001|2024-05-01|7|paid|20|0|')).toEqual([]);
  });

  test('all of it where only the status says so', () => {
    expect(refunds('record_id,placed_at,customer_id,status,total', '1001|2024-05-01|7|erstattet|20')).toEqual([
      { ...refund, at: '2024-05-01', amountMinor: 2000 },
    ]);
    const fields = 'record_id,placed_at,customer_id,status,product_id,unit_price,tax,shipping';
    const rows = ['1001|2024-05-01|7|refunded|M|10|1|4', '1001|2024-05-01|7|refunded|P|5||4'];
    expect(refunds(fields, ...rows).filter(({ is }) => is === 'line')).toMatchObject([
      { record: '1001-refunded', product: 'M', unitPrice: '15' },
      { record: '1001-refunded', product: 'P', unitPrice: '5' },
    ]);
  });

  test('of an order that has no id it is the customer’s', () => {
    const [told] = refunds('placed_at,customer_id,total,refunded', '2024-05-01|7|20|5');
    expect(told).toEqual({
      is: 'refund',
      channel: 'other',
      person: { externalId: '7' },
      at: '2024-05-01',
      amountMinor: 500,
    });
  });

  test('nothing, where nothing was paid', () => {
    const file = fileOf('orders', 'placed_at,customer_id,status,total');
    expect(file.reason('2024-05-01|7|open|-20')).toBe('no_money_moved status');
  });
});

describe('amounts in another currency', () => {
  const file = () => fileOf('orders', 'record_id,placed_at,currency,exchange_rate,quantity,unit_price,total,refunded');

  test('are multiplied by the rate of the row, and rounded', () => {
    expect(file().told('1001|2024-05-01|eur|1.0857|3|3.333|10.00|1.01')).toMatchObject([
      { is: 'order', totalMinor: 1086 },
      { is: 'line', quantity: '3', unitPrice: '3.6186381' },
      { is: 'refund' },
      { is: 'line', of: 'refund', unitPrice: '1.096557' },
    ]);
  });

  test('are refused without one, and a rate of the own currency says nothing', () => {
    expect(file().reason('1001|2024-05-01|EUR||1|1|1|')).toBe('other_currency currency');
    expect(file().reason('1001|2024-05-01|EUR|0|1|1|1|')).toBe('other_currency currency');
    expect(file().told('1001|2024-05-01|USD|7|1|1|1|')[0]).toMatchObject({ totalMinor: 100 });
  });
});

describe('bookings', () => {
  const bookings = () => fileOf('bookings', 'record_id,starts_at,starts_time,ends_at,placed_at,status,amount,email');

  test('have a slot, and count when they are attended', () => {
    expect(bookings().told('B1|2024-05-01|14:30|2024-05-01 15:00|2024-04-20|attended|40|ann@example.com')).toEqual([
      {
        is: 'order',
        kind: 'booking',
        channel: 'other',
        record: 'B1',
        at: '2024-04-20',
        slotStartsAt: '2024-05-01T14:30:00',
        slotEndsAt: '2024-05-01T15:00:00',
        confirmedAt: '2024-04-20',
        paidAt: '2024-05-01T15:00:00',
        completedAt: '2024-05-01T15:00:00',
        person: { email: 'ann@example.com' },
        totalMinor: 4000,
      },
    ]);
  });

  test.each([
    ['booked', { confirmedAt: '2024-04-20' }],
    ['No-show', { confirmedAt: '2024-04-20', noShowAt: '2024-05-01' }],
    ['abgesagt', { confirmedAt: '2024-04-20', cancelledAt: '2024-04-20' }],
    ['requested', {}],
  ])('%s', (status, dates) => {
    const [order = { is: '' }] = bookings().told(`B1|2024-05-01|||2024-04-20|${status}|40|`);
    const { confirmedAt, noShowAt, cancelledAt, paidAt } = order;
    expect({ confirmedAt, noShowAt, cancelledAt, paidAt }).toEqual({ ...dates });
  });

  test.each([
    ['15:00', '2024-05-01T15:00:00'],
    ['1:15 am', '2024-05-02T01:15:00'],
  ])('that end at %s end within a day', (ends, slotEndsAt) => {
    expect(bookings().told(`B1|2024-05-01|14:30|${ends}|2024-04-20|booked|40|`)).toMatchObject([{ slotEndsAt }]);
  });

  test('without a day on which they were made are of their slot', () => {
    expect(fileOf('bookings', 'starts_at,total').told('2024-05-01 14:30:00|40')).toMatchObject([
      { at: '2024-05-01T14:30:00', paidAt: '2024-05-01T14:30:00', slotStartsAt: '2024-05-01T14:30:00' },
    ]);
  });
});

test('customers are told by everything the file knows them by', () => {
  const file = fileOf('customers', 'customer_id,customer_first_name,customer_last_name,email,phone,registered_at');
  expect(file.told('17850.0|Ann|Baker|ANN@example.com|202-555-0101|2024-01-05')).toEqual([
    {
      is: 'customer',
      externalId: '17850',
      name: 'Ann Baker',
      email: 'ann@example.com',
      phone: '+12025550101',
      registeredAt: '2024-01-05',
    },
  ]);
  expect(file.told('|Ann||nobody|12|')).toEqual([{ is: 'customer' }]);
});

test('quotes are won, accepted or lost on their day, or else on that of the quote', () => {
  const file = fileOf('quotes', 'record_id,placed_at,title,amount,status,won_at,lost_at,expires_on,email');
  const quote = { is: 'quote', record: 'Q1', at: '2024-05-01', title: 'Kitchen', person: { email: 'ann@example.com' } };
  const row = (rest: string) => `Q1|2024-05-01|Kitchen|${rest}|ann@example.com`;
  expect(file.told(row('900|Gewonnen|2024-05-20||2024-06-01'))).toEqual([
    { ...quote, amountMinor: 90000, acceptedAt: '2024-05-20', wonAt: '2024-05-20', expiresOn: '2024-06-01' },
  ]);
  expect(file.told(row('900|accepted|||'))).toEqual([{ ...quote, amountMinor: 90000, acceptedAt: '2024-05-01' }]);
  expect(file.told(row('|Rejected|||'))).toEqual([{ ...quote, amountMinor: 0, lostAt: '2024-05-01' }]);
  expect(file.told(row('900|Proposal|||'))).toEqual([{ ...quote, amountMinor: 90000 }]);
});

test('appointments have a kind and an ending', () => {
  const file = fileOf('appointments', 'starts_at,starts_time,ends_at,placed_at,title,status,phone,location');
  const told = {
    is: 'appointment',
    kind: 'Eye test',
    location: 'Harbour Street',
    startsAt: '2024-05-01T14:30:00',
    endsAt: '2024-05-01T15:00:00',
    bookedAt: '2024-04-20',
    person: { phone: '+12025550101' },
  };
  const row = (status: string) =>
    `2024-05-01|2:30 PM|2024-05-01 15:00:00|2024-04-20|Eye test|${status}|202-555-0101|Harbour Street`;
  expect(file.told(row('Showed'))).toEqual([{ ...told, completedAt: '2024-05-01T15:00:00' }]);
  expect(file.told(row('scheduled'))).toEqual([{ ...told, confirmedAt: '2024-04-20' }]);
  expect(file.told(row('no show'))).toEqual([{ ...told, noShowAt: '2024-05-01T14:30:00' }]);
  expect(file.told(row('cancelled by customer'))).toEqual([{ ...told, cancelledAt: '2024-04-20' }]);
  expect(fileOf('appointments', 'starts_at').told('2024-05-01')).toMatchObject([{ kind: 'appointment' }]);
});

test('what has no column yet is asked for', () => {
  expect(missingFields('orders', {}).map(({ fields }) => fields[0])).toEqual(['placed_at', 'total']);
  expect(missingFields('orders', { placed_at: 'Date', unit_price: 'Price' })).toEqual([]);
  expect(missingFields('customers', { customer_name: 'Name' })[0]?.text).toMatch(/identifies a customer/);
});

test('columns are found by their names, and one that the file has not is not there', () => {
  expect(mappedColumns(['Date', 'Total'], { total: 'Total', email: 'E-mail' })).toEqual([1]);
});

test('whatever stands in a cell, a row is taken or has a reason', () => {
  const fields =
    'record_id,placed_at,placed_time,paid_at,cancelled_at,starts_at,starts_time,ends_at,status,customer_id,email,phone,product_name,quantity,unit_price,line_total,discount,tax,shipping,tip,total,refunded,refunded_at,currency,exchange_rate,channel,location,promised_on,registered_at,amount,expires_on';
  const header = fields.split(',');
  const columns: MappedColumns = Object.fromEntries(header.map((name) => [name, name]));
  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(
      '',
      '0',
      '-1',
      '3',
      '9999999999',
      '0.000000001',
      '2024-05-01',
      '10:00',
      'paid',
      'refunded',
      'EUR',
      'a@b.c',
    ),
  );
  const kinds: MappedKind[] = ['orders', 'bookings', 'customers', 'quotes', 'appointments'];
  for (const kind of kinds) {
    const { cells } = reading(mapped(kind, columns, header), header);
    fc.assert(
      fc.property(fc.array(odd, { maxLength: header.length + 1 }), (row) => {
        const read = cells(row);
        return read.refused !== null || read.passedOver !== null || read.told.length > 0;
      }),
      { numRuns: 300 },
    );
  }
});
