import { describe, expect, test } from 'vitest';
import { type Row, readingOf } from './testing/reading.ts';

const common =
  'Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,Next Payment Due At,Payment References';
const second =
  'Name,Phone,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare-at price,Lineitem SKU,Billing Name,Canceled at,Payment Reference (deprecated),Payment terms,Next payment due at,Refunded Amount';

const shop = () => readingOf(common);

/** Ann's order of two mugs and a plate, and the row of the plate. */
const ann: Row = {
  Name: '#1001',
  Id: "'5501",
  Email: 'Ann@Example.com',
  'Financial Status': 'paid',
  'Paid at': '2024-05-01 10:05:00 +0000',
  'Fulfilled at': '2024-05-02 09:00:00 +0000',
  Currency: 'USD',
  Subtotal: '30.00',
  Shipping: '4.00',
  Taxes: '3.00',
  Total: '37.00',
  'Created at': '2024-05-01 06:00:00 -0400',
  'Lineitem quantity': '2',
  'Lineitem name': 'Mug',
  'Lineitem price': '10.00',
  'Lineitem sku': 'MUG-1',
  'Billing Name': 'Ann Baker',
  'Billing Phone': "'+1 202-555-0101",
  Source: 'web',
};
const plate: Row = {
  Name: '#1001',
  Email: 'Ann@Example.com',
  'Lineitem quantity': '1',
  'Lineitem name': 'Plate',
  'Lineitem price': '12.00',
  'Lineitem discount': '2.00',
};

const annTold = {
  is: 'order',
  record: '5501',
  number: '#1001',
  kind: 'sale',
  channel: 'online',
  at: '2024-05-01T10:00:00',
  paidAt: '2024-05-01T10:05:00',
  deliveredAt: '2024-05-02T09:00:00',
  person: { email: 'ann@example.com', phone: '+12025550101', name: 'Ann Baker' },
  taxMinor: 300,
  shippingMinor: 400,
  totalMinor: 3700,
};

test('an order over several rows is one order with its lines', () => {
  const mug = {
    is: 'line',
    of: 'order',
    record: '5501',
    product: 'MUG-1',
    name: 'Mug',
    quantity: '2',
    unitPrice: '10.00',
  };
  const other = { ...mug, product: 'Plate', name: 'Plate', quantity: '1', unitPrice: '12.00', discountMinor: 200 };
  expect(shop().told(ann, plate)).toEqual([annTold, mug, other]);
});

test('rows on which a tool repeats the order tell the same order again, and rows that repeat half of it tell their line', () => {
  const repeated = { ...ann, ...plate };
  expect(
    shop()
      .told(ann, repeated)
      .filter(({ is }) => is === 'order'),
  ).toEqual([annTold, annTold]);
  const half = { ...plate, 'Created at': ann['Created at']!, 'Financial Status': 'paid' };
  expect(
    shop()
      .told(ann, half)
      .filter(({ is }) => is === 'order'),
  ).toEqual([annTold]);
});

test('a row that comes away from its order still finds it, and one without an order says which it belongs to', () => {
  const bob = { ...ann, Name: '#1002', Id: '5502' };
  expect(shop().told(ann, bob, plate).at(-1)).toMatchObject({ is: 'line', record: '5501' });
  expect(shop().told(plate)).toMatchObject([{ is: 'line', record: '#1001' }]);
});

test('the second spelling, without ids, is known by the name of the order', () => {
  const { format, told } = readingOf(second);
  expect(format.name).toBe('shopify_orders');
  const row = { ...ann, Phone: '(202) 555-0102', 'Lineitem SKU': 'MUG-1', 'Canceled at': '2024-05-03 00:00:00 +0000' };
  expect(told(row)).toMatchObject([
    { is: 'order', record: '#1001', cancelledAt: '2024-05-03', person: { phone: '+12025550102' } },
    { is: 'line', record: '#1001', product: 'MUG-1' },
  ]);
});

test('goods are what is left of the total after tax and shipping, also where prices include the tax', () => {
  const [order] = shop().told({ ...ann, Subtotal: '30.00', Taxes: '4.79', Total: '34.00' });
  expect(order).toMatchObject({ taxMinor: 479, shippingMinor: 400, totalMinor: 3400 });
  const [imported] = shop().told({ ...ann, Duties: '5.00', Total: '42.00' });
  expect(imported).toMatchObject({ taxMinor: 800, totalMinor: 4200 });
});

describe('what is paid', () => {
  test.each([
    ['paid', true],
    ['partially_paid', true],
    ['Partially refunded', true],
    ['refunded', true],
    ['pending', false],
    ['authorized', false],
    ['voided', false],
    ['expired', false],
  ])('%s', (status, isPaid) => {
    const [order] = shop().told({ ...ann, 'Financial Status': status, 'Paid at': '' });
    expect(order?.paidAt).toBe(isPaid ? '2024-05-01T10:00:00' : undefined);
  });

  test('a status that nobody knows is refused', () => {
    expect(shop().row({ ...ann, 'Financial Status': 'constructor' })).toMatchObject({
      refused: 'unknown_status Financial Status',
      told: [],
    });
  });
});

describe('what was given back', () => {
  const refund = { is: 'refund', record: '5501-refunded', order: '5501', channel: 'online', person: annTold.person };

  test('a part, on the last day that is known of the order', () => {
    const row = { ...ann, 'Financial Status': 'partially_refunded', 'Refunded Amount': '10.00' };
    expect(shop().told(row)).toContainEqual({ ...refund, at: '2024-05-02T09:00:00', amountMinor: 1000 });
  });

  test('all of it with the cancellation, also where the amount is not said', () => {
    const row = { ...ann, 'Financial Status': 'refunded', 'Cancelled at': '2024-05-04 08:00:00 +0000' };
    expect(shop().told(row)).toContainEqual({ ...refund, at: '2024-05-04T08:00:00', amountMinor: 3700 });
  });

  test('nothing', () => {
    expect(
      shop()
        .told({ ...ann, 'Refunded Amount': '0.00' })
        .map(({ is }) => is),
    ).toEqual(['order', 'line']);
  });
});

test('an order of the till has its place', () => {
  const [order] = shop().told({ ...ann, Source: 'pos', Location: 'Harbour Street' });
  expect(order).toMatchObject({ channel: 'pos', location: 'Harbour Street' });
  const [older] = shop().told({ ...ann, Source: '', Employee: 'Cleo' });
  expect(older).toMatchObject({ channel: 'pos' });
});

test('another currency is refused', () => {
  expect(shop().row({ ...ann, Currency: 'EUR' }).refused).toBe('other_currency Currency');
});

test('an order without a date or a total is refused, whatever else it says', () => {
  expect(shop().row({ ...ann, 'Created at': '' }).refused).toBe('value_missing Created at');
  expect(shop().row({ ...ann, Total: '' }).refused).toBe('value_missing Total');
  expect(shop().row({ ...ann, Total: '37.005' }).refused).toBe('too_many_decimals Total');
});

test('a row that has an order by its name and nothing else is passed over', () => {
  const file = shop();
  expect(file.row({ Name: '#1001' })).toMatchObject({
    told: [],
    refused: null,
    passedOver: 'nothing_recorded Lineitem name',
  });
  file.row(ann);
  expect(file.row({ Name: '#1001', Email: 'ann@example.com' }).passedOver).toBe('nothing_recorded Lineitem name');
});

test('a phone that is none is left out, and the next one is taken', () => {
  const row = shop().row({ ...ann, Phone: '4.47E+11', 'Billing Phone': '020 7946 0018', 'Billing Country': 'GB' });
  expect(row).toMatchObject({ refused: null, leftOut: ['unreadable_phone Phone'] });
  expect(row.told[0]).toMatchObject({ person: { phone: '+442079460018' } });
});
