import type { Overview } from '@regulars/contract/metrics.ts';
import { addDays, daysBetween } from './moment.ts';

export interface RevenueDay {
  day_on: string;
  order_count: number;
  guest_order_count: number;
  gross_minor: number;
  refunded_minor: number;
  guests_gross_minor: number;
  guests_refunded_minor: number;
  guests_net_minor: number;
}

/** (now − before) ÷ before, as a fraction; null when before is 0. */
export function growth(now: number, before: number): number | null {
  return before === 0 ? null : (now - before) / before;
}

export function sumOf<Row>(rows: readonly Row[], value: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + value(row), 0);
}

type Trend = Overview['revenue_trend'];

/**
 * Revenue over the period: by day up to 92 days, by week (from Monday) up to 730, else by month. Beside each point stands
 * what the same days of the stretch before came to.
 */
export function revenueTrend(
  days: readonly RevenueDay[],
  before: readonly RevenueDay[],
  fromOn: string,
  today: string,
): Trend {
  const length = daysBetween(fromOn, today) + 1;
  const grain = length <= 92 ? 'day' : length <= 730 ? 'week' : 'month';
  const startOf = (day: string) => laterOf(startOfStretch(day, grain), fromOn);
  const points = new Map<string, Trend['points'][number]>();
  for (let day = fromOn; day <= today; day = addDays(day, 1)) {
    const on = startOf(day);
    if (!points.has(on)) {
      points.set(on, { on, customers_net_minor: 0, guests_net_minor: 0, order_count: 0, previous_net_minor: 0 });
    }
  }
  for (const day of days) {
    const point = points.get(startOf(day.day_on));
    if (!point) continue;
    point.customers_net_minor += day.gross_minor - day.refunded_minor - day.guests_net_minor;
    point.guests_net_minor += day.guests_net_minor;
    point.order_count += day.order_count;
  }
  for (const day of before) {
    const point = points.get(startOf(addDays(day.day_on, length)));
    if (point) point.previous_net_minor += day.gross_minor - day.refunded_minor;
  }
  return { grain, points: [...points.values()] };
}

function startOfStretch(day: string, grain: Trend['grain']): string {
  const date = Temporal.PlainDate.from(day);
  if (grain === 'day') return day;
  if (grain === 'month') return date.with({ day: 1 }).toString();
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

const laterOf = (a: string, b: string) => (a > b ? a : b);
