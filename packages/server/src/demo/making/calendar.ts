import { elementAt, type Random } from './random.ts';

/** One local date of the shop. */
export type Day = {
  index: number;
  /** YYYY-MM-DD. */
  date: string;
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  month: number;
  day_of_month: number;
  starts_at_ms: number;
  length_ms: number;
};

/** The shop's dates: a year before anything was recorded, the two years told, which end today, and the weeks ahead. */
export type Calendar = {
  days: readonly Day[];
  /** Index of the first day that is told of. What people did before shapes what they do after. */
  first: number;
  /** Index of today. */
  today: number;
  /** What is known: nothing has happened after this instant, the beginning of the current hour. */
  known_until_ms: number;
};

export const minute_ms = 60_000;
export const hour_ms = 60 * minute_ms;
export const day_ms = 24 * hour_ms;

const years_before = 1;
const years_told = 2;
const days_ahead = 60;

export function calendarOf({ now, time_zone }: { now: Date; time_zone: string }): Calendar {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(time_zone);
  const today = here.toPlainDate();
  const last = today.add({ days: days_ahead });
  const days: Day[] = [];
  const first_told = today.subtract({ years: years_told });
  let date = today.subtract({ years: years_told + years_before });
  let starts_at_ms = date.toZonedDateTime(time_zone).epochMilliseconds;
  while (Temporal.PlainDate.compare(date, last) <= 0) {
    const next = date.add({ days: 1 });
    const ends_at_ms = next.toZonedDateTime(time_zone).epochMilliseconds;
    days.push({
      index: days.length,
      date: date.toString(),
      weekday: date.dayOfWeek,
      month: date.month,
      day_of_month: date.day,
      starts_at_ms,
      length_ms: ends_at_ms - starts_at_ms,
    });
    date = next;
    starts_at_ms = ends_at_ms;
  }
  const known = here.round({ smallestUnit: 'hour', roundingMode: 'floor' });
  return {
    days,
    first: days.findIndex((day) => day.date === first_told.toString()),
    today: days.length - 1 - days_ahead,
    known_until_ms: known.epochMilliseconds,
  };
}

/** The instant of a wall-clock time. On a day of 23 or 25 hours the afternoon is counted back from its end. */
export function wallClock(calendar: Calendar, index: number, minute_of_day: number): number {
  const day = elementAt(calendar.days, index);
  const shift_ms = minute_of_day < 180 ? 0 : day.length_ms - day_ms;
  return day.starts_at_ms + shift_ms + Math.round(minute_of_day * minute_ms);
}

/** How busy each day is, relative to the others: weekdays, seasons, growth; 0 closed. */
export type Rhythm = {
  /** A day out of those up to `last`, busy days more often. */
  day(random: Random, last: number): number;
  /** The day that lies so many *average* days later: a busy season brings people back sooner. Past the end: none. */
  later(day: number, average_days: number, random: Random): number | undefined;
};

export function rhythmOf(calendar: Calendar, busyness: (day: Day) => number): Rhythm {
  const { days, today } = calendar;
  const before = new Float64Array(days.length + 1);
  for (const day of days) before[day.index + 1] = elementAt(before, day.index) + busyness(day);
  const average = elementAt(before, today + 1) / (today + 1);

  /** The last day that begins at or below the amount. */
  function dayHolding(amount: number): number {
    let low = 0;
    let high = days.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (elementAt(before, middle) <= amount) low = middle;
      else high = middle;
    }
    return low;
  }

  return {
    day: (random, last) => dayHolding(random.next() * elementAt(before, last + 1)),
    later(day, average_days, random) {
      const from = elementAt(before, day);
      const within = random.next() * (elementAt(before, day + 1) - from);
      const amount = from + within + average_days * average;
      return amount < elementAt(before, days.length) ? dayHolding(amount) : undefined;
    },
  };
}

/** A time of day in minutes, each hour as often as its weight among the 24 says. */
export function minuteOfDay(random: Random, hours: readonly number[]): number {
  const hour = random.weighted(every_hour, (number) => hours[number] ?? 0);
  return hour * 60 + random.int(0, 59) + random.int(0, 59) / 60;
}

const every_hour = Array.from({ length: 24 }, (_, hour) => hour);

/** RFC 3339, as the documents carry it. */
export const iso = (instant_ms: number) => new Date(instant_ms).toISOString();

/** The instant as text, unless it is not known yet. */
export const isoIfKnown = (calendar: Calendar, instant_ms: number | undefined) =>
  instant_ms !== undefined && instant_ms <= calendar.known_until_ms ? iso(instant_ms) : undefined;
