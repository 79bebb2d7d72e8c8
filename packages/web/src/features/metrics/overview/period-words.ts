import { day, daysBetween, type LocalDate } from '../../../format/dates.ts';

/** The longest period that the overview takes: five years. */
const longestDays = 1830;

/** How many days "all time" is: from the first order to the day of the figures, as far as the overview goes back. */
export function overviewDays(firstOrderOn: LocalDate | null, on: LocalDate): number {
  if (firstOrderOn === null) return 1;
  return Math.min(Math.max(daysBetween(firstOrderOn, on) + 1, 1), longestDays);
}

export interface PeriodWords {
  ago: string;
  before: string;
  within: string;
  over: string;
}

/** How a period reads in a sentence; `since` when it reaches back to the first order. */
export function periodWords(days: number, since?: LocalDate): PeriodWords {
  if (since !== undefined && days < longestDays) {
    const from = `since ${day(since)}`;
    return { ago: 'before the first order', before: 'the time before the first order', within: from, over: from };
  }
  if (days === 365)
    return { ago: 'a year ago', before: 'the year before', within: 'in the last year', over: 'in a year' };
  const length = days === longestDays ? '5 years' : `${days} days`;
  return {
    ago: `${length} ago`,
    before: `the ${length} before`,
    within: `in the last ${length}`,
    over: `in ${length}`,
  };
}
