import { expect, test } from 'vitest';
import { csvText, text } from '../../../platform/http/csv.ts';
import { readingOf } from './testing/reading.ts';

const customers = 'customer_id,external_id,external_source,name,email,phone,registered_on,stage';
const best = 'customer_id,external_id,name,email,orders,net_EUR,average_order_value_EUR,last_order_on,segment';
const churn = 'customer_id,external_id,name,email,stage,days_inactive,orders,net_EUR,churn_risk,value_at_risk_EUR';

test('our own list of customers brings back who is on it, under the systems they are from', () => {
  const { told } = readingOf(customers);
  const ann = {
    customer_id: '0199-made',
    external_id: '17850',
    external_source: 'online_retail',
    name: 'Ann Baker',
    email: 'ann@example.com',
    phone: "'+12025550101",
    registered_on: '2024-01-05',
  };
  expect(told(ann)).toEqual([
    {
      is: 'customer',
      source: 'online_retail',
      externalId: '17850',
      name: 'Ann Baker',
      email: 'ann@example.com',
      phone: '+12025550101',
      registeredBy: '2024-01-05T23:59:59',
    },
  ]);
});

test.each([best, churn])('an id without its system is left alone: it could make a second customer of one', (header) => {
  const { format, told } = readingOf(header);
  expect(format.name).toBe('regulars_customers');
  expect(told({ external_id: '17850', name: 'Ann', email: 'ann@example.com' })).toEqual([
    { is: 'customer', name: 'Ann', email: 'ann@example.com' },
  ]);
});

test('a masked e-mail is no e-mail, and nothing to complain of', () => {
  const row = readingOf(customers).row({
    external_id: '1',
    external_source: 'till',
    email: 'a•••@example.com',
    phone: '•••01',
  });
  expect(row).toMatchObject({ leftOut: [], told: [{ is: 'customer', source: 'till', externalId: '1' }] });
});

test.each(['=Ann', '-Ann & Bob', '@ann', '+44 Ann', ' =Ann', 'Ann\n=1+1', '=Ann\n-Bob', "'t Hooft", "O'Hara", 'Ann'])(
  'the mark that keeps spreadsheets from reading %j as a formula is taken off again',
  (name) => {
    const [, line = ''] = csvText([text<string>('name', (value) => value)], [name]).split(/\r\n/);
    const written = line.startsWith('"') ? line.slice(1, -1) : line;
    const [told] = readingOf(customers).told({ external_id: '1', external_source: 'till', name: written });
    expect(told?.name).toBe(name.trim());
  },
);
