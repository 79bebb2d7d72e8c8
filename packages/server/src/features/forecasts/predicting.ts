import { type CustomerPredictions, predictCustomers, type Told } from '@regulars/models/forecast/customers.ts';
import { dateOf } from './days.ts';
import type { ExpectedSums } from './outlook.ts';
import { addExpected } from './outlook.ts';
import type { Purchases } from './purchases.ts';
import type { CustomerForecastRow } from './queries.ts';

/** A next order that is farther away is told as this far. */
const farthest_days = 3660;

/** What is told of these customers, and added to the sums. @param bounds see `addExpected` */
export function tellCustomers(
  { days, customers }: Purchases,
  told: Told,
  calculatedAt: Date,
  sums: ExpectedSums,
  bounds: readonly number[],
): CustomerForecastRow[] {
  const predicted = predictCustomers(days, told);
  if (!predicted) return [];
  const { method, until, horizonDays } = told;
  const name = method.correction ? `${method.model.name}, corrected` : method.model.name;
  return Array.from(predicted.customer).flatMap((who, row) => {
    const customer = customers[who];
    if (!customer) return [];
    const purchases = purchasesOf(predicted, row);
    const meanSpend_minor = known(predicted.meanSpend[row]);
    addExpected(sums, { purchases, meanSpend_minor }, bounds);
    return {
      customer_id: customer.id,
      calculated_at: calculatedAt,
      told_on: dateOf(until),
      horizon_days: horizonDays,
      method: name,
      order_count: customer.orderCount,
      last_order_on: dateOf(customer.lastDay),
      churn_risk: probability(predicted.risk[row]),
      probability_alive: probability(predicted.probabilityAlive[row]),
      purchases_30: purchases[0],
      purchases_90: purchases[1],
      purchases_365: purchases[2],
      spend_365_minor: meanSpend_minor === null ? null : Math.round(purchases[2] * meanSpend_minor),
      usual_gap_days: known(predicted.usualGap[row]),
      next_early_on: dateAfter(until, predicted.nextEarly[row]),
      next_middle_on: dateAfter(until, predicted.nextMiddle[row]),
      next_late_on: dateAfter(until, predicted.nextLate[row]),
    };
  });
}

/** More time is never less: where rounding says so it is set right. */
function purchasesOf(predicted: CustomerPredictions, row: number): [number, number, number] {
  const within30 = Math.max(0, predicted.purchases30[row] ?? 0);
  const within90 = Math.max(within30, predicted.purchases90[row] ?? 0);
  return [within30, within90, Math.max(within90, predicted.purchases365[row] ?? 0)];
}

const known = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) && value > 0 ? value : null;

const probability = (value: number | undefined): number => Math.min(1, Math.max(0, value ?? 1));

function dateAfter(until: number, days: number | undefined): string | null {
  if (days === undefined || Number.isNaN(days)) return null;
  return dateOf(until + Math.max(1, Math.min(Math.ceil(days), farthest_days)));
}
