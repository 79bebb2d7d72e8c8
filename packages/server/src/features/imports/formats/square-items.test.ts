import { expect, test } from 'vitest';
import { formats } from './formats.ts';
import { type Row, readingOf } from './testing/reading.ts';

const header =
  'Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Modifiers Applied,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Payment ID,Device Name,Notes,Details,Event Type,Location,Dining Option,Customer ID,Customer Name,Customer Reference ID';

const mugs: Row = {
  Date: '2024-05-01',
  Time: '10:15:00',
  Category: 'Ceramics',
  Item: 'Mug',
  Qty: '3.0',
  'Price Point Name': 'Regular',
  SKU: 'MUG-1',
  'Gross Sales': '$31.00',
  Discounts: '-$1.00',
  'Net Sales': '$30.00',
  Tax: '$2.40',
  'Transaction ID': 'T1',
  'Payment ID': 'P1',
  'Event Type': 'Payment',
  Location: 'Harbour Street',
  'Customer ID': 'ANN1',
};
const plate: Row = {
  ...mugs,
  Item: 'Plate',
  'Price Point Name': 'Large',
  SKU: '',
  Qty: '1',
  'Gross Sales': '$12.00',
  'Net Sales': '$12.00',
  Tax: '',
};

test('the items of a sale are the lines of one order, each with its tax', () => {
  const { format, told } = readingOf(`${header},Unit,Count,Itemization Type,Commission,Employee`);
  expect(format.name).toBe('square_items');
  const order = {
    is: 'order',
    kind: 'sale',
    channel: 'pos',
    record: 'T1',
    at: '2024-05-01T10:15:00',
    paidAt: '2024-05-01T10:15:00',
    location: 'Harbour Street',
    person: { externalId: 'ANN1' },
  };
  const line = { is: 'line', of: 'order', record: 'T1', category: 'Ceramics', discountMinor: 0 };
  expect(told(mugs, plate)).toEqual([
    order,
    {
      ...line,
      product: 'MUG-1',
      name: 'Mug',
      quantity: '3.0',
      unitPrice: '10.333333333',
      discountMinor: 100,
      taxMinor: 240,
    },
    order,
    { ...line, product: 'Plate · Large', name: 'Plate · Large', quantity: '1', unitPrice: '12', taxMinor: 0 },
  ]);
});

test('items that are taken back are a refund of what was paid for them', () => {
  const back = {
    ...mugs,
    Qty: '-1.0',
    'Gross Sales': '-$10.00',
    Discounts: '$0.00',
    'Net Sales': '-$10.00',
    Tax: '-$0.80',
    'Event Type': 'Refund',
    'Payment ID': 'P9',
  };
  expect(readingOf(header).told(back)).toMatchObject([
    { is: 'refund', record: 'P9', person: { externalId: 'ANN1' } },
    { is: 'line', of: 'refund', record: 'P9', product: 'MUG-1', quantity: '1.0', unitPrice: '10.8' },
  ]);
});

test('items and transactions tell the same sale: one source, one id', () => {
  const sources = formats.filter(({ name }) => name.startsWith('square_')).map(({ source }) => source);
  expect(sources).toEqual(['square', 'square']);
});

test('a charge on top of the price is no discount below zero', () => {
  const [, line] = readingOf(header).told({ ...mugs, Qty: '1', 'Gross Sales': '$10.00', 'Net Sales': '$11.00' });
  expect(line).toMatchObject({ quantity: '1', unitPrice: '11' });
  expect(line).not.toHaveProperty('discountMinor');
});
