const day_ms = 86_400_000;

/** A calendar date as the models count days: from 1970-01-01. */
export const dayOf = (date: string): number => Date.parse(date) / day_ms;

/** And back. */
export const dateOf = (day: number): string => new Date(day * day_ms).toISOString().slice(0, 10);
