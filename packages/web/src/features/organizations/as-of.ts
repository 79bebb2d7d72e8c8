import { longest_quiet_days } from '@regulars/contract/organizations.ts';
import { daysBetween, type LocalDate } from '../../format/dates.ts';

export interface AsOf {
  /** The day to ask the API for; undefined is now. */
  on: LocalDate | undefined;
  /** Why that day: the reader chose it, or the records end there. */
  because: 'now' | 'chosen' | 'last_order';
}

/**
 * The day the figures are of: the one in the URL, else today, unless the last order is so old that today has nothing to
 * tell; then the day of that order. `today` in the URL means today nevertheless.
 */
export function chooseAsOf(given: {
  asked: string | undefined;
  lastOrderOn: LocalDate | null;
  today: LocalDate;
}): AsOf {
  const { asked, lastOrderOn, today } = given;
  if (asked === 'today' || asked === today) return { on: undefined, because: 'now' };
  if (asked !== undefined) return { on: asked, because: 'chosen' };
  if (endedLongAgo(lastOrderOn, today)) return { on: lastOrderOn, because: 'last_order' };
  return { on: undefined, because: 'now' };
}

/** Whether the records end so long ago that today has little to tell. */
export function endedLongAgo(lastOrderOn: LocalDate | null, today: LocalDate): lastOrderOn is LocalDate {
  return lastOrderOn !== null && daysBetween(lastOrderOn, today) > longest_quiet_days;
}
