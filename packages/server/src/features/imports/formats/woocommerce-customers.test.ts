import { expect, test } from 'vitest';
import { readingOf } from './testing/reading.ts';

const older = 'Name,Username,Last Active,Sign Up,Email,Orders,Total Spend,AOV,Country / Region,City,Region,Postal Code';
const newer = `${older},Billing Phone,Shipping Phone,Role`;

test('a customer is known by e-mail and phone, never by the user name', () => {
  const ann = {
    Name: 'Ann Baker',
    Username: '12',
    'Sign Up': '2024-01-05 10:00:00',
    Email: 'ann@example.com',
    'Country / Region': 'GB',
    'Billing Phone': '020 7946 0018',
    Role: 'customer',
  };
  const told = { is: 'customer', name: 'Ann Baker', email: 'ann@example.com', registeredAt: '2024-01-05T10:00:00' };
  expect(readingOf(newer).told(ann)).toEqual([{ ...told, phone: '+442079460018' }]);
  expect(readingOf(older).told(ann)).toEqual([told]);
});

test('a guest never signed up', () => {
  expect(readingOf(newer).told({ Name: 'Bob', Email: 'bob@example.com' })).toEqual([
    { is: 'customer', name: 'Bob', email: 'bob@example.com' },
  ]);
});
