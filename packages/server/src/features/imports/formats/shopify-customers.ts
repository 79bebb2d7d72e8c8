import { placesOf } from './columns.ts';
import type { Columns, Format, RowReader } from './format.ts';
import { firstPhone } from './people.ts';

const needs = {
  firstName: ['First Name'],
  lastName: ['Last Name'],
  email: ['Email'],
};

const takes = {
  id: ['Customer ID'],
  phone: ['Phone'],
  addressPhone: ['Default Address Phone'],
  country: ['Default Address Country Code', 'Country Code'],
};

/** Shopify's export of customers, the form of today and that before 2022, which has no ids. */
export const shopifyCustomers: Format = {
  name: 'shopify_customers',
  title: 'Shopify: customers',
  source: 'shopify',
  needs: Object.values(needs),
  // Figures: they follow from the orders.
  marks: [['Total Spent'], ['Total Orders']],
  takes: Object.values(takes),
  rowReader,
};

function rowReader(columns: Columns): RowReader {
  const at = placesOf(columns, { ...needs, ...takes });
  return (cells, tell) =>
    tell.customer({
      externalId: cells.id(at.id),
      email: cells.email(at.email),
      phone: firstPhone(cells, [
        { phone: at.phone, country: at.country },
        { phone: at.addressPhone, country: at.country },
      ]),
      name: cells.name(at.firstName, at.lastName),
    });
}
