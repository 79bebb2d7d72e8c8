import { expect, test } from 'vitest';
import { monthsOf, stretchesOf } from './month-columns.ts';

const month = (on: string, net_minor: number) => ({
  month: on,
  order_count: 1,
  gross_minor: net_minor,
  refunded_minor: 0,
  net_minor,
});
const months = [month('2023-05-01', 100), month('2025-06-01', 200), month('2025-07-01', 300), month('2026-06-01', 400)];

test('twelve months end with today’s, and those without an order are in them', () => {
  const shown = monthsOf(months, 'last', '2026-06-15');
  expect(shown.map(({ month }) => month)).toEqual([
    '2025-07-01',
    '2025-08-01',
    '2025-09-01',
    '2025-10-01',
    '2025-11-01',
    '2025-12-01',
    '2026-01-01',
    '2026-02-01',
    '2026-03-01',
    '2026-04-01',
    '2026-05-01',
    '2026-06-01',
  ]);
  expect(shown.map(({ net_minor }) => net_minor)).toEqual([300, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 400]);
});

test('a year is its calendar months', () => {
  const shown = monthsOf(months, 2023, '2026-06-15');
  expect([shown[0]?.month, shown[11]?.month, shown[4]?.net_minor]).toEqual(['2023-01-01', '2023-12-01', 100]);
});

test('only years with something in them are offered, the newest first', () => {
  expect(stretchesOf(months, '2026-06-15')).toEqual(['last', 2025, 2023]);
  expect(stretchesOf([], '2026-06-15')).toEqual(['last']);
});
