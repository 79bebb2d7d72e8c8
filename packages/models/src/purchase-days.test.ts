import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Histories } from './histories.ts';
import { type NonPositivePolicy, purchaseDaysOf, purchaseDaysTogether } from './purchase-days.ts';
import { purchasesAfter, summarizePurchases } from './purchase-summary.ts';
import { tally } from './tally.ts';

type Row = readonly [customer: number, day: number, amount: number];

const columnsOf = (rows: readonly Row[]) => ({
  customer: Int32Array.from(rows, ([customer]) => customer),
  day: Int32Array.from(rows, ([, day]) => day),
  amount: Float64Array.from(rows, ([, , amount]) => amount),
});

/** The same in a plain way. */
function plainly(rows: readonly Row[], policy: NonPositivePolicy): [day: number, amount: number][][] {
  const customers = Math.max(-1, ...rows.map(([customer]) => customer)) + 1;
  return Array.from({ length: customers }, (_, who) => {
    const days = new Map<number, number>();
    for (const [customer, day, amount] of rows) {
      if (customer !== who || (policy === 'exclude' && amount <= 0)) continue;
      days.set(day, (days.get(day) ?? 0) + amount);
    }
    return [...days].filter(([, sum]) => policy !== 'net_same_day' || sum > 0).sort(([one], [other]) => one - other);
  });
}

test('each customer has each day once, in order, whatever the order of the rows', () => {
  const rows = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: -5, max: 90 }), fc.integer({ min: -3, max: 9 })),
    { maxLength: 400 },
  );
  fc.assert(
    fc.property(rows, fc.constantFrom<NonPositivePolicy>('exclude', 'net_same_day', 'keep'), (told, policy) => {
      const { from, day, amount, leftOut } = purchaseDaysOf(columnsOf(told), policy);
      const found = Array.from(from.subarray(0, -1), (begin, who) =>
        Array.from(day.subarray(begin, from[who + 1]), (at, nth) => [at, amount[begin + nth]]),
      );
      expect(found).toEqual(plainly(told, policy));
      if (policy === 'keep') expect(leftOut).toBe(0);
      if (policy === 'exclude') expect(leftOut).toBe(told.filter(([, , sum]) => sum <= 0).length);
    }),
  );
});

test('many customers and days however far apart are kept apart too', () => {
  const rows = fc.array(
    fc.tuple(
      fc.constantFrom(0, 1, 2_047, 4_095, 4_096, 5_000),
      fc.constantFrom(-(2 ** 31), -20_000, -1, 0, 1, 2 ** 20, 2 ** 31 - 1),
      fc.integer({ min: 1, max: 9 }),
    ),
    { minLength: 1, maxLength: 40 },
  );
  fc.assert(
    fc.property(rows, (told) => {
      const { from, day, amount } = purchaseDaysOf(columnsOf(told));
      const expected = plainly(told, 'exclude');
      const counts = expected.map((days) => days.length);
      expect(from.subarray(1).map((end, who) => end - (from[who] ?? 0))).toEqual(Int32Array.from(counts));
      expect(Array.from(day, (on, nth) => [on, amount[nth]])).toEqual(expected.flat());
    }),
    { numRuns: 20 },
  );
});

test('what cannot be a purchase is refused by its row', () => {
  expect(() =>
    purchaseDaysOf(
      columnsOf([
        [0, 1, 5],
        [-1, 1, 5],
      ]),
    ),
  ).toThrow('Row 1: customer is -1');
  expect(() => purchaseDaysOf(columnsOf([[0, 1, Number.NaN]]))).toThrow('Row 0: amount is NaN');
});

test('the summary of a day knows nothing of the days after it, which are told apart', () => {
  const days = purchaseDaysOf(
    columnsOf([
      [0, 0, 10],
      [0, 14, 20],
      [0, 14, 5],
      [0, 28, 7],
      [1, 40, 1],
      [2, 7, 3],
    ]),
  );
  const summary = summarizePurchases(days, { until: 21, unitDays: 7 });
  expect([...summary.customer]).toEqual([0, 2]);
  expect([[...summary.x], [...summary.t_x], [...summary.T], [...summary.m]]).toEqual([
    [1, 0],
    [2, 0],
    [3, 2],
    [25, 0],
  ]);
  const after = purchasesAfter(days, summary, 35);
  expect([[...after.purchases], [...after.spent]]).toEqual([
    [1, 0],
    [7, 0],
  ]);
});

test('who are alike stand in one row, and each finds theirs', () => {
  const histories = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 4, max: 6 })),
    { maxLength: 80 },
  );
  fc.assert(
    fc.property(histories, (told) => {
      const each = {
        x: Float64Array.from(told, ([x]) => x),
        t_x: Float64Array.from(told, ([x, t_x]) => (x === 0 ? 0 : t_x / 7)),
        T: Float64Array.from(told, ([, , T]) => T / 7),
        count: Float64Array.from(told, (_, nth) => 1 + (nth % 3)),
      };
      const rows = tally(each);
      const key = (of: Histories, row: number) => [of.x[row], of.T[row], of.t_x[row]].join(' ');
      expect(new Set(Array.from(rows.x, (_, row) => key(rows, row))).size).toBe(rows.x.length);
      told.forEach((_, row) => {
        expect(key(rows, rows.rowOf[row] ?? -1)).toBe(key(each, row));
      });
      const total = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0);
      expect(total(rows.count)).toBe(total(each.count));
    }),
  );
});

test('the purchase days of two parts of a shop, put together, are those of the whole', () => {
  const days = (customer: number[], day: number[]) =>
    purchaseDaysOf({
      customer: Int32Array.from(customer),
      day: Int32Array.from(day),
      amount: Float64Array.from(day, (at) => at / 2),
    });
  const whole = days([0, 0, 1, 2, 2], [3, 9, 4, 1, 6]);
  expect(purchaseDaysTogether([days([0, 0], [3, 9]), days([0, 1, 1], [4, 1, 6])])).toEqual(whole);
  expect(purchaseDaysTogether([]).from).toEqual(Int32Array.of(0));
});
