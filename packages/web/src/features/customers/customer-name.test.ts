import { expect, test } from 'vitest';
import { customerName } from './customer-name.ts';

const ann = {
  customer_id: '01a1fa63-8d6e-7cdf-a918-4fa5243094e4',
  name: 'Ann',
  external_id: '12346',
  email: 'ann@example.com',
};

test('a customer is called by the best that is known', () => {
  expect(customerName(ann)).toBe('Ann');
  expect(customerName({ ...ann, name: null })).toBe('ann@example.com');
  expect(customerName({ ...ann, name: null, email: null })).toBe('Customer 12346');
  expect(customerName({ ...ann, name: null, email: null, external_id: null })).toBe('Customer …3094e4');
});

test('what is masked is no name', () => {
  expect(customerName({ ...ann, name: null, email: '•••' })).toBe('Customer 12346');
  expect(customerName({ ...ann, name: null, email: '•••', external_id: '•••' })).toBe('Customer …3094e4');
});
