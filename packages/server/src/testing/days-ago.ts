import { localDate } from '../platform/clock.ts';

/** The calendar date so many days ago, as somebody in London counts them. */
export function daysAgo(days: number): string {
  const today = localDate(new Date(), 'Europe/London');
  return Temporal.PlainDate.from(today).subtract({ days }).toString();
}

/** Noon of it: the same day there in winter and in summer, at whatever hour the test runs. */
export function noonDaysAgo(days: number): string {
  return `${daysAgo(days)}T12:00:00Z`;
}
