import type { CohortPeriod } from '@regulars/contract/forecasts.ts';
import { day, shortMonth } from '../../../format/dates.ts';

export const periodNames: Record<CohortPeriod, { one: string }> = {
  week: { one: 'Week' },
  month: { one: 'Month' },
  quarter: { one: 'Quarter' },
};

/** Aug 2026; Q3 2026; the week from 24 Aug 2026. */
export function cohortName(from: string, period: CohortPeriod): string {
  if (period === 'month') return shortMonth(from);
  if (period === 'week') return day(from);
  const [year = '', month = '01'] = from.split('-');
  return `Q${Math.ceil(Number(month) / 3)} ${year}`;
}
