import { expect, test } from 'vitest';
import { changesByKind, changesNothing } from './changes.ts';

const none = { created: 0, changed: 0, unchanged: 0 };
const empty = {
  orders: none,
  refunds: none,
  quotes: none,
  appointments: none,
  customers: none,
  products: none,
  locations: none,
};

test('only the kinds that the file speaks of are told, each with its sum', () => {
  const account = { ...empty, orders: { created: 5, changed: 2, unchanged: 1 }, locations: { ...none, unchanged: 1 } };
  expect(changesByKind(account).map(({ kind, together }) => [kind, together])).toEqual([
    ['orders', 8],
    ['locations', 1],
  ]);
});

test('the same file once more changes nothing', () => {
  expect(changesNothing({ ...empty, orders: { ...none, unchanged: 18_532 } })).toBe(true);
  expect(changesNothing({ ...empty, customers: { ...none, changed: 1 } })).toBe(false);
});
