import type { CustomerForecast } from '@regulars/contract/customers.ts';
import type { Scope } from '../../../platform/scope.ts';
import { familyOf } from '../../customers/customers.ts';
import type { Settings } from '../../organizations/organizations.ts';
import { noCurves, type RiskCurves, riskCurves } from '../churn.ts';
import { daysBetween, type Moment } from '../moment.ts';
import { areKept, readRows } from '../readings.ts';

/** What is to be expected of a customer. */
export interface Expected {
  customerId: string;
  churnRisk: number | null;
  valueAtRisk_minor: number | null;
  /** Why the risk is what it is. */
  reason: string | null;
  /** Null: the purchase model tells nothing of them. */
  forecast: CustomerForecast | null;
}

interface ExpectedRow {
  customer_id: string;
  order_count: number;
  days_inactive: number;
  first_order_on: string;
  last_order_on: string;
  churn_risk: number | null;
  value_at_risk_minor: number | null;
  /** With those below null where no forecast holds. */
  calculated_at: Date | null;
  told_on: string;
  method: string;
  probability_alive: number;
  purchases_30: number;
  purchases_90: number;
  purchases_365: number;
  spend_365_minor: number | null;
  usual_gap_days: number | null;
  next_early_on: string | null;
  next_middle_on: string | null;
  next_late_on: string | null;
}

/** Of these customers, as the purchase model tells it, and where it does not as the gaps between orders do; of prospects there is nothing. */
export async function expectedOf(
  scope: Scope,
  settings: Settings,
  moment: Moment,
  customerIds: readonly string[],
): Promise<Map<string, Expected>> {
  const rows = await toldOf(scope, settings, moment, customerIds);
  const others = [...rows.values()].filter(({ churnRisk }) => churnRisk === null).map(({ customerId }) => customerId);
  if (others.length === 0) return rows;
  const curves = await riskCurves(scope, settings, moment);
  return new Map([...rows, ...(await toldOf(scope, settings, moment, others, curves))]);
}

/** The same without the gaps between orders, which of the past are those of every record. */
export async function toldOf(
  scope: Scope,
  settings: Settings,
  moment: Moment,
  customerIds: readonly string[],
  curves: RiskCurves = noCurves,
): Promise<Map<string, Expected>> {
  // From the records only those of these customers are read; what is kept needs no telling.
  const family = areKept(scope, moment) ? {} : { roots: customerIds, originals: await familyOf(scope, customerIds) };
  const rows = await readRows<ExpectedRow>(scope, settings, moment, 'expected_of', {
    customer_ids: customerIds,
    ...curves,
    ...family,
  });
  return new Map(rows.map((row) => [row.customer_id, expectedBy(row)]));
}

function expectedBy(row: ExpectedRow): Expected {
  return {
    customerId: row.customer_id,
    churnRisk: row.churn_risk,
    valueAtRisk_minor: row.value_at_risk_minor === null ? null : Math.round(row.value_at_risk_minor),
    reason: row.churn_risk === null ? null : reasonOf(row),
    forecast: row.calculated_at && forecastOf(row, row.calculated_at),
  };
}

function forecastOf(row: ExpectedRow, calculatedAt: Date): CustomerForecast {
  const { next_early_on, next_middle_on, next_late_on } = row;
  return {
    calculated_at: calculatedAt.toISOString(),
    told_on: row.told_on,
    method: row.method,
    probability_alive: row.probability_alive,
    purchases_30: row.purchases_30,
    purchases_90: row.purchases_90,
    purchases_365: row.purchases_365,
    expected_spend_minor: row.spend_365_minor,
    next_order:
      next_early_on === null || next_middle_on === null || next_late_on === null
        ? null
        : { early_on: next_early_on, middle_on: next_middle_on, late_on: next_late_on },
  };
}

/** In words. The usual gap is the model's, which borrows from the whole shop while a customer has few; else their own mean. */
function reasonOf({
  order_count,
  days_inactive,
  first_order_on,
  last_order_on,
  usual_gap_days,
}: Pick<ExpectedRow, 'order_count' | 'days_inactive' | 'first_order_on' | 'last_order_on' | 'usual_gap_days'>): string {
  const ago = days_inactive === 0 ? 'today' : `${days_inactive} ${days_inactive === 1 ? 'day' : 'days'} ago`;
  if (order_count === 1) {
    const usual = usual_gap_days === null ? '' : `; customers here usually order every ${gapOf(usual_gap_days)}`;
    return `One order, ${ago}${usual}`;
  }
  const gap = usual_gap_days ?? daysBetween(first_order_on, last_order_on) / (order_count - 1);
  return `Usually orders every ${gapOf(gap)}, last order ${ago}`;
}

function gapOf(days: number): string {
  const whole = Math.max(1, Math.round(days));
  return whole === 1 ? 'day' : `${whole} days`;
}
