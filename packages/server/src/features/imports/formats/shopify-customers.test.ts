import { expect, test } from 'vitest';
import { leftOut } from './formats.ts';
import { readingOf } from './testing/reading.ts';

const today =
  'Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags';
const before2022 =
  'First Name,Last Name,Email,Accepts Email Marketing,Company,Address1,Address2,City,Province,Province Code,Country,Country Code,Zip,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Tags,Note,Tax Exempt';

test('a customer of today’s export is known by id, phone and e-mail', () => {
  const { told } = readingOf(`${today},Birthday (customer.metafields.facts.birth_date)`);
  const ann = {
    'Customer ID': "'7210448301122",
    'First Name': 'Ann',
    'Last Name': 'Baker',
    Email: 'ANN@example.com',
    'Default Address Country Code': 'GB',
    'Default Address Phone': "'020 7946 0018",
  };
  expect(told(ann)).toEqual([
    {
      is: 'customer',
      externalId: '7210448301122',
      name: 'Ann Baker',
      email: 'ann@example.com',
      phone: '+442079460018',
    },
  ]);
});

test('the export before 2022 has no ids', () => {
  const { told } = readingOf(before2022);
  const bob = { 'First Name': 'Bob', Email: 'bob@example.com', 'Country Code': 'US', Phone: '(202) 555-0102' };
  expect(told(bob)).toEqual([{ is: 'customer', name: 'Bob', email: 'bob@example.com', phone: '+12025550102' }]);
});

test('figures are left out: they follow from the orders', () => {
  const { format } = readingOf(today);
  expect(leftOut(format, today.split(','))).toEqual(expect.arrayContaining(['Total Spent', 'Total Orders', 'Note']));
  expect(leftOut(format, today.split(','))).not.toContain('Email');
});
