import type { InferContractRouterOutputs } from '@orpc/contract';
import type { metricsContract } from '@regulars/contract/metrics.ts';
import { type CustomerFilter, type RfmSegment, rfmSegments } from '@regulars/contract/metrics.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Settings } from '../organizations/organizations.ts';
import { benchmarkTable } from './benchmarks.ts';
import { churnBands } from './churn-bands.ts';
import { maskedContact, maskedNumber } from './masking.ts';
import { addDays, begin, daysBefore, type Moment, stamp } from './moment.ts';
import { overviewCards } from './overview.ts';
import { type Chosen, readRows } from './readings.ts';

export { consoleViews } from './console-views.ts';
export { customerDetail } from './people/detail.ts';
export { listCustomers } from './people/list.ts';
export { customerOrders } from './people/orders.ts';

type Outputs = InferContractRouterOutputs<typeof metricsContract>;

/** The five cards with their trend, lifecycle stages and revenue over the period. */
export async function overview(
  scope: Scope,
  input: { period: number; as_of?: string | undefined },
): Promise<Outputs['overview']> {
  const { settings, moment } = await begin(scope, input.as_of);
  const cards = await overviewCards(scope, settings, moment, input.period);
  return { ...stamp(settings, moment), period_days: input.period, ...cards };
}

/** RFM segments, best first. Prospects have none and are left out. */
export async function segments(scope: Scope, filter: CustomerFilter): Promise<Outputs['segments']> {
  const { settings, moment } = await begin(scope, filter.as_of);
  const rows = await readRows<{ segment: RfmSegment; customer_count: number; order_count: number; net_minor: number }>(
    scope,
    settings,
    moment,
    'segments',
    chosen(filter),
  );
  const customers = rows.reduce((sum, row) => sum + row.customer_count, 0);
  return {
    ...stamp(settings, moment),
    customers,
    rows: rows
      .sort((a, b) => rfmSegments.indexOf(a.segment) - rfmSegments.indexOf(b.segment))
      .map((row) => ({
        ...row,
        average_order_value_minor: average(row.net_minor, row.order_count),
        share: row.customer_count / customers,
      })),
  };
}

/** Customers by lifetime value, with mean and median. */
export async function ltvDistribution(scope: Scope, filter: CustomerFilter): Promise<Outputs['ltvDistribution']> {
  const { settings, moment } = await begin(scope, filter.as_of);
  type Bucket = {
    bucket: Outputs['ltvDistribution']['buckets'][number]['bucket'];
    customer_count: number;
    net_minor: number;
  };
  const buckets = await readRows<Bucket>(scope, settings, moment, 'ltv_distribution', chosen(filter));
  const [middle] = await readRows<{ mean_minor: string | null; median_minor: number | null }>(
    scope,
    settings,
    moment,
    'ltv_middle',
    chosen(filter),
  );
  return {
    ...stamp(settings, moment),
    buckets: buckets.map(({ bucket, customer_count, net_minor }) => ({ bucket, count: customer_count, net_minor })),
    customers: buckets.reduce((sum, bucket) => sum + bucket.customer_count, 0),
    mean_minor: middle?.mean_minor == null ? null : Math.round(Number(middle.mean_minor)),
    median_minor: middle?.median_minor == null ? null : Math.round(middle.median_minor),
  };
}

interface CandidateRow {
  customer_id: string;
  name: string | null;
  external_id: string | null;
  email: string | null;
  stage: Outputs['churnForecast']['candidates'][number]['stage'];
  days_inactive: number;
  order_count: number;
  net_minor: number;
  churn_risk: number | null;
  value_at_risk_minor: number | null;
}

/** Who is slipping away: most value at risk first, and all of them by how long they have been away. */
export async function churnForecast(
  scope: Scope,
  filter: CustomerFilter & { limit: number },
): Promise<Outputs['churnForecast']> {
  const { settings, moment } = await begin(scope, filter.as_of);
  const candidates = await readRows<CandidateRow>(scope, settings, moment, 'churn_list', {
    ...chosen(filter),
    limit: filter.limit,
  });
  const inactivity = await readRows<{
    days_inactive: number;
    customer_count: number;
    value_at_risk_minor: number | null;
  }>(scope, settings, moment, 'churn_by_inactivity', chosen(filter));
  const [history] = await readRows<{ closed_gaps: number }>(scope, settings, moment, 'closed_gaps');
  const total = inactivity.reduce((sum, row) => sum + row.customer_count, 0);
  return {
    ...stamp(settings, moment),
    horizon_days: settings.thresholds.churn_horizon_days,
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

/** Repeat against new customers, what the repeat rate was before, and the best by net. */
export async function bestCustomers(
  scope: Scope,
  filter: CustomerFilter & { limit: number },
): Promise<Outputs['bestCustomers']> {
  const { settings, moment } = await begin(scope, filter.as_of);
  const ratio = await repeatRatio(scope, settings, moment, filter);
  const top = await readRows<{
    customer_id: string;
    name: string | null;
    external_id: string | null;
    email: string | null;
    order_count: number;
    net_minor: number;
    last_order_on: string;
    rfm_segment: RfmSegment | null;
  }>(scope, settings, moment, 'best_customers', { ...chosen(filter), limit: filter.limit });
  return {
    ...stamp(settings, moment),
    ...ratio,
    top: top.map(({ rfm_segment, ...row }) => ({
      ...row,
      external_id: maskedNumber(scope, row.external_id),
      email: maskedContact(scope, row.email),
      average_order_value_minor: average(row.net_minor, row.order_count),
      segment: rfm_segment,
    })),
  };
}

/** Customers in each of the 125 RFM cells; empty cells are left out. */
export async function rfmCells(scope: Scope, filter: CustomerFilter): Promise<Outputs['rfmCells']> {
  const { settings, moment } = await begin(scope, filter.as_of);
  const cells = await readRows<{
    r_score: number;
    f_score: number;
    m_score: number;
    customer_count: number;
    net_minor: number;
  }>(scope, settings, moment, 'rfm_cells', chosen(filter));
  return {
    ...stamp(settings, moment),
    cells: cells.map((cell) => ({
      r: cell.r_score,
      f: cell.f_score,
      m: cell.m_score,
      count: cell.customer_count,
      net_minor: cell.net_minor,
    })),
  };
}

/** Published figures to stand beside the merchant's own, each with its source. */
export async function benchmarks(_scope: Scope): Promise<Outputs['benchmarks']> {
  return { benchmarks: [...benchmarkTable] };
}

interface RepeatRow {
  repeat_customers: number;
  new_customers: number;
  customers_before: number;
  repeat_customers_before: number;
}

/** Without a period the rate before is read off the first and second orders; with one it is the same question asked then. */
async function repeatRatio(scope: Scope, settings: Settings, moment: Moment, filter: CustomerFilter) {
  const days = filter.period ?? 30;
  const ask = async (at: Moment) =>
    (
      await readRows<RepeatRow>(scope, settings, at, 'repeat_customers', {
        ...chosen(filter),
        before_on: addDays(moment.today, -days),
      })
    )[0];
  const now = await ask(moment);
  const customers = (now?.repeat_customers ?? 0) + (now?.new_customers ?? 0);
  const then = filter.period === undefined ? null : await ask(daysBefore(moment, days, settings.timeZone));
  const before = then
    ? rate(then.repeat_customers, then.repeat_customers + then.new_customers)
    : rate(now?.repeat_customers_before ?? 0, now?.customers_before ?? 0);
  return {
    customers,
    repeat_customers: now?.repeat_customers ?? 0,
    new_customers: now?.new_customers ?? 0,
    repeat_rate: rate(now?.repeat_customers ?? 0, customers),
    previous_repeat_rate: before,
  };
}

function chosen(filter: CustomerFilter): { [Key in keyof Chosen]: Chosen[Key] } {
  return { segment: filter.segment ?? null, channel: filter.channel ?? null, period_days: filter.period ?? null };
}

function noRiskReason(closedGaps: number): string | null {
  if (closedGaps >= 30) return null;
  return `Too little history: ${closedGaps} of the 30 returns to the shop that an estimate needs`;
}

const average = (net: number, orders: number) => (orders === 0 ? null : Math.round(net / orders));
const rate = (part: number, whole: number) => (whole === 0 ? null : part / whole);
