import { localDate } from '../../platform/clock.ts';
import type { Scope } from '../../platform/scope.ts';
import { readSettings } from '../organizations/organizations.ts';
import { type DayFacts, differenceOfDays, differenceOfGaps, type GapFacts } from './fact-differences.ts';
import type { FactParams } from './fact-queries.ts';
import * as queries from './fact-queries.ts';

/** What a change of records touches: a superset is fine. The ids of records and customers yet to be added belong in it too. */
export interface Touched {
  orderIds: readonly string[];
  refundIds: readonly string[];
  /** Customers of these records, before and after the change. */
  customerIds: readonly string[];
  /** True when the change redirects customers: their sums may shrink though no record changes. */
  redirects?: boolean;
}

/**
 * Runs a change of records and moves every fact by what it changed, in the same transaction. The customers' rows are locked
 * first, so that two changes to one customer follow each other. Days and gaps move by the difference of what the touched
 * records come to before and after; the sums of each customer are made anew from their own records.
 */
export async function keepFacts<T>(scope: Scope, touched: Touched, change: () => Promise<T>): Promise<T> {
  const params = await factParams(scope);
  const before = await standing(scope, params, touched);
  const result = await change();
  const after = await standing(scope, params, touched);

  const slot = Math.floor(Math.random() * queries.daySlots);
  await queries.moveDays(scope, slot, differenceOfDays(before.days, after.days));
  await queries.moveGaps(scope, slot, differenceOfGaps(before.gaps, after.gaps));
  const roots = [...new Set([...before.roots, ...after.roots])];
  const originals = [...new Set([...before.originals, ...after.originals])];
  const mayShrink = before.days.length > 0 || touched.redirects === true;
  await queries.replaceCustomerFacts(scope, { ...params, roots, originals }, mayShrink);
  return result;
}

interface Standing {
  roots: string[];
  originals: string[];
  days: DayFacts[];
  gaps: GapFacts[];
}

async function standing(scope: Scope, params: FactParams, touched: Touched): Promise<Standing> {
  const { roots, originals } = await queries.lockCustomers(scope, touched.customerIds);
  const refundIds = await queries.refundsOf(scope, touched.orderIds, touched.refundIds);
  const days = await queries.dayFacts(scope, { ...params, order_ids: touched.orderIds, refund_ids: refundIds });
  const gaps = roots.length === 0 ? [] : await queries.gapFacts(scope, { ...params, originals });
  return { roots, originals, days, gaps };
}

/** Makes every fact of the organization anew from its records: after a change of zone, valuation or window. */
export async function rebuildFacts(scope: Scope): Promise<void> {
  await queries.allowLongWork(scope);
  await queries.revalueOrders(scope, (await readSettings(scope)).valuesBy);
  await queries.replaceAllFacts(scope, await factParams(scope));
}

/** A fact that does not equal its recompute. */
export interface FactDifference {
  table: string;
  key: string;
  kept: unknown;
  recomputed: unknown;
}

/** Recomputes every fact from the records and returns the differences, at most 100 a table. None: the facts are exact. */
export async function checkFacts(scope: Scope): Promise<FactDifference[]> {
  await queries.allowLongWork(scope);
  await moveWindows(scope);
  return await queries.differences(scope, await factParams(scope));
}

/**
 * Moves the window sums of the customers whose window changed with the date. Safe to call at any time, any number of times.
 * @returns how many customers were moved
 */
export async function moveWindows(scope: Scope): Promise<number> {
  const params = await factParams(scope);
  let moved = 0;
  for (;;) {
    const roots = await queries.customersWithPastWindow(scope, params.today, 5000);
    if (roots.length === 0) return moved;
    const { originals } = await queries.lockCustomers(scope, roots);
    await queries.moveWindows(scope, { ...params, roots, originals });
    moved += roots.length;
  }
}

/** The facts are the records as of "for ever": nothing in them depends on the clock but the date the window sums hold for. */
async function factParams(scope: Scope): Promise<FactParams> {
  const settings = await readSettings(scope);
  return {
    organization_id: scope.organizationId,
    as_of: 'infinity',
    today: localDate(scope.now, settings.timeZone),
    time_zone: settings.timeZone,
    window_days: settings.thresholds.window_days,
    locations: null,
    originals: null,
    roots: null,
    order_ids: null,
    refund_ids: null,
  };
}
