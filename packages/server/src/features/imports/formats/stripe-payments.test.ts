import { describe, expect, test } from 'vitest';
import { type Row, readingOf } from './testing/reading.ts';

const short =
  'id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Fee,Status,Description,Customer Email,Invoice ID,Transfer';
const usual =
  'id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,Converted Currency,Decline Reason,Description,Fee,Refunded date (UTC),Statement Descriptor,Status,Seller Message,Taxes On Fee,Card ID,Customer ID,Customer Description,Customer Email,Invoice ID,Transfer';
const all =
  'id,Description,Seller Message,Created (UTC),Amount,Amount Refunded,Currency,Converted Amount,Converted Amount Refunded,Fee,Tax,Converted Currency,Mode,Status,Statement Descriptor,Customer ID,Customer Description,Customer Email,Captured,Card ID,Card Last4,Card Brand,Card Name,order (metadata)';

const ann: Row = {
  id: 'ch_1',
  'Created date (UTC)': '2024-05-01 10:00:00',
  'Created (UTC)': '2024-05-01 10:00:00',
  Amount: '20.00',
  'Amount Refunded': '0.00',
  Currency: 'usd',
  Captured: 'TRUE',
  Status: 'Paid',
  'Customer ID': 'cus_1',
  'Customer Email': 'ann@example.com',
  'Card Name': 'Ann Baker',
  Description: 'Charge for ann@example.com',
  Fee: '0.88',
};
const order = {
  is: 'order',
  kind: 'sale',
  channel: 'online',
  record: 'ch_1',
  at: '2024-05-01T10:00:00',
  paidAt: '2024-05-01T10:00:00',
  totalMinor: 2000,
  isTest: false,
};

test.each([
  ['short', short, { email: 'ann@example.com' }],
  ['usual', usual, { email: 'ann@example.com', externalId: 'cus_1' }],
  ['with all columns', all, { email: 'ann@example.com', externalId: 'cus_1', name: 'Ann Baker' }],
])('a payment of the %s export is an order in UTC, whatever the shop’s zone', (_, header, person) => {
  expect(readingOf(header, { timeZone: 'Asia/Tokyo' }).told(ann)).toEqual([{ ...order, person }]);
});

describe('money that did not move', () => {
  test.each([
    [{ Status: 'Failed' }, 'no_money_moved Status'],
    [{ Status: 'requires_payment_method' }, 'no_money_moved Status'],
    [{ Captured: 'false' }, 'no_money_moved Captured'],
  ])('%o', (change, passedOver) => {
    const row = readingOf(usual).row({ ...ann, ...change });
    expect(row).toMatchObject({ passedOver, refused: null });
    expect(row.told.map(({ is }) => is)).toEqual(['seen']);
  });
});

test('what was given back is a refund on its own day, or else on that of the payment', () => {
  const row = { ...ann, Status: 'Refunded', 'Amount Refunded': '20.00', 'Refunded date (UTC)': '2024-05-09 08:00:00' };
  const refund = { is: 'refund', record: 'ch_1-refunded', order: 'ch_1', amountMinor: 2000 };
  expect(readingOf(usual).told(row)[1]).toMatchObject({ ...refund, at: '2024-05-09T08:00:00' });
  expect(readingOf(short).told(row)[1]).toMatchObject({ ...refund, at: '2024-05-01T10:00:00' });
});

test('a payment in another currency counts with what Stripe made of it, and is refused without', () => {
  const row = { ...ann, Currency: 'eur', 'Converted Amount': '21.70', 'Converted Amount Refunded': '1.00' };
  expect(readingOf(usual).told({ ...row, 'Converted Currency': 'usd' })).toMatchObject([
    { is: 'order', totalMinor: 2170 },
    { is: 'refund', amountMinor: 100 },
  ]);
  expect(readingOf(usual).row({ ...row, 'Converted Currency': 'gbp' }).refused).toBe('other_currency Currency');
});

test('a payment of test mode is a test', () => {
  expect(readingOf(all).told({ ...ann, Mode: 'Test' })).toMatchObject([{ is: 'order', isTest: true }]);
});

test('a status that nobody knows is refused', () => {
  expect(readingOf(usual).row({ ...ann, Status: 'Levitating' }).refused).toBe('unknown_status Status');
});
