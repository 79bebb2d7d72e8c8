import { describe, expect, test } from 'vitest';
import { leftOut } from './formats.ts';
import { type Row, readingOf } from './testing/reading.ts';

const header =
  'order_id,order_number,order_date,paid_date,status,shipping_total,shipping_tax_total,fee_total,fee_tax_total,tax_total,cart_discount,order_discount,discount_total,order_total,order_subtotal,order_currency,payment_method,payment_method_title,transaction_id,customer_ip_address,customer_user_agent,shipping_method,customer_id,customer_user,customer_email,billing_first_name,billing_last_name,billing_company,billing_email,billing_phone,billing_address_1,billing_address_2,billing_postcode,billing_city,billing_state,billing_country,shipping_first_name,shipping_last_name,shipping_company,shipping_phone,shipping_address_1,shipping_address_2,shipping_postcode,shipping_city,shipping_state,shipping_country,customer_note,wt_import_key,shipping_items,fee_items,tax_items,coupon_items,refund_items,order_notes,download_permissions,meta:source,line_item_1,line_item_2';

const shop = () => readingOf(header, { timeZone: 'Europe/Berlin' });

const ann: Row = {
  order_id: '501',
  order_number: '1001',
  order_date: '2024-05-01 12:00:00',
  paid_date: '2024-05-01T12:05:00+02:00',
  status: 'wc-completed',
  shipping_total: '4.00',
  tax_total: '3.00',
  fee_total: '1.00',
  order_total: '38.00',
  order_currency: 'USD',
  customer_id: '7',
  customer_email: 'ann@example.com',
  billing_first_name: 'Ann',
  billing_last_name: 'Baker',
  billing_email: 'ann.at.work@example.com',
  billing_phone: '030 901820',
  billing_country: 'DE',
  line_item_1:
    'name:Mug|product_id:31|sku:MUG-1|quantity:2|total:20.00|sub_total:22.00|tax:2.00|tax_data:{"total":{"1":"2"}}',
  line_item_2:
    'name:Plate | large: blue|product_id:32|sku:|quantity:1|total:10.00|sub_total:10.00|meta:Colour:blue|refunded:0.00',
};
const person = { externalId: '7', email: 'ann@example.com', phone: '+4930901820', name: 'Ann Baker' };

test('an order has its lines in columns of their own, and its fees as a line', () => {
  const line = { is: 'line', of: 'order', record: '501' };
  expect(shop().told(ann)).toEqual([
    {
      is: 'order',
      kind: 'sale',
      channel: 'online',
      record: '501',
      number: '1001',
      at: '2024-05-01T10:00:00',
      paidAt: '2024-05-01T10:05:00',
      person,
      taxMinor: 300,
      shippingMinor: 400,
      totalMinor: 3800,
    },
    { ...line, product: '31', name: 'Mug', quantity: '2', unitPrice: '10' },
    { ...line, product: '32', name: 'Plate | large: blue', quantity: '1', unitPrice: '10' },
    { ...line, name: 'Fees', quantity: '1', unitPrice: '1.00' },
  ]);
});

test('a guest has the id 0, and is known by e-mail', () => {
  const [order] = shop().told({ ...ann, customer_id: '0', customer_email: '' });
  expect(order?.person).toEqual({ ...person, externalId: undefined, email: 'ann.at.work@example.com' });
});

describe('statuses', () => {
  const unpaid = { ...ann, paid_date: '' };

  test.each([
    ['completed', { paidAt: '2024-05-01T10:00:00' }],
    ['wc-processing', { paidAt: '2024-05-01T10:00:00' }],
    ['on-hold', {}],
    ['pending', {}],
    ['failed', {}],
    ['cancelled', { cancelledAt: '2024-05-01T10:00:00' }],
  ])('%s', (status, dates) => {
    const { paidAt, cancelledAt } = shop().told({ ...unpaid, status })[0] ?? {};
    expect({ ...(paidAt ? { paidAt } : {}), ...(cancelledAt ? { cancelledAt } : {}) }).toEqual(dates);
  });

  test('a draft is no sale, and a status of another plug-in is refused', () => {
    expect(shop().row({ ...ann, status: 'checkout-draft' }).passedOver).toBe('not_a_sale status');
    expect(shop().row({ ...ann, status: 'wc-backordered' }).refused).toBe('unknown_status status');
  });
});

describe('refunds', () => {
  const refund = { is: 'refund', order: '501', channel: 'online', person };
  const refunds = (row: Row) =>
    shop()
      .told(row)
      .filter(({ is }) => is === 'refund');

  test('each has its own day and reason', () => {
    const refund_items =
      'amount:4.00|reason:chipped; sorry|date:2024-05-03 09:00:00;amount:2.50|reason:|date:2024-05-04 09:00:00';
    expect(refunds({ ...ann, refund_items })).toEqual([
      { ...refund, record: '501-refund-1', amountMinor: 400, at: '2024-05-03T07:00:00', reason: 'chipped; sorry' },
      { ...refund, record: '501-refund-2', amountMinor: 250, at: '2024-05-04T07:00:00' },
    ]);
  });

  test('a refunded order without them gave all of it back', () => {
    expect(refunds({ ...ann, status: 'refunded' })).toEqual([
      { ...refund, record: '501-refund-1', amountMinor: 3800, at: '2024-05-01T10:05:00' },
    ]);
  });

  test('a refund that cannot be read refuses its order', () => {
    expect(shop().row({ ...ann, refund_items: 'amount:much|date:2024-05-03 09:00:00' }).refused).toBe(
      'not_a_number refund_items',
    );
  });
});

test('a line that says no amount refuses its order', () => {
  expect(shop().row({ ...ann, line_item_2: 'a plate' }).refused).toBe('value_missing line_item_2');
});

test('lines are taken, however many', () => {
  const { format } = shop();
  const names = [...header.split(','), 'line_item_24', 'Product Item 1 Name'];
  expect(leftOut(format, names)).toContain('Product Item 1 Name');
  expect(leftOut(format, names)).not.toContain('line_item_24');
});
