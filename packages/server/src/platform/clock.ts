/** Where time comes from: the machine's clock, or a test's own. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** The local calendar date of an instant in a zone, as YYYY-MM-DD. */
export function localDate(instant: Date, timeZone: string): string {
  return zoned(instant, timeZone).toPlainDate().toString();
}

/** The last microsecond of a local calendar date: the moment a reading "as of" that date is taken at. */
export function endOfLocalDate(date: string, timeZone: string): Date {
  const nextDay = Temporal.PlainDate.from(date).add({ days: 1 });
  return new Date(nextDay.toZonedDateTime(timeZone).epochMilliseconds - 1);
}

/** True for a zone name that this runtime and PostgreSQL both know as an IANA name. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(name)) return false;
  try {
    zoned(new Date(0), name);
    return true;
  } catch {
    return false;
  }
}

function zoned(instant: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}
