import type { Overview } from '@regulars/contract/metrics.ts';
import { day, dayOfYear, month, shortMonth } from '../../../../format/dates.ts';

type Grain = Overview['revenue_trend']['grain'];

/** A stretch under the axis, where there is little room. */
export function axisLabel(on: string, grain: Grain): string {
  return grain === 'month' ? shortMonth(on) : dayOfYear(on);
}

/** The same in full: 9 Dec 2011; Week from 5 Dec 2011; December 2011. */
export function fullLabel(on: string, grain: Grain): string {
  if (grain === 'month') return month(on);
  return grain === 'week' ? `Week from ${day(on)}` : day(on);
}
