import type { Reason } from '../reasons.ts';
import { type CalendarDate, type Clock, type DateOrder, exists, type Moment, readDate } from './dates.ts';
import { isFigures, momentOfFigures } from './figures.ts';
import { splitTime } from './times.ts';
import { zoneNamed } from './zone-names.ts';
import { instantOf } from './zone-offsets.ts';

/** What most files have, found without taking it apart. */
const iso =
  /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?: ?(Z|UTC|([+-])(\d\d):?([0-5]\d)))?)?$/;
const longest = 80;
const most_offset_minutes = 14 * 60;

/**
 * A date and time in any of the ways that shops' programs write them: ISO 8601, figures in the given order, names of months in
 * seven languages, 12 and 24 hours, Excel's and Unix's numbers. Without an order only what can be read in one way is read.
 */
export function readMoment(text: string, order: DateOrder | null): Moment | Reason {
  const plain = iso.exec(text);
  if (plain) return check(momentOfParts(plain));
  const trimmed = text.trim();
  if (trimmed.length > longest) return 'not_a_date';
  if (isFigures(trimmed)) return check(momentOfFigures(trimmed));
  const spaced = trimmed.replace(/\s+/gu, ' ');
  const time = splitTime(spaced);
  if (time === 'wrong') return 'not_a_date';
  const date = readDate(time?.before ?? spaced, order);
  return check(date && { ...date, ...(time?.clock ?? midnight), has_time: time !== null });
}

const midnight: Clock = { hour: 0, minute: 0, second: 0, ms: 0, offset_minutes: null };

function momentOfParts(parts: RegExpExecArray): Moment {
  const [, year, month, day, hour, minute, second = '0', fraction, zone, sign, hours, minutes] = parts;
  const distance = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second),
    ms: fraction ? Number(fraction.slice(0, 3).padEnd(3, '0')) : 0,
    offset_minutes: zone === undefined ? null : sign === '-' && distance !== 0 ? -distance : distance,
    has_time: hour !== undefined,
  };
}

function check(moment: Moment | null): Moment | Reason {
  if (!moment || !exists(moment)) return 'not_a_date';
  const { hour, minute, second, offset_minutes } = moment;
  if (!(hour < 24 && minute < 60 && second < 60 && Math.abs(offset_minutes ?? 0) <= most_offset_minutes)) {
    return 'not_a_date';
  }
  return moment.year < 1900 || moment.year >= 2200 ? 'date_out_of_range' : moment;
}

/**
 * The instant in ms since 1970; a moment without an offset of its own is of `timeZone`, an IANA name.
 * @throws RangeError for an unknown zone
 */
export function toEpoch(moment: Moment, timeZone: string): number {
  const { year, month, day, hour, minute, second, ms, offset_minutes } = moment;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  return offset_minutes === null ? instantOf(wall, timeZone) : wall - offset_minutes * 60_000;
}

/** The calendar date, `YYYY-MM-DD`. */
export function toDate({ year, month, day }: CalendarDate): string {
  return `${year}-${two(month)}-${two(day)}`;
}

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/** An IANA zone. A bare offset is none: PostgreSQL would take its sign the other way round. */
export function isTimeZone(text: string): boolean {
  return ianaZone(text) !== null;
}

/** The IANA zone that a file names, by its own name or as Square, Windows and people call it. Null where it is not known. */
export function zoneByName(text: string): string | null {
  // Windows' lists show `(UTC-05:00) Eastern Time (US & Canada)`.
  const name = text.trim().replace(/^\((?:GMT|UTC)(?:[+\-\u2212]\d{1,2}:?\d{2})?\)\s*(?=\S)/i, '');
  return zoneNamed(name) ?? ianaZone(name);
}

function ianaZone(text: string): string | null {
  if (!/^[A-Za-z][\w+/-]{1,63}$/.test(text)) return null;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
