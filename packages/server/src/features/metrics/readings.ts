import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../../platform/scope.ts';
import { queryText } from '../../platform/sql-text.ts';
import type { Settings } from '../organizations/organizations.ts';
import type { Moment } from './moment.ts';

/** Which customers a reading is about; null: any. */
export interface Chosen {
  segment: string | null;
  channel: string | null;
  period_days: number | null;
}

export const everyone: Chosen = { segment: null, channel: null, period_days: null };

/** Where a text finds the facts: at now those that are kept … */
export const keptFacts = {
  facts: 'facts_now',
  places: 'places_now',
  products: 'products_now',
  months: 'months_now',
  days: 'days_now',
  gaps: 'gaps_now',
};
/** … and without a look at each window sum where all of them hold for the date … */
const freshFacts = { ...keptFacts, facts: 'facts_kept' };
/** … at any other instant, and for somebody who sees some locations only, those the records give. */
const recordedFacts = {
  facts: 'facts_at',
  places: 'place_facts_at',
  products: 'product_facts_at',
  months: 'month_facts_at',
  days: 'day_facts_at',
  gaps: 'gap_facts_at',
};

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
  const stands = await standsAt(scope, moment);
  const given = { ...everyone, ...readingParams(scope, settings, moment) };
  return <Row>(text: string, params = {}) => queryText<Row>(text, { ...given, ...params }, stands);
}

async function standsAt(scope: Scope, moment: Moment) {
  if (!areKept(scope, moment)) return recordedFacts;
  return (await everyWindowHolds(scope, moment.today)) ? freshFacts : keptFacts;
}

/** Whether the facts that are kept answer for this moment. */
export function areKept(scope: Scope, moment: Moment): boolean {
  return moment.isNow && scope.locations === 'all';
}

/** After midnight until the job has moved them, some do not. */
async function everyWindowHolds(scope: Scope, today: string): Promise<boolean> {
  const { rows } = await sql<{ holds: boolean }>`
    select not exists (
        select from customer_facts where organization_id = ${scope.organizationId} and window_until_on <= ${today}::date)
      and not exists (
        select from customer_facts where organization_id = ${scope.organizationId} and window_from_on > ${today}::date) as holds`.execute(
    scope.db,
  );
  return rows[0]?.holds === true;
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
    locations: scope.locations === 'all' ? null : scope.locations,
    originals: null,
    roots: null,
    order_ids: null,
    refund_ids: null,
  };
}
