import type { InferContractRouterOutputs } from '@orpc/contract';
import type { CustomerFilter, metricsContract } from '@regulars/contract/metrics.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Settings } from '../organizations/organizations.ts';
import { churnBands } from './churn-bands.ts';
import { maskedContact, maskedNumber } from './masking.ts';
import { begin, type Moment, stamp } from './moment.ts';
import { chosenBy, readRows } from './readings.ts';

type Forecast = InferContractRouterOutputs<typeof metricsContract>['churnForecast'];

/** What the churn texts of views/ take: the curve of each class of orders, by days inactive; null: too little history. */
export interface RiskCurves {
  risks_1: readonly number[] | null;
  risks_2_3: readonly number[] | null;
  risks_4: readonly number[] | null;
}

/** Where they are not asked for. */
export const noCurves: RiskCurves = { risks_1: null, risks_2_3: null, risks_4: null };

/** Made once for all that is read of a moment. */
const made = new WeakMap<Moment, Promise<RiskCurves>>();

/** The curves of all customers, whomever they are asked for. */
export async function riskCurves(scope: Scope, settings: Settings, moment: Moment): Promise<RiskCurves> {
  const known = made.get(moment) ?? readCurves(scope, settings, moment);
  made.set(moment, known);
  return await known;
}

async function readCurves(scope: Scope, settings: Settings, moment: Moment): Promise<RiskCurves> {
  const rows = await readRows<{ order_class: string; risks: number[] }>(scope, settings, moment, 'churn_curve');
  const of = (orderClass: string) => rows.find((row) => row.order_class === orderClass)?.risks ?? null;
  return { risks_1: of('1'), risks_2_3: of('2-3'), risks_4: of('4+') };
}

interface CandidateRow {
  customer_id: string;
  name: string | null;
  external_id: string | null;
  email: string | null;
  stage: Forecast['candidates'][number]['stage'];
  days_inactive: number;
  order_count: number;
  net_minor: number;
  churn_risk: number | null;
  value_at_risk_minor: number | null;
}

interface ForecastRow {
  candidates: CandidateRow[];
  inactivity: { days_inactive: number; customer_count: number; value_at_risk_minor: number | null }[];
}

/** Who is slipping away: most value at risk first, and all of them by how long they have been away. */
export async function churnForecast(scope: Scope, filter: CustomerFilter & { limit: number }): Promise<Forecast> {
  const { settings, moment } = await begin(scope, filter.as_of);
  const curves = await riskCurves(scope, settings, moment);
  const [slipping] = await readRows<ForecastRow>(scope, settings, moment, 'churn_forecast', {
    ...chosenBy(filter),
    ...curves,
    limit: filter.limit,
  });
  const { candidates, inactivity } = slipping ?? { candidates: [], inactivity: [] };
  const [history] = await readRows<{ closed_gaps: number }>(scope, settings, moment, 'closed_gaps');
  const total = inactivity.reduce((sum, row) => sum + row.customer_count, 0);
  return {
    ...stamp(settings, moment),
    horizon_days: settings.thresholds.churn_horizon_days,
    method: await methodInUse(scope, settings, moment),
    no_risk_reason: noRiskReason(history?.closed_gaps ?? 0),
    candidates_total: total,
    candidates: candidates.map((row) => ({
      ...row,
      external_id: maskedNumber(scope, row.external_id),
      email: maskedContact(scope, row.email),
      value_at_risk_minor: row.value_at_risk_minor === null ? null : Math.round(row.value_at_risk_minor),
    })),
    by_inactivity: churnBands(inactivity, settings.thresholds),
  };
}

async function methodInUse(scope: Scope, settings: Settings, moment: Moment): Promise<string | null> {
  const [row] = await readRows<{ method: string }>(scope, settings, moment, 'forecast_method');
  return row?.method ?? null;
}

function noRiskReason(closedGaps: number): string | null {
  if (closedGaps >= 30) return null;
  return `Too little history: ${closedGaps} of the 30 returns to the shop that an estimate needs`;
}
