import { type Cohort, type CohortPeriod, cohortPeriods } from '@regulars/contract/forecasts.ts';
import { type Cohort as Counted, cohortsOf, cohortsTogether } from '@regulars/models/cohorts.ts';
import type { PurchaseDays } from '@regulars/models/purchase-days.ts';
import { dateOf } from './days.ts';

/** So many of the newest are kept: what a page can show. */
const newest: Readonly<Record<CohortPeriod, number>> = { week: 26, month: 24, quarter: 16 };

/** Cohorts that are counted part by part of the customers. */
export interface CohortCount {
  add(days: PurchaseDays): void;
  cohorts(): Record<CohortPeriod, Cohort[]>;
}

/** @param until the last day that is counted */
export function countCohorts(until: number): CohortCount {
  const counted: Record<CohortPeriod, Counted[]> = { week: [], month: [], quarter: [] };
  return {
    add: (days) => {
      for (const period of cohortPeriods)
        counted[period] = cohortsTogether([counted[period], cohortsOf(days, period, until)]);
    },
    cohorts: () => {
      const shown = (period: CohortPeriod) => counted[period].slice(-newest[period]).map(cohortOf);
      return { week: shown('week'), month: shown('month'), quarter: shown('quarter') };
    },
  };
}

function cohortOf({ from, customers, isComplete, cells }: Counted): Cohort {
  return {
    from: dateOf(from),
    customers,
    is_complete: isComplete,
    cells: cells.map((cell) => ({
      customers: cell.customers,
      retention: cell.retention,
      revenue_minor: Math.round(cell.revenue),
      revenue_per_customer_minor: Math.round(cell.revenuePerCustomer),
      is_complete: cell.isComplete,
    })),
  };
}
