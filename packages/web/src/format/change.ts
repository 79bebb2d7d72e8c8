import { locale } from './locale.ts';
import { percent } from './numbers.ts';

export interface ChangeText {
  direction: 'up' | 'down' | 'same' | 'none';
  /** 12.4%, no change, n/a. */
  short: string;
  /** The same as a sentence, for those who do not see the arrow. */
  spoken: string;
}

/** How a change reads. `null` is not zero: there was nothing to compare with, and `reason` says so. */
export function changeText(change: number | null, reason: string, language = locale): ChangeText {
  if (change === null) return { direction: 'none', short: 'n/a', spoken: `Not available: ${reason}` };
  const short = percentOfChange(Math.abs(change), language);
  if (short === percentOfChange(0, language)) return { direction: 'same', short: 'no change', spoken: 'No change' };
  return change > 0
    ? { direction: 'up', short, spoken: `Up ${short}` }
    : { direction: 'down', short, spoken: `Down ${short}` };
}

/** From ten-fold on a decimal is noise: 1,240% rather than 1,240.3%. */
function percentOfChange(fraction: number, language: string): string {
  return percent(fraction >= 10 ? Math.round(fraction * 100) / 100 : fraction, language);
}
