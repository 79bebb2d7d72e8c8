import { describe, expect, test } from 'vitest';
import { type Row, readingOf } from './testing/reading.ts';

const header =
  'Date,Time,Time Zone,Gross Sales,Discounts,Net Sales,Gift Card Sales,Tax,Tip,Partial Refunds,Total Collected,Source,Card,Card Entry Methods,Cash,Square Gift Card,Other Tender,Other Tender Type,Other Tender Note,Fees,Net Total,Transaction ID,Payment ID,Card Brand,PAN Suffix,Device Name,Staff Name,Staff ID,Details,Description,Event Type,Location,Dining Option,Customer ID,Customer Name,Customer Reference ID,Device Nickname';
const newer =
  'Date,Time,Time Zone,Gross Sales,Discounts,Service Charges,Net Sales,Gift Card Sales,Tax,Tip,Partial Refunds,Total Collected,Source,Card,Card Entry Methods,Cash,Square Gift Card,Other Tender,Other Tender Type,Tender Note,Fees,Net Total,Transaction ID,Payment ID,Card Brand,PAN Suffix,Device Name,Staff Name,Staff ID,Details,Description,Event Type,Location,Dining Option,Customer ID,Customer Name,Customer Reference ID,Device Nickname,Third Party Fees,Deposit ID,Deposit Date,Deposit Details,Fee Percentage Rate,Fee Fixed Rate,Refund Reason,Discount Name,Transaction Status,Cash App,Order Reference ID,Fulfillment Note,Free Processing Applied,Channel,Unattributed Tips,Table Info,International Fee';

const sale: Row = {
  Date: '2024-05-01',
  Time: '10:15:00',
  'Time Zone': 'Eastern Time (US & Canada)',
  'Gross Sales': '$1,250.00',
  'Net Sales': '$1,234.56',
  Tax: '$100.00',
  Tip: '$5.00',
  'Total Collected': '$1,339.56',
  Source: 'Point of Sale',
  'Transaction ID': 'T1',
  'Payment ID': 'P1',
  'Event Type': 'Payment',
  Location: 'Harbour Street',
  'Customer ID': 'ANN1',
  'Customer Name': 'Ann Baker',
};
const known = {
  channel: 'pos',
  location: 'Harbour Street',
  person: { externalId: 'ANN1', name: 'Ann Baker' },
};

test.each([header, newer])('a sale is what the customer paid, without the tip, in the time of the shop', (names) => {
  const { format, told } = readingOf(names);
  expect(format.name).toBe('square_transactions');
  expect(told(sale)).toEqual([
    {
      ...known,
      is: 'order',
      kind: 'sale',
      record: 'T1',
      at: '2024-05-01T14:15:00',
      paidAt: '2024-05-01T14:15:00',
      taxMinor: 10000,
      tipMinor: 500,
      totalMinor: 133456,
    },
  ]);
});

describe('a refund is given back to the customer', () => {
  const refund: Row = { ...sale, 'Event Type': 'Refund', 'Transaction ID': 'T2', 'Payment ID': 'P2', Tip: '$0.00' };

  test('for items', () => {
    const row = { ...refund, 'Net Sales': '-$3.00', Tax: '-$0.30' };
    expect(readingOf(header).told(row)).toEqual([
      { ...known, is: 'refund', record: 'P2', at: '2024-05-01T14:15:00', amountMinor: 330 },
    ]);
  });

  test('as an amount', () => {
    const row = { ...refund, 'Net Sales': '$0.00', Tax: '$0.00', 'Partial Refunds': '($7.50)' };
    expect(readingOf(header).told(row)).toMatchObject([{ is: 'refund', amountMinor: 750 }]);
  });

  test('of nothing but a tip, it is no refund of a sale', () => {
    const row = { ...refund, 'Net Sales': '$0.00', Tax: '$0.00', Tip: '-$5.00' };
    expect(readingOf(header).row(row)).toMatchObject({ refused: null, passedOver: 'nothing_recorded Net Sales' });
  });
});

test('what moved no money is passed over, and what is open is not paid', () => {
  const { row, told } = readingOf(newer);
  expect(row({ ...sale, 'Transaction Status': 'Failed' }).passedOver).toBe('no_money_moved Transaction Status');
  expect(row({ ...sale, 'Event Type': 'No Sale' }).passedOver).toBe('not_a_sale Event Type');
  expect(told({ ...sale, 'Transaction Status': 'Open' })[0]).not.toHaveProperty('paidAt');
});

test('an event or a zone that nobody knows is refused', () => {
  const { row } = readingOf(header);
  expect(row({ ...sale, 'Event Type': 'Exchange' }).refused).toBe('unknown_status Event Type');
  expect(row({ ...sale, 'Event Type': '' }).refused).toBe('value_missing Event Type');
  expect(row({ ...sale, 'Time Zone': 'Middle Earth' }).refused).toBe('unknown_zone Time Zone');
});

test('a sale to nobody is a guest’s', () => {
  const [order] = readingOf(header).told({ ...sale, 'Customer ID': '', 'Customer Name': '' });
  expect(order).toMatchObject({ person: {} });
});
