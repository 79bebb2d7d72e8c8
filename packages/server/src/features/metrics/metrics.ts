import type { InferContractRouterOutputs } from '@orpc/contract';
import type { metricsContract } from '@regulars/contract/metrics.ts';
import { type CustomerFilter, type RfmSegment, rfmSegments } from '@regulars/contract/metrics.ts';
import type { Scope } from '../../platform/scope.ts';
import { benchmarkTable } from './benchmarks.ts';
import { maskedContact, maskedNumber } from './masking.ts';
import { begin, stamp } from './moment.ts';
import { overviewCards } from './overview.ts';
import { chosenBy, readRows } from './readings.ts';
import { repeatRatio } from './repeat-rate.ts';

export { churnForecast } from './churn.ts';
export { consoleViews } from './console-views.ts';
export { ltvDistribution } from './lifetime-value.ts';
export { customerDetail } from './people/detail.ts';
export { countCustomers, listCustomers } from './people/list.ts';
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
    chosenBy(filter),
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
  }>(scope, settings, moment, 'best_customers', { ...chosenBy(filter), limit: filter.limit });
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
  }>(scope, settings, moment, 'rfm_cells', chosenBy(filter));
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

const average = (net: number, orders: number) => (orders === 0 ? null : Math.round(net / orders));
