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
export const keptFacts = { facts: 'facts_now', places: 'places_now', days: 'days_now', gaps: 'gaps_now' };
/** … at any other instant, and for somebody who sees some locations only, those the records give. */
const recordedFacts = { facts: 'facts_at', places: 'place_facts_at', days: 'day_facts_at', gaps: 'gap_facts_at' };

/** A reading's rows: the text of that name in views/, of this moment, under the organization's own thresholds. */
export async function readRows<Row>(
  scope: Scope,
  settings: Settings,
  moment: Moment,
  text: string,
  params: Readonly<Record<string, unknown>> = {},
): Promise<Row[]> {
  const stands = moment.isNow && scope.locations === 'all' ? keptFacts : recordedFacts;
  const given = { ...everyone, ...readingParams(scope, settings, moment), ...params };
  return (await queryText<Row>(text, given, stands).execute(scope.db)).rows;
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
