/** The last time that a forecast was made, or tried. */
export interface LastForecast {
  attemptedAt: Date;
  /** Null: it was never made. */
  made: { toldOn: string; horizonDays: number; orderCount: number; duration_ms: number } | null;
}

const least_pause_ms = 5 * 60_000;

/** Of all time, so much may go into forecasts of one organization. */
const most_of_time = 0.05;

/** Orders have changed enough for a new one when so many came or went: one in a hundred. */
const changed_enough = 0.01;

/** Another day to tell from, another horizon, or orders enough that came or went. Not at once after the last one, nor after one that failed. */
export function isDue(
  last: LastForecast | null,
  now: { at: Date; toldOn: string; horizonDays: number; orderCount: number },
): boolean {
  if (!last) return true;
  const { made, attemptedAt } = last;
  const pause_ms = Math.max(least_pause_ms, (made?.duration_ms ?? 0) / most_of_time);
  if (now.at.getTime() - attemptedAt.getTime() < pause_ms) return false;
  if (!made || made.toldOn !== now.toldOn || made.horizonDays !== now.horizonDays) return true;
  return Math.abs(now.orderCount - made.orderCount) > changed_enough * made.orderCount;
}
