import fc from 'fast-check';
import { addDays, compareInstants } from './calendar.ts';
import type { Instant, LocalDate } from './world.ts';

/** Where days go wrong: far east and far west, half-hour offsets, 23- and 25-hour days, a day that never was. */
export const nastyZones = ['Pacific/Apia', 'America/St_Johns', 'Europe/London', 'America/New_York'];

export const nastyDays: LocalDate[] = [
  '2024-02-29', // leap day
  '2024-03-01',
  '2023-12-31', // ends of months and of a year
  '2024-01-01',
  '2024-04-30',
  '2024-03-10', // clocks change in New York and St John's
  '2024-11-03',
  '2024-03-31', // clocks change in London, and a month ends
  '2024-10-27',
  '2010-11-07', // clocks change in St John's one minute after midnight, back over it
  '2011-12-29', // Apia has no 30 December 2011
  '2011-12-31',
  '2012-04-01', // clocks change in Apia, and a month begins
];

/** One below, at, and one above every threshold of DESIGN 3, and around a year. */
const edgeAges = [0, 1, 28, 29, 30, 31, 59, 60, 61, 88, 89, 90, 91, 179, 180, 181, 363, 364, 365, 366];

const minute_ms = 60_000;
const hour_ms = 60 * minute_ms;
const nearMidnight_ms = [
  0,
  -1,
  1,
  -1000,
  minute_ms,
  -minute_ms,
  hour_ms,
  -hour_ms,
  1.5 * hour_ms,
  2.5 * hour_ms,
  12 * hour_ms,
];

export type Clock = { time_zone: string; now: Instant };

/** A zone, and an instant near a midnight on one of the nasty days or some months after it. */
export const clocks: fc.Arbitrary<Clock> = fc
  .record({
    time_zone: fc.constantFrom(...nastyZones),
    day: fc.constantFrom(...nastyDays),
    later_days: fc.constantFrom(0, 0, 0, 1, 29, 30, 90, 180),
    offset_ms: fc.constantFrom(...nearMidnight_ms),
  })
  .map(({ time_zone, day, later_days, offset_ms }) => ({
    time_zone,
    now: nearMidnight(addDays(day, later_days), { time_zone, offset_ms }),
  }));

/** An instant that is not after the clock's now: at the edge of an age, on a nasty day, or anywhere in two years. */
export const pastInstants = ({ time_zone, now }: Clock): fc.Arbitrary<Instant> => {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(time_zone).toPlainDate().toString();
  const days = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...edgeAges).map((age) => addDays(today, -age)) },
    { weight: 1, arbitrary: fc.constantFrom(...nastyDays.filter((day) => day <= today), today) },
    { weight: 2, arbitrary: fc.nat(800).map((age) => addDays(today, -age)) },
  );
  return fc
    .record({
      day: days,
      offset_ms: fc.constantFrom(...nearMidnight_ms),
      written_in: fc.constantFrom('UTC', time_zone),
    })
    .map(({ day, offset_ms, written_in }) => {
      const at = nearMidnight(day, { time_zone, offset_ms });
      return written(compareInstants(at, now) > 0 ? now : at, written_in);
    });
};

/** Mostly before now; sometimes now to the millisecond, or ahead. */
export const slotStarts = (clock: Clock): fc.Arbitrary<Instant> =>
  fc.oneof(
    { weight: 2, arbitrary: pastInstants(clock) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(0, 1, hour_ms, 24 * hour_ms, 40 * 24 * hour_ms)
        .map((ahead_ms) => shifted(clock.now, ahead_ms)),
    },
  );

export const shifted = (at: Instant, by_ms: number): Instant =>
  written(Temporal.Instant.from(at).add({ milliseconds: by_ms }).toString(), 'UTC');

const nearMidnight = (day: LocalDate, { time_zone, offset_ms }: { time_zone: string; offset_ms: number }): Instant =>
  shifted(Temporal.PlainDate.from(day).toZonedDateTime(time_zone).toInstant().toString(), offset_ms);

/** The same instant with another offset: `…Z` or `…+13:00`. */
const written = (at: Instant, time_zone: string): Instant =>
  Temporal.Instant.from(at).toString({
    fractionalSecondDigits: 3,
    ...(time_zone === 'UTC' ? {} : { timeZone: time_zone }),
  });
