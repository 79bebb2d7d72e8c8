import type { Instant, LocalDate } from './world.ts';

/** The date on the organization's wall calendar at that instant. */
export const localDate = (at: Instant, time_zone: string): LocalDate =>
  Temporal.Instant.from(at).toZonedDateTimeISO(time_zone).toPlainDate().toString();

/** An age in days: the difference of the two dates; what lies ahead has age 0. */
export const ageInDays = (on: LocalDate, today: LocalDate): number =>
  Math.max(0, Temporal.PlainDate.from(on).until(Temporal.PlainDate.from(today), { largestUnit: 'day' }).days);

export const addDays = (on: LocalDate, days: number): LocalDate => Temporal.PlainDate.from(on).add({ days }).toString();

/** The `days` local dates that end today: (today − days, today]. */
export const isInWindow = (on: LocalDate, today: LocalDate, days: number): boolean =>
  on > addDays(today, -days) && on <= today;

export const firstOfMonth = (on: LocalDate): LocalDate => Temporal.PlainDate.from(on).with({ day: 1 }).toString();

/** Months of an age: days ÷ 30.4375, at least 1. */
export const monthsOf = (age_days: number): number => Math.max(1, age_days / 30.4375);

/** Before (−), at (0) or after (+). */
export const compareInstants = (a: Instant, b: Instant): number => Temporal.Instant.compare(a, b);

export const hasHappened = (at: Instant | null, as_of: Instant): boolean =>
  at !== null && compareInstants(at, as_of) <= 0;

export const earliest = (instants: Instant[]): Instant | null => [...instants].sort(compareInstants).at(0) ?? null;

export const latest = (instants: Instant[]): Instant | null => [...instants].sort(compareInstants).at(-1) ?? null;

/** In UTC to the millisecond, as `Date.prototype.toISOString` writes it, so that equal instants are equal text. */
export const utc = (at: Instant): Instant => Temporal.Instant.from(at).toString({ fractionalSecondDigits: 3 });
