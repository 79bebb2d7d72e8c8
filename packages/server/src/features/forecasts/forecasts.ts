import { permissions } from '@regulars/contract/base.ts';
import type { CohortPeriod, Cohorts, Forecast, Outlook } from '@regulars/contract/forecasts.ts';
import { localDate } from '../../platform/clock.ts';
import { type Principal, type Scope, type World, withScope } from '../../platform/scope.ts';
import { inThread } from '../../platform/thread.ts';
import { inEachOrganization, readSettings } from '../organizations/organizations.ts';
import { isDue, type LastForecast } from './due.ts';
import * as queries from './queries.ts';
import { tellingDay } from './telling-day.ts';

export { calculateForecast } from './calculating.ts';

/** Tells the future anew of every organization where that is due, one after the other, each in a thread of its own. */
export async function calculateWhereDue(world: World, leaving: AbortSignal): Promise<void> {
  const module = new URL('./calculating.ts', import.meta.url).href;
  await inEachOrganization(world, permissions, async (principal) => {
    if (await isForecastDue(world, principal))
      await inThread(world, principal, { module, name: 'calculateForecast', leaving });
  });
}

async function isForecastDue(world: World, principal: Principal): Promise<boolean> {
  return await withScope(world, principal, async (scope) => {
    const settings = await readSettings(scope);
    return isDue(lastOf(await queries.lastForecast(scope)), {
      at: scope.now,
      toldOn: await tellingDay(scope, settings),
      horizonDays: settings.thresholds.churn_horizon_days,
      orderCount: await queries.countOrders(scope),
    });
  });
}

function lastOf(row: Awaited<ReturnType<typeof queries.lastForecast>>): LastForecast | null {
  if (!row) return null;
  const { attempted_at, told_on, horizon_days, order_count, duration_ms } = row;
  const isMade = told_on !== null && horizon_days !== null && order_count !== null && duration_ms !== null;
  return {
    attemptedAt: attempted_at,
    made: isMade ? { toldOn: told_on, horizonDays: horizon_days, orderCount: order_count, duration_ms } : null,
  };
}

const nothing: Outlook = { reasons: [], method: null, customers: 0, expected: [], values: [], report: null };

/** What is to be expected of the customers there are, as it was told last. */
export async function readForecast(scope: Scope): Promise<Forecast> {
  const settings = await readSettings(scope);
  const about = {
    ...stamp(scope, settings),
    calculated_at: null,
    told_on: null,
    horizon_days: settings.thresholds.churn_horizon_days,
  };
  if (scope.locations !== 'all') return { ...about, ...nothing, status: 'not_for_locations' };
  const row = await queries.readForecast(scope);
  if (!row) return { ...about, ...nothing, status: 'not_yet' };
  const { status, told_on, horizon_days, outlook } = row;
  return { ...about, ...outlook, status, calculated_at: row.calculated_at.toISOString(), told_on, horizon_days };
}

/** The newest cohorts, as they were counted last. */
export async function readCohorts(scope: Scope, { period }: { period: CohortPeriod }): Promise<Cohorts> {
  const about = { ...stamp(scope, await readSettings(scope)), period };
  const nothing = { ...about, calculated_at: null, counted_on: null, cohorts: [] };
  if (scope.locations !== 'all') return { ...nothing, status: 'not_for_locations' };
  const row = await queries.readCohorts(scope, period);
  if (!row) return { ...nothing, status: 'not_yet' };
  const { calculated_at, told_on, cohorts } = row;
  return { ...about, status: 'ok', calculated_at: calculated_at.toISOString(), counted_on: told_on, cohorts };
}

function stamp(scope: Scope, { currency, timeZone }: { currency: string; timeZone: string }) {
  return { currency, as_of: scope.now.toISOString(), today: localDate(scope.now, timeZone) };
}
