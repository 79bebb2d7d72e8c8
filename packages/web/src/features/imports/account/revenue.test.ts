import { expect, test } from 'vitest';
import { revenueSums, signedMoney } from './revenue.ts';

const pounds = { code: 'GBP', digits: 2 };

test('what the rows come to is the customers’ and the guests’', () => {
  const { customers, guests, together } = revenueSums({
    gross_minor: 1_000_00,
    refunded_minor: 40_00,
    guest_gross_minor: 300_00,
    guest_refunded_minor: 10_00,
    net_change_minor: 960_00,
  });
  expect(customers).toEqual({ gross_minor: 700_00, refunded_minor: 30_00, net_minor: 670_00 });
  expect(guests.net_minor).toBe(290_00);
  expect(customers.net_minor + guests.net_minor).toBe(together.net_minor);
});

test('what was told before moves nothing', () => {
  const known = { gross_minor: 500, refunded_minor: 0, guest_gross_minor: 0, guest_refunded_minor: 0 };
  expect(revenueSums({ ...known, net_change_minor: 0 }).alreadyMinor).toBe(500);
  expect(revenueSums({ ...known, net_change_minor: 500 }).alreadyMinor).toBe(0);
});

test('a move carries its sign', () => {
  expect([120_000, -3_000, 0].map((minor) => signedMoney(minor, pounds, 'en-GB'))).toEqual([
    '+\u2060£1,200.00',
    '-\u2060£30.00',
    '£0.00',
  ]);
});
