import { forecast, type Forecast as Told, totalsWithin } from '@regulars/models/forecast/forecast.ts';
import { fitGammaGamma, type SpendFit } from '@regulars/models/gamma-gamma.ts';
import { type PurchaseDays, purchaseDaysTogether } from '@regulars/models/purchase-days.ts';
import { summarizePurchases } from '@regulars/models/purchase-summary.ts';
import { recordEvent } from '../../platform/events/outbox.ts';
import { allowLongWork, type Principal, type World, withScope } from '../../platform/scope.ts';
import { ltvBounds } from '../activity/activity.ts';
import { readSettings, type Settings } from '../organizations/organizations.ts';
import { countCohorts } from './cohorts.ts';
import { dayOf } from './days.ts';
import { expectedOf, horizons, methodOf, nothingExpected, reportOf, valuesOf } from './outlook.ts';
import { tellCustomers } from './predicting.ts';
import { type Purchases, readPurchases } from './purchases.ts';
import * as queries from './queries.ts';
import { tellingDay } from './telling-day.ts';
import { reasonInWords } from './words.ts';

/** So many customers at a time: what they bought fits into memory whatever the size of the shop. */
const at_once = 20_000;

/** From more nothing else is learned. Whose they are is chance, by sixteenths of all. */
const most_learned_from = 100_000;

/** What a forecast begins from. */
interface Beginning {
  settings: Settings;
  at: Date;
  toldOn: string;
  orderCount: number;
  customerCount: number;
}

/**
 * Tells the future of an organization's customers anew and keeps it: learned from as many of them as it takes, told of each. Long work: in a
 * thread of its own. Ended half-way it leaves each customer with the old one or the new one, and can be done again.
 */
export async function calculateForecast(world: World, principal: Principal): Promise<void> {
  const begun_ms = performance.now();
  const beginning = await begin(world, principal);
  const { settings, at, toldOn, orderCount } = beginning;
  const learned = await learn(world, principal, beginning);
  const { sums, cohorts } = await tellEverybody(world, principal, beginning, learned);
  const { told, intervals } = learned;
  await withScope(world, principal, async (scope) => {
    await allowLongWork(scope);
    await queries.removeCustomerForecasts(scope, at);
    await queries.keepForecast(scope, {
      calculated_at: at,
      told_on: toldOn,
      horizon_days: settings.thresholds.churn_horizon_days,
      status: told.status,
      order_count: orderCount,
      duration_ms: Math.round(performance.now() - begun_ms),
      outlook: {
        reasons: told.reasons.map(reasonInWords),
        method: told.status === 'insufficient' ? null : methodOf(told.method),
        customers: sums.customers,
        expected: told.status === 'insufficient' ? [] : expectedOf(sums, intervals),
        values: valuesOf(sums),
        report: told.report && reportOf(told.report),
      },
      cohorts,
    });
    await recordEvent(scope, { name: 'forecast.calculated', subject: { told_on: toldOn } });
  });
}

async function begin(world: World, principal: Principal): Promise<Beginning> {
  return await withScope(world, principal, async (scope) => {
    const settings = await readSettings(scope);
    await queries.noteAttempt(scope);
    return {
      settings,
      at: scope.now,
      toldOn: await tellingDay(scope, settings),
      orderCount: await queries.countOrders(scope),
      customerCount: await queries.countCustomers(scope),
    };
  });
}

interface Learned {
  told: Told;
  /** Null: nothing is told of spending. */
  spend: SpendFit | null;
  /** Of those who were learned from, by the places of `horizons`. */
  intervals: ReturnType<typeof totalsWithin>;
}

async function learn(world: World, principal: Principal, beginning: Beginning): Promise<Learned> {
  const { settings, toldOn, customerCount } = beginning;
  const inSixteenths = Math.max(1, Math.min(16, Math.ceil((16 * most_learned_from) / customerCount)));
  const parts: PurchaseDays[] = [];
  for await (const { days } of everybody(world, principal, settings, inSixteenths)) parts.push(days);
  const days = purchaseDaysTogether(parts);
  const until = dayOf(toldOn);
  const told = forecast(days, { until, horizonDays: settings.thresholds.churn_horizon_days });
  if (told.status === 'insufficient') return { told, spend: null, intervals: [] };
  const spend = fitGammaGamma(summarizePurchases(days, { until, unitDays: 1 }));
  return {
    told,
    spend: spend.status === 'insufficient' ? null : spend,
    intervals: totalsWithin(days, told.method, told.told, horizons),
  };
}

async function tellEverybody(
  world: World,
  principal: Principal,
  { settings, at, toldOn }: Beginning,
  { told, spend }: Learned,
) {
  const until = dayOf(toldOn);
  const cohorts = countCohorts(until);
  const sums = nothingExpected();
  const bounds = ltvBounds(settings);
  const horizonDays = settings.thresholds.churn_horizon_days;
  for await (const purchases of everybody(world, principal, settings)) {
    cohorts.add(purchases.days);
    if (told.status === 'insufficient') continue;
    const { method, told: known } = told;
    const rows = tellCustomers(purchases, { method, known, spend, until, horizonDays }, at, sums, bounds);
    await withScope(world, principal, (scope) => queries.keepCustomerForecasts(scope, rows));
  }
  return { sums, cohorts: cohorts.cohorts() };
}

/** What customers bought, some thousand of them at a time. */
async function* everybody(
  world: World,
  principal: Principal,
  settings: Settings,
  inSixteenths = 16,
): AsyncGenerator<Purchases> {
  for (let afterId: string | null = null; ; ) {
    const ids: string[] = await withScope(world, principal, (scope) =>
      queries.nextCustomers(scope, { afterId, limit: at_once, inSixteenths }),
    );
    if (ids.length > 0)
      yield await withScope(world, principal, async (scope) => {
        await allowLongWork(scope);
        return await readPurchases(scope, settings, ids);
      });
    afterId = ids.at(-1) ?? null;
    if (ids.length < at_once) return;
  }
}
