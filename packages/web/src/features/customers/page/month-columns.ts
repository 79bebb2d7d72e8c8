import type { CustomerDetail } from '@regulars/contract/customers.ts';

type Month = CustomerDetail['months'][number];

/** A year of them, or the twelve months until today. */
export type Stretch = 'last' | number;

/** The stretches there is something to see in: the last twelve months, then each year before, the newest first. */
export function stretchesOf(months: readonly Month[], today: string): Stretch[] {
  const firstShown = monthsUntil(today)[0] ?? today;
  const years = months.filter(({ month }) => month < firstShown).map(({ month }) => Number(month.slice(0, 4)));
  return ['last', ...[...new Set(years)].sort((a, b) => b - a)];
}

/** Every month of a stretch, also those in which nothing happened. */
export function monthsOf(months: readonly Month[], stretch: Stretch, today: string): Month[] {
  const known = new Map(months.map((each) => [each.month, each]));
  const all = stretch === 'last' ? monthsUntil(today) : monthsUntil(`${stretch}-12-01`);
  return all.map(
    (month) => known.get(month) ?? { month, order_count: 0, gross_minor: 0, refunded_minor: 0, net_minor: 0 },
  );
}

/** The first days of the twelve months that end with the one of this day. */
function monthsUntil(day: string): string[] {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return Array.from({ length: 12 }, (_, nth) =>
    new Date(Date.UTC(year, month - 12 + nth, 1)).toISOString().slice(0, 10),
  );
}
