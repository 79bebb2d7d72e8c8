import type { Cohort, CohortPeriod, Cohorts, Forecast } from '@regulars/contract/forecasts.ts';
import { ltvBuckets } from '@regulars/contract/metrics.ts';
import { type Shop, today } from './fixtures.ts';

/** Believable forecasts for looking at the page without a server; a young shop has too little history for one. */

const stampOf = ({ detail }: Shop) => ({ currency: detail.currency, as_of: `${today}T12:00:00Z`, today });

const dayBefore = (day: string, days: number) =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

const around = (value: number, by: number) => ({ value, low: value * (1 - by), high: value * (1 + by) });
const whole = ({ value, low, high }: ReturnType<typeof around>) => ({
  value: Math.round(value),
  low: Math.round(low),
  high: Math.round(high),
});

export function forecast(shop: Shop): Forecast {
  const told_on = shop.detail.last_order_on ?? today;
  const about = { ...stampOf(shop), calculated_at: `${today}T03:10:00Z`, told_on, horizon_days: 90 };
  if (shop.young || shop.customers === 0) {
    const text = `${shop.customers} customers; 100 are needed`;
    return {
      ...about,
      status: 'insufficient',
      reasons: [{ code: 'too_few_customers', text }],
      method: null,
      customers: shop.customers,
      expected: [],
      values: [],
      report: null,
    };
  }
  const method = { model: 'MBG/NBD', is_corrected: true, learned_days: 90 };
  const scale = 10 ** shop.detail.currency_digits;
  const orders = shop.customers / 4;
  return {
    ...about,
    status: 'ok',
    reasons: [],
    method,
    customers: shop.customers,
    expected: [30, 90, 365].map((within_days) => ({
      within_days,
      purchases: around((orders * within_days) / 90, 0.12),
      spend_minor: whole(around(((orders * within_days) / 90) * shop.orderValue * scale, 0.14)),
    })),
    values: ltvBuckets.map((bucket, nth) => ({
      bucket,
      customers: Math.round((shop.customers * 0.5) / 2 ** nth),
      spend_minor: Math.round((shop.customers / 2) * shop.orderValue * scale),
    })),
    report: {
      told_on: dayBefore(told_on, 90),
      horizon_days: 90,
      method,
      customers: Math.round(shop.customers * 0.9),
      buyers: Math.round(shop.customers * 0.2),
      purchases: {
        actual: Math.round(orders * 1.03),
        predicted: around(orders, 0.15),
        mean_absolute_error: 0.41,
        gini: 0.71,
        top_decile_share: 0.49,
      },
      risk: {
        area_under_curve: 0.834,
        brier: 0.11,
        deciles: Array.from({ length: 10 }, (_, nth) => ({
          customers: Math.round(shop.customers / 10),
          predicted: 1 - 0.8 * 0.6 ** nth,
          actual: 1 - 0.84 * 0.6 ** nth,
        })),
      },
      naive: [
        { rule: 'days inactive', area_under_curve: 0.79, mean_absolute_error: null },
        { rule: 'as in the last period', area_under_curve: 0.72, mean_absolute_error: 0.52 },
      ],
      weeks: Array.from({ length: 13 }, (_, nth) => ({
        on: dayBefore(told_on, 84 - 7 * nth),
        actual: Math.round((orders * 1.03 * (nth + 1)) / 13),
        predicted: (orders * (nth + 1)) / 13,
      })),
    },
  };
}

const lengths: Readonly<Record<CohortPeriod, number>> = { week: 26, month: 24, quarter: 9 };

export function cohorts(shop: Shop, period: CohortPeriod): Cohorts {
  const length = shop.customers === 0 ? 0 : shop.young ? 2 : lengths[period];
  const scale = 10 ** shop.detail.currency_digits;
  return {
    ...stampOf(shop),
    status: 'ok',
    calculated_at: `${today}T03:10:00Z`,
    counted_on: shop.detail.last_order_on ?? today,
    period,
    cohorts: Array.from({ length }, (_, nth) =>
      cohortOf(nth, length, Math.ceil(shop.customers / length), scale, period),
    ),
  };
}

function cohortOf(nth: number, length: number, customers: number, scale: number, period: CohortPeriod): Cohort {
  const days = { week: 7, month: 30.4, quarter: 91.3 }[period];
  const cells = Array.from({ length: length - nth }, (_, since) => {
    const back = since === 0 ? customers : Math.round(customers * 0.24 * 0.94 ** since);
    return {
      customers: back,
      retention: back / customers,
      revenue_minor: back * 40 * scale,
      revenue_per_customer_minor: Math.round(40 * scale * (1 + 0.2 * since)),
      is_complete: nth + since < length - 1,
    };
  });
  return {
    from: dayBefore(today, Math.round((length - 1 - nth) * days)),
    customers,
    is_complete: nth < length - 1,
    cells,
  };
}
