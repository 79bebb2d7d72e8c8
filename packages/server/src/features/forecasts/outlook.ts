import type { Outlook, ReportCard } from '@regulars/contract/forecasts.ts';
import { ltvBuckets } from '@regulars/contract/metrics.ts';
import type { Interval } from '@regulars/models/forecast/intervals.ts';
import type { Method } from '@regulars/models/forecast/method.ts';
import type { ReportCard as Looked } from '@regulars/models/forecast/report-card.ts';
import { dateOf } from './days.ts';

/** So many days ahead the whole shop is told. */
export const horizons = [30, 90, 365] as const;

/** What is expected of the customers so far, added up one by one. */
export interface ExpectedSums {
  customers: number;
  /** By the places of `horizons`. */
  purchases: [number, number, number];
  /** Null as long as nothing is known of spending. */
  spend_minor: [number, number, number] | null;
  /** By the places of `ltvBuckets`. */
  values: { customers: number; spend_minor: number }[];
}

export function nothingExpected(): ExpectedSums {
  return {
    customers: 0,
    purchases: [0, 0, 0],
    spend_minor: null,
    values: ltvBuckets.map(() => ({ customers: 0, spend_minor: 0 })),
  };
}

/** Takes in one customer. @param bounds where the buckets begin but for the first, in minor units */
export function addExpected(
  sums: ExpectedSums,
  { purchases, meanSpend_minor }: { purchases: readonly [number, number, number]; meanSpend_minor: number | null },
  bounds: readonly number[],
): void {
  sums.customers += 1;
  for (const nth of [0, 1, 2] as const) sums.purchases[nth] += purchases[nth];
  if (meanSpend_minor === null) return;
  sums.spend_minor ??= [0, 0, 0];
  for (const nth of [0, 1, 2] as const) sums.spend_minor[nth] += purchases[nth] * meanSpend_minor;
  const year_minor = purchases[2] * meanSpend_minor;
  const bucket = sums.values[bounds.filter((bound) => year_minor >= bound).length];
  if (!bucket) return;
  bucket.customers += 1;
  bucket.spend_minor += year_minor;
}

/** @param intervals of the customers that were learned from, by the places of `horizons`: the whole shop is as uncertain, in proportion */
export function expectedOf(sums: ExpectedSums, intervals: readonly Interval[]): Outlook['expected'] {
  return horizons.map((within_days, nth) => {
    const around = (value: number) => proportional(value, intervals[nth]);
    const spend = sums.spend_minor && around(sums.spend_minor[nth] ?? 0);
    return { within_days, purchases: around(sums.purchases[nth] ?? 0), spend_minor: spend && whole(spend) };
  });
}

export function valuesOf({ values, spend_minor }: ExpectedSums): Outlook['values'] {
  if (!spend_minor) return [];
  return ltvBuckets.map((bucket, nth) => ({
    bucket,
    customers: values[nth]?.customers ?? 0,
    spend_minor: Math.round(values[nth]?.spend_minor ?? 0),
  }));
}

export function methodOf({ model, correction, chosen }: Method): NonNullable<Outlook['method']> {
  return { model: model.name, is_corrected: correction !== null, learned_days: chosen.horizonDays };
}

export function reportOf(card: Looked): ReportCard {
  const { purchases, risk } = card;
  return {
    told_on: dateOf(card.until),
    horizon_days: card.horizonDays,
    method: {
      model: card.method.model,
      is_corrected: card.method.isCorrected,
      learned_days: card.method.learnedDays,
    },
    customers: card.customers,
    buyers: card.buyers,
    purchases: {
      actual: purchases.actual,
      predicted: purchases.predicted,
      mean_absolute_error: purchases.meanAbsoluteError,
      gini: purchases.gini,
      top_decile_share: purchases.topDecileShare,
    },
    risk: { area_under_curve: risk.areaUnderCurve, brier: risk.brier, deciles: risk.deciles },
    naive: card.naive.map(({ rule, areaUnderCurve, meanAbsoluteError }) => ({
      rule,
      area_under_curve: areaUnderCurve,
      mean_absolute_error: meanAbsoluteError,
    })),
    weeks: card.weeks.map(({ day, actual, predicted }) => ({ on: dateOf(day), actual, predicted })),
  };
}

function proportional(value: number, around: Interval | undefined): Interval {
  if (!around || !(around.value > 0)) return { value, low: value, high: value };
  return { value, low: (value * around.low) / around.value, high: (value * around.high) / around.value };
}

function whole({ value, low, high }: Interval): Interval {
  return { value: Math.round(value), low: Math.round(low), high: Math.round(high) };
}
