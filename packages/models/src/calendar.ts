/** Days as numbers, counted from 1970-01-01, and the periods of the calendar they fall into, counted from that day's. */
export type CalendarPeriod = 'week' | 'month' | 'quarter';

/** The week (from Monday), month or quarter a day lies in, as a number: those that follow each other differ by 1. */
export function periodOf(day: number, period: CalendarPeriod): number {
  if (period === 'week') return Math.floor((day + 3) / 7);
  const { year, month } = civil(day);
  const months = (year - 1970) * 12 + month - 1;
  return period === 'month' ? months : Math.floor(months / 3);
}

/** The first day of a period. */
export function firstDayOf(number: number, period: CalendarPeriod): number {
  if (period === 'week') return number * 7 - 3;
  const months = period === 'month' ? number : number * 3;
  return Math.round(Date.UTC(1970, months, 1) / 86_400_000);
}

function civil(day: number): { year: number; month: number } {
  const date = new Date(day * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 };
}
