/** A date and a time of day as a clock on the wall shows them, in ms since 1970 as if it were UTC. */
type WallTime = number;

const day_ms = 86_400_000;
/** Three hundred years of dates; a file that names more zones and dates than this is slower, not larger. */
const most_days = 120_000;

let kept = 0;
let lastZone = '';
let lastDays = new Map<number, number | null>();
const zones = new Map<string, typeof lastDays>();

/**
 * The instant at which the clocks of a zone show this. An hour that is left out in spring is read as the clock that was not yet
 * put forward, one that comes twice in autumn is the first: as Temporal's `compatible`. Temporal takes 10 µs for each; on most
 * days the zone has one offset, which is asked for once.
 */
export function instantOf(wall: WallTime, timeZone: string): number {
  const day = Math.floor(wall / day_ms);
  const days = timeZone === lastZone ? lastDays : daysOf(timeZone);
  let offset_ms = days.get(day);
  if (offset_ms === undefined) {
    offset_ms = offsetOfWholeDay(day, timeZone);
    days.set(day, offset_ms);
    kept += 1;
  }
  if (offset_ms !== null) return wall - offset_ms;
  const clock = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC').toPlainDateTime();
  return clock.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
}

function daysOf(timeZone: string): typeof lastDays {
  if (kept > most_days) {
    zones.clear();
    kept = 0;
  }
  const days = zones.get(timeZone) ?? new Map();
  zones.set(timeZone, days);
  lastZone = timeZone;
  lastDays = days;
  return days;
}

/** Null on a day on which the clocks are changed, also at its very beginning, and on one that the zone left out. */
function offsetOfWholeDay(day: number, timeZone: string): number | null {
  const date = Temporal.Instant.fromEpochMilliseconds(day * day_ms)
    .toZonedDateTimeISO('UTC')
    .toPlainDate();
  const start = date.toZonedDateTime(timeZone);
  const end = date.add({ days: 1 }).toZonedDateTime(timeZone);
  const offset_ms = start.offsetNanoseconds / 1e6;
  const isWhole = start.epochMilliseconds + offset_ms === day * day_ms && end.offsetNanoseconds / 1e6 === offset_ms;
  return isWhole && end.epochMilliseconds - start.epochMilliseconds === day_ms ? offset_ms : null;
}
