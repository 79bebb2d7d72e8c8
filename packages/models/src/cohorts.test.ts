import { expect, test } from 'vitest';
import { firstDayOf, periodOf } from './calendar.ts';
import { cohortsOf, cohortsTogether } from './cohorts.ts';
import { purchaseDaysOf } from './purchase-days.ts';

const day = (date: string): number => Date.parse(date) / 86_400_000;
const date = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);

function shop(...rows: (readonly [customer: number, date: string, amount: number])[]) {
  return purchaseDaysOf({
    customer: Int32Array.from(rows, ([customer]) => customer),
    day: Int32Array.from(rows, ([, on]) => day(on)),
    amount: Float64Array.from(rows, ([, , amount]) => amount),
  });
}

test('weeks begin on Mondays, months and quarters on their first day', () => {
  expect(date(firstDayOf(periodOf(day('2026-11-26'), 'week'), 'week'))).toBe('2026-11-23');
  expect(date(firstDayOf(periodOf(day('2026-11-23'), 'week'), 'week'))).toBe('2026-11-23');
  expect(date(firstDayOf(periodOf(day('2024-02-29'), 'month'), 'month'))).toBe('2024-02-01');
  expect(date(firstDayOf(periodOf(day('2026-11-26'), 'quarter'), 'quarter'))).toBe('2026-10-01');
  expect(date(firstDayOf(periodOf(day('1969-12-31'), 'month'), 'month'))).toBe('1969-12-01');
});

test('Ann and Bob begin in January, Cleo in February; March is not over', () => {
  const days = shop(
    [0, '2026-01-05', 10],
    [0, '2026-01-20', 5],
    [0, '2026-03-02', 20],
    [1, '2026-01-31', 40],
    [1, '2026-02-01', 8],
    [2, '2026-02-10', 100],
    [2, '2026-04-01', 1],
  );
  const [january, february, ...others] = cohortsOf(days, 'month', day('2026-03-15'));
  expect(others).toEqual([]);
  expect(january).toMatchObject({ from: day('2026-01-01'), customers: 2, isComplete: true });
  expect(january?.cells).toEqual([
    { customers: 2, retention: 1, revenue: 55, revenuePerCustomer: 27.5, isComplete: true },
    { customers: 1, retention: 0.5, revenue: 8, revenuePerCustomer: 31.5, isComplete: true },
    { customers: 1, retention: 0.5, revenue: 20, revenuePerCustomer: 41.5, isComplete: false },
  ]);
  expect(february).toMatchObject({ customers: 1, isComplete: true });
  expect(february?.cells.map(({ revenue, isComplete }) => [revenue, isComplete])).toEqual([
    [100, true],
    [0, false],
  ]);
});

test('a period is over with its last day', () => {
  const days = shop([0, '2026-01-05', 10]);
  const isOver = (until: string) => cohortsOf(days, 'month', day(until))[0]?.isComplete;
  expect([isOver('2026-01-30'), isOver('2026-01-31')]).toEqual([false, true]);
});

test('the cohorts of two parts of a shop, put together, are those of the whole', () => {
  const rows: [customer: number, date: string, amount: number][] = [
    [0, '2026-01-05', 10],
    [0, '2026-03-20', 5],
    [1, '2026-02-10', 40],
    [1, '2026-04-01', 8],
    [2, '2026-01-10', 100],
  ];
  const part = (...customers: number[]) =>
    shop(
      ...rows
        .filter(([who]) => customers.includes(who))
        .map(([who, on, amount]) => [customers.indexOf(who), on, amount] as const),
    );
  const until = day('2026-04-15');
  for (const period of ['week', 'month', 'quarter'] as const) {
    const parts = [part(0), part(1, 2)].map((days) => cohortsOf(days, period, until));
    expect(cohortsTogether(parts)).toEqual(cohortsOf(shop(...rows), period, until));
  }
  expect(cohortsTogether([])).toEqual([]);
});
