import { placesOf } from './columns.ts';
import type { Columns, Format, RowReader } from './format.ts';
import { firstPhone } from './people.ts';

const needs = {
  name: ['Name'],
  email: ['Email'],
  registered: ['Sign Up'],
};

const takes = {
  country: ['Country / Region', 'Country'],
  phone: ['Billing Phone'],
  shippingPhone: ['Shipping Phone'],
};

/**
 * WooCommerce's own export of customers (Analytics → Customers). They are known by e-mail and phone: the user name is not the
 * number by which orders name a customer, and to take it for one could mix two people up.
 */
export const woocommerceCustomers: Format = {
  name: 'woocommerce_customers',
  title: 'WooCommerce: customers',
  source: 'woocommerce',
  needs: Object.values(needs),
  marks: [['Last Active'], ['Total Spend'], ['AOV']],
  takes: Object.values(takes),
  rowReader,
};

function rowReader(columns: Columns): RowReader {
  const at = placesOf(columns, { ...needs, ...takes });
  return (cells, tell) =>
    tell.customer({
      email: cells.email(at.email),
      phone: firstPhone(cells, [
        { phone: at.phone, country: at.country },
        { phone: at.shippingPhone, country: at.country },
      ]),
      name: cells.name(at.name),
      // Guests have none.
      registeredAt: cells.instant(at.registered),
    });
}
