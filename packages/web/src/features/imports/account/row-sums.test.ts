import { expect, test } from 'vitest';
import { inOrder, rowSums } from './row-sums.ts';

const reason = (name: string, rows: number, is_mistake: boolean) => ({
  reason: name,
  meaning: name,
  is_mistake,
  rows,
  examples: [],
});

const not_taken = [reason('zero_price', 2_500, false), reason('not_a_date', 3, true), reason('nobody', 40, true)];

test('rows read are rows taken and rows not taken, each of those with its reason', () => {
  expect(rowSums({ rows_read: 10_000, rows_taken: 7_457, rows_not_taken: 2_543, not_taken })).toEqual({
    read: 10_000,
    taken: 7_457,
    notTaken: 2_543,
    noRecord: 2_500,
    mistakes: 43,
    unexplained: 0,
    addsUp: true,
  });
});

test('an account that does not add up says so', () => {
  const short = rowSums({ rows_read: 10_000, rows_taken: 7_457, rows_not_taken: 2_543, not_taken: not_taken.slice(1) });
  expect(short).toMatchObject({ unexplained: 2_500, addsUp: false });
  expect(
    rowSums({ rows_read: 9, rows_taken: 7, rows_not_taken: 1, not_taken: [reason('nobody', 1, true)] }).addsUp,
  ).toBe(false);
});

test('what somebody may want to mend comes first, the most frequent on top', () => {
  expect(inOrder(not_taken).map(({ reason: name }) => name)).toEqual(['nobody', 'not_a_date', 'zero_price']);
});
