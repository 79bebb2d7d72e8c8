import { longest_quiet_days } from '@regulars/contract/organizations.ts';
import { localDate } from '../../platform/clock.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Settings } from '../organizations/organizations.ts';
import { dayOf } from './days.ts';
import * as queries from './queries.ts';

/** The day the future is told from: today, or where the records ended long ago the day of the last order. */
export async function tellingDay(scope: Scope, { timeZone }: Settings): Promise<string> {
  const today = localDate(scope.now, timeZone);
  const last = await queries.lastOrderOn(scope, today);
  return last !== null && dayOf(today) - dayOf(last) > longest_quiet_days ? last : today;
}
