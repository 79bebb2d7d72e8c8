import * as z from 'zod';
import { endpoint, fraction, instant, localDate, minor, stamp } from './base.ts';
import { ltvBuckets } from './metrics.ts';

/** A number that is not certain, and between which it lies in 19 of 20 cases as far as can be told. */
const interval = z.object({ value: z.number(), low: z.number(), high: z.number() });
const intervalOfMoney = z.object({ value: minor, low: minor, high: minor });

const method = z.object({
  /** BG/NBD, MBG/NBD or Pareto/NBD. */
  model: z.string(),
  /** Whether its risk is corrected by what else is known of a customer. */
  is_corrected: z.boolean(),
  /** Chosen and learned on so many days before the day that is told from. */
  learned_days: z.int(),
});

/** How the same way would have told the shop's last horizon, chosen and learned before it. */
export const reportCard = z.object({
  /** The day that was pretended to be the last. */
  told_on: localDate,
  horizon_days: z.int(),
  method,
  customers: z.int(),
  /** Those of them who bought within the horizon. */
  buyers: z.int(),
  purchases: z.object({
    actual: z.int(),
    predicted: interval,
    /** Of the purchases of each customer. */
    mean_absolute_error: z.number(),
    gini: z.number().nullable(),
    /** The share of all purchases made by the tenth of the customers of whom the most were expected. */
    top_decile_share: fraction.nullable(),
  }),
  risk: z.object({
    /** The chance that somebody who stayed silent was said to be more at risk than somebody who bought: 0.5 is chance. */
    area_under_curve: fraction.nullable(),
    brier: z.number(),
    /** Ten tenths of the customers, from the least risk to the most: what was said, and what happened. */
    deciles: z.array(z.object({ customers: z.int(), predicted: fraction, actual: fraction })),
  }),
  /** Rules without a model, held to the same. */
  naive: z.array(
    z.object({ rule: z.string(), area_under_curve: fraction.nullable(), mean_absolute_error: z.number().nullable() }),
  ),
  /** Purchases since that day, week by week, all together so far. */
  weeks: z.array(z.object({ on: localDate, actual: z.int(), predicted: z.number() })),
});
export type ReportCard = z.infer<typeof reportCard>;

export const forecastReasons = [
  'too_few_customers',
  'too_few_repeaters',
  'too_short',
  'uncertain_parameters',
  'no_model_fits',
  'no_better_than',
] as const;

/** What is to be expected of the customers there are; those who are yet to come are in none of it. */
export const outlook = z.object({
  /** Why nothing is told, or only with doubt. */
  reasons: z.array(z.object({ code: z.enum(forecastReasons), text: z.string() })),
  method: method.nullable(),
  customers: z.int(),
  /** Within 30, 90 and 365 days. A purchase is a day with an order: several orders of one day are one. */
  expected: z.array(
    z.object({
      within_days: z.int(),
      purchases: interval,
      /** Null: nothing is known of spending. */
      spend_minor: intervalOfMoney.nullable(),
    }),
  ),
  /** Customers by what they are expected to spend within 365 days. */
  values: z.array(z.object({ bucket: z.enum(ltvBuckets), customers: z.int(), spend_minor: minor })),
  report: reportCard.nullable(),
});
export type Outlook = z.infer<typeof outlook>;

export const forecastStatuses = ['ok', 'weak', 'insufficient', 'not_yet', 'not_for_locations'] as const;

export const forecast = outlook.extend({
  ...stamp,
  /**
   * `weak`: told, with doubt. `insufficient`: not told, for the reasons given. `not_yet`: about to be calculated. `not_for_locations`: told of
   * whole organizations only, and this caller sees some of its locations.
   */
  status: z.enum(forecastStatuses),
  /** Null: not yet. */
  calculated_at: instant.nullable(),
  told_on: localDate.nullable(),
  /** What a churn risk looks ahead. */
  horizon_days: z.int(),
});
export type Forecast = z.infer<typeof forecast>;

export const cohortPeriods = ['week', 'month', 'quarter'] as const;
export type CohortPeriod = (typeof cohortPeriods)[number];

/** Customers who first bought in one period of the calendar, and what came of them, period by period: the first is that of the first order. */
export const cohort = z.object({
  /** The first day of that period. */
  from: localDate,
  customers: z.int(),
  /** Not while that period goes on: more may join. */
  is_complete: z.boolean(),
  cells: z.array(
    z.object({
      /** Who bought in that period. */
      customers: z.int(),
      /** ÷ the customers of the cohort. */
      retention: fraction,
      /** What they bought for, less what was given back of these orders. */
      revenue_minor: minor,
      /** The same until the end of that period, ÷ the customers of the cohort. */
      revenue_per_customer_minor: minor,
      /** Not while that period goes on: counted so far. */
      is_complete: z.boolean(),
    }),
  ),
});
export type Cohort = z.infer<typeof cohort>;

export const cohorts = z.object({
  ...stamp,
  /** See the forecast's. */
  status: z.enum(['ok', 'not_yet', 'not_for_locations']),
  /** Null: not yet. */
  calculated_at: instant.nullable(),
  /** The last day that was counted. */
  counted_on: localDate.nullable(),
  period: z.enum(cohortPeriods),
  cohorts: z.array(cohort),
});
export type Cohorts = z.infer<typeof cohorts>;

export const forecastsContract = {
  forecast: endpoint('metrics:read')
    .route({
      method: 'GET',
      path: '/forecast',
      summary: 'What is to be expected: orders, spending, and how well the same way would have told the past',
      tags: ['Forecasts'],
    })
    .input(z.object({}))
    .output(forecast),
  cohorts: endpoint('metrics:read')
    .route({
      method: 'GET',
      path: '/cohorts',
      summary: 'Retention and revenue of customers by when they first bought: the newest cohorts',
      tags: ['Forecasts'],
    })
    .input(z.object({ period: z.enum(cohortPeriods).default('month') }))
    .output(cohorts),
};
