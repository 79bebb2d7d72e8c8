import { localDate } from '../../platform/clock.ts';
import { allowLongWork, type Scope } from '../../platform/scope.ts';
import { readSettings, type Settings } from '../organizations/organizations.ts';
import { movingCells, remakeCells, tendCells } from './cells.ts';
import { cutsOf } from './cuts.ts';
import { type DayFacts, type GapFacts, movementOfDays, movementOfGaps } from './fact-differences.ts';
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
  /** True when the change takes customers back. */
  takesBack?: boolean;
  /** True when `refundIds` holds the refunds of the orders too. */
  tellsRefunds?: boolean;
}

/**
 * Runs a change of records and moves every fact by what it changed, in the same transaction. The customers' rows are locked
 * first, so that two changes to one customer follow each other. Days and gaps move by the difference of what the touched
 * records come to before and after; the sums of each customer are made anew from their own records.
 */
export async function keepFacts<T>(scope: Scope, touched: Touched, change: () => Promise<T>): Promise<T> {
  return await keepFactsInParts(
    scope,
    async function* () {
      yield touched;
    },
    change,
  );
}

/**
 * The same where every record is new and so counted for nothing before, as at a checkout: what they come to is added to the sums, and
 * only what depends on the order of a customer's purchases is made anew. `touched` names all refunds of its orders.
 */
export async function addFacts<T>(
  scope: Scope,
  settings: Settings,
  touched: Touched,
  add: () => Promise<T>,
): Promise<T> {
  const params = factParamsOf(scope, settings);
  const cells = await movingCells(scope, settings);
  const customers = { ...params, ...(await queries.lockCustomers(scope, touched.customerIds)) };
  const gaps = movementOfGaps();
  gaps.subtract(await queries.gapFacts(scope, customers));
  await cells.leave(customers.originals);
  const result = await add();
  gaps.add(await queries.gapFacts(scope, customers));
  const records = { ...params, order_ids: touched.orderIds, refund_ids: touched.refundIds };
  await queries.renewCustomerFacts(scope, customers);
  await queries.addDetails(scope, records);
  const slot = someSlot();
  await cells.join(customers.originals);
  await queries.addDays(scope, slot, records);
  await queries.moveGaps(scope, slot, gaps.rows());
  await cells.settle();
  return result;
}

/**
 * The same for more records than fit into memory: `parts` tells them twice, before and after the change, the same both times.
 * No order, no refund and no customer (nor whom they stand for) may be in two parts, and a refund of a touched order is told itself.
 */
export async function keepFactsInParts<T>(
  scope: Scope,
  parts: () => AsyncIterable<Touched>,
  change: () => Promise<T>,
): Promise<T> {
  const settings = await readSettings(scope);
  const params = factParamsOf(scope, settings);
  const cells = await movingCells(scope, settings);
  const [days, gaps] = [movementOfDays(), movementOfGaps()];
  const redirected: { roots: string[]; originals: string[] }[] = [];
  let mayShrink = false;
  for await (const touched of parts()) {
    const before = await standing(scope, params, touched);
    days.subtract(before.days);
    gaps.subtract(before.gaps);
    await cells.leave(before.originals);
    mayShrink ||= before.days.length > 0 || touched.redirects === true || touched.takesBack === true;
    redirected.push(touched.redirects ? before : { roots: [], originals: [] });
  }
  const result = await change();
  for await (const touched of parts()) {
    const after = await standing(scope, params, touched);
    days.add(after.days);
    gaps.add(after.gaps);
    const before = redirected.shift();
    const roots = [...new Set([...(before?.roots ?? []), ...after.roots])];
    const originals = [...new Set([...(before?.originals ?? []), ...after.originals])];
    await queries.replaceCustomerFacts(scope, { ...params, roots, originals }, mayShrink);
    await cells.join(originals);
  }
  const slot = someSlot();
  await queries.moveDays(scope, slot, days.rows());
  await queries.moveGaps(scope, slot, gaps.rows());
  await cells.settle();
  return result;
}

const someSlot = (): number => Math.floor(Math.random() * queries.daySlots);

interface Standing {
  roots: string[];
  originals: string[];
  days: DayFacts[];
  gaps: GapFacts[];
}

async function standing(scope: Scope, params: FactParams, touched: Touched): Promise<Standing> {
  const { roots, originals } = await queries.lockCustomers(scope, touched.customerIds);
  const refundIds = touched.tellsRefunds
    ? touched.refundIds
    : await queries.refundsOf(scope, touched.orderIds, touched.refundIds);
  const days = await queries.dayFacts(scope, { ...params, order_ids: touched.orderIds, refund_ids: refundIds });
  const gaps = await queries.gapFacts(scope, { ...params, originals });
  return { roots, originals, days, gaps };
}

/** Makes every fact of the organization anew from its records: after a change of zone, valuation, window or any threshold. */
export async function rebuildFacts(scope: Scope): Promise<void> {
  await allowLongWork(scope);
  const settings = await readSettings(scope);
  await remakeCells(scope, settings, async () => {
    await queries.revalueOrders(scope, settings.valuesBy);
    await queries.replaceAllFacts(scope, factParamsOf(scope, settings));
  });
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
  await allowLongWork(scope);
  await moveWindows(scope);
  await tendCells(scope);
  const settings = await readSettings(scope);
  return await queries.differences(scope, factParamsOf(scope, settings), cutsOf(settings));
}

/**
 * Moves the window sums of the customers whose window changed with the date. Safe to call at any time, any number of times.
 * @returns how many customers were moved
 */
export async function moveWindows(scope: Scope): Promise<number> {
  const settings = await readSettings(scope);
  const params = factParamsOf(scope, settings);
  let moved = 0;
  for (;;) {
    const roots = await queries.customersWithPastWindow(scope, params.today, 5000);
    if (roots.length === 0) return moved;
    const cells = await movingCells(scope, settings);
    const { originals } = await queries.lockCustomers(scope, roots);
    await cells.leave(roots);
    await queries.moveWindows(scope, { ...params, roots, originals });
    await cells.join(roots);
    await cells.settle();
    moved += roots.length;
  }
}

/** The facts are the records as of "for ever": nothing in them depends on the clock but the date the window sums hold for. */
function factParamsOf(scope: Scope, settings: Settings): FactParams {
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
