import { endOfLocalDate, localDate } from '../../platform/clock.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Scope } from '../../platform/scope.ts';
import { readSettings, type Settings } from '../organizations/organizations.ts';

/** The instant a reading is of. */
export interface Moment {
  at: Date;
  /** Its local date in the organization's zone. */
  today: string;
  /** At now the facts that are kept answer; any other instant is computed from the records. */
  isNow: boolean;
}

/** How every reading begins. @throws Refusal `in_the_future` */
export async function begin(scope: Scope, asOf: string | undefined): Promise<{ settings: Settings; moment: Moment }> {
  const settings = await readSettings(scope);
  return { settings, moment: readMoment(scope, settings, asOf) };
}

/** What every answer says about itself. */
export function stamp(settings: Settings, moment: Moment) {
  return { currency: settings.currency, as_of: moment.at.toISOString(), today: moment.today };
}

/**
 * @param asOf a local date (its last instant), an instant, or nothing: now
 * @throws Refusal `in_the_future`
 */
export function readMoment(scope: Scope, settings: Settings, asOf: string | undefined): Moment {
  const now = { at: scope.now, today: localDate(scope.now, settings.timeZone), isNow: true };
  if (asOf === undefined || asOf === now.today) return now;
  const at = asOf.includes('T') ? new Date(asOf) : endOfLocalDate(asOf, settings.timeZone);
  if (at > scope.now)
    throw new Refusal('in_the_future', 'A reading can be had of now and of the past', { where: 'as_of' });
  return { at, today: localDate(at, settings.timeZone), isNow: false };
}

/** The moment this many days before, at the same local time of day. */
export function daysBefore(moment: Moment, days: number, timeZone: string): Moment {
  const at = zonedAt(moment, timeZone).subtract({ days });
  return { at: new Date(at.epochMilliseconds), today: at.toPlainDate().toString(), isNow: false };
}

/** The calendar month of the moment, and the equal stretch of the month before. */
export function monthsOf(moment: Moment, timeZone: string) {
  const at = zonedAt(moment, timeZone);
  const before = at.subtract({ months: 1 });
  return {
    month_on: at.toPlainDate().with({ day: 1 }).toString(),
    previous_month_on: before.toPlainDate().with({ day: 1 }).toString(),
    previous_month_at: new Date(before.epochMilliseconds),
  };
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}

/** The first instant of a local date. */
export function startOfLocalDate(date: string, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds);
}

function zonedAt(moment: Moment, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment.at.getTime()).toZonedDateTimeISO(timeZone);
}
