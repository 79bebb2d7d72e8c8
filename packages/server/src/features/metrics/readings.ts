import type { CustomerFilter } from '@regulars/contract/metrics.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../../platform/scope.ts';
import { queryText } from '../../platform/sql-text.ts';
import { cutsOf, ltvBounds, nameOfCuts } from '../activity/activity.ts';
import type { Settings } from '../organizations/organizations.ts';
import type { Moment } from './moment.ts';

/** Which customers a reading is about; null: any. */
export interface Chosen {
  segment: string | null;
  channel: string | null;
  period_days: number | null;
}

export const everyone: Chosen = { segment: null, channel: null, period_days: null };

export function chosenBy(filter: CustomerFilter): { [Key in keyof Chosen]: Chosen[Key] } {
  return { segment: filter.segment ?? null, channel: filter.channel ?? null, period_days: filter.period ?? null };
}

/** Where a text finds customers who are alike: each by themself … */
const each = { facts_alike: 'facts_each', bought_alike: 'bought_so', starts: 'starts_each' };
/** … or many in a cell. */
const inCells = { facts_alike: 'facts_in_cells', bought_alike: 'bought_in_cells', starts: 'starts_in_cells' };

/** Where a text finds the facts: at now those that are kept … */
export const keptFacts = {
  ...each,
  facts: 'facts_now',
  places: 'places_now',
  products: 'products_now',
  months: 'months_now',
  days: 'days_now',
  gaps: 'gaps_now',
  forecasts: 'forecasts_now',
};
/** … and without a look at each window sum where all of them hold for the date … */
const freshFacts = { ...keptFacts, facts: 'facts_kept' };
/** … at any other instant, and for somebody who sees some locations only, those the records give. */
const recordedFacts = {
  ...each,
  facts: 'facts_at',
  places: 'place_facts_at',
  products: 'product_facts_at',
  months: 'month_facts_at',
  days: 'day_facts_at',
  gaps: 'gap_facts_at',
  forecasts: 'forecasts_now',
};

/** The future is told of whole organizations only. */
const recordedFactsOfLocations = { ...recordedFacts, forecasts: 'forecasts_none' };

/** A reading's rows: the text of that name in views/, of this moment, under the organization's own thresholds. */
export async function readRows<Row>(
  scope: Scope,
  settings: Settings,
  moment: Moment,
  text: string,
  params: Readonly<Record<string, unknown>> = {},
): Promise<Row[]> {
  const reading = await readingsOf(scope, settings, moment);
  return (await reading<Row>(text, params).execute(scope.db)).rows;
}

/** The texts of views/ as they are read at this moment, to stand in other queries: `from (${reading('customer_readings')}) r`. */
export type Readings = <Row>(text: string, params?: Readonly<Record<string, unknown>>) => RawBuilder<Row>;

export async function readingsOf(scope: Scope, settings: Settings, moment: Moment): Promise<Readings> {
  const kept = areKept(scope, moment) ? await whatHolds(scope, settings, moment) : null;
  const given = { ...everyone, ...readingParams(scope, settings, moment) };
  const recorded = scope.locations === 'all' ? recordedFacts : recordedFactsOfLocations;
  return <Row>(text: string, params = {}) => {
    const all = { ...given, ...params };
    return queryText<Row>(text, all, kept ? standsFor(kept, all) : recorded);
  };
}

/** Whether these customers are read from cells. */
export async function areInCells(scope: Scope, settings: Settings, moment: Moment, chosen: Chosen): Promise<boolean> {
  const kept = areKept(scope, moment) ? await whatHolds(scope, settings, moment) : null;
  return kept?.windows === true && kept.cells && fitsCells(chosen);
}

/** What of the kept facts holds today. */
interface Holding {
  windows: boolean;
  cells: boolean;
}

function standsFor(kept: Holding, chosen: Chosen): Readonly<Record<string, string>> {
  if (!kept.windows) return keptFacts;
  return kept.cells && fitsCells(chosen) ? { ...freshFacts, ...inCells } : freshFacts;
}

/** Cells know when somebody bought last, not when through which channel. */
const fitsCells = ({ channel, period_days }: Chosen): boolean => channel === null || period_days === null;

/** Whether the facts that are kept answer for this moment. */
export function areKept(scope: Scope, moment: Moment): boolean {
  return moment.isNow && scope.locations === 'all';
}

/** Asked once for all the texts of a read. */
const asked = new WeakMap<Moment, Promise<Holding>>();

async function whatHolds(scope: Scope, settings: Settings, moment: Moment): Promise<Holding> {
  const known = asked.get(moment) ?? readHolding(scope, settings, moment.today);
  asked.set(moment, known);
  return await known;
}

/** After midnight until the job has moved them, some windows do not hold; after a change of thresholds cells do not. */
async function readHolding(scope: Scope, settings: Settings, today: string): Promise<Holding> {
  const { rows } = await sql<{ windows: boolean; cut_by: string | null }>`
    select
      coalesce((select min(window_until_on) from customer_facts where organization_id = ${scope.organizationId}) > ${today}::date, true)
        and coalesce((select max(window_from_on) from customer_facts where organization_id = ${scope.organizationId}) <= ${today}::date, true)
        as windows,
      (select cut_by from cell_cuts where organization_id = ${scope.organizationId}) as cut_by`.execute(scope.db);
  const [found] = rows;
  return { windows: found?.windows === true, cells: found?.cut_by === nameOfCuts(cutsOf(settings)) };
}

/** Every parameter a reading may name. */
function readingParams(scope: Scope, settings: Settings, moment: Moment) {
  return {
    organization_id: scope.organizationId,
    as_of: moment.at,
    today: moment.today,
    time_zone: settings.timeZone,
    currency_digits: settings.currencyDigits,
    minor_per_major: 10 ** settings.currencyDigits,
    ...settings.thresholds,
    ...cutsOf(settings),
    ltv_bounds: ltvBounds(settings),
    locations: scope.locations === 'all' ? null : scope.locations,
    originals: null,
    roots: null,
    order_ids: null,
    refund_ids: null,
  };
}
