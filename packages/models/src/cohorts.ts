import { type CalendarPeriod, firstDayOf, periodOf } from './calendar.ts';
import type { PurchaseDays } from './purchase-days.ts';

/** Customers who first bought in one period of the calendar. */
export interface Cohort {
  /** The period's first day. */
  from: number;
  customers: number;
  /** Whether everybody of it is there: it is not while its period is not over. */
  isComplete: boolean;
  /** By periods since the first: 0 is the period of the first purchase. */
  cells: CohortCell[];
}

export interface CohortCell {
  /** Customers who bought in that period. */
  customers: number;
  /** ÷ the customers of the cohort. */
  retention: number;
  /** What they bought for. */
  revenue: number;
  /** What they bought for until the end of that period, ÷ the customers of the cohort. */
  revenuePerCustomer: number;
  /** Whether that period is over: what is not is counted so far, and is not to be compared. */
  isComplete: boolean;
}

/**
 * Retention and revenue by cohorts: counts, no model. `until`: the last day that is known, inclusive.
 * @param period what both the cohorts and the time since are cut into
 */
export function cohortsOf({ from, day, amount }: PurchaseDays, period: CalendarPeriod, until: number): Cohort[] {
  const cohorts = new Map<number, Cohort>();
  const last = periodOf(until, period);
  const isOver = (number: number) => firstDayOf(number + 1, period) <= until + 1;
  const numberOf = remembered((at) => periodOf(at, period));
  for (let who = 0; who + 1 < from.length; who++) {
    const begin = from[who] ?? 0;
    const end = from[who + 1] ?? 0;
    if (begin === end || (day[begin] ?? 0) > until) continue;
    const first = numberOf(day[begin] ?? 0);
    const cohort = cohorts.get(first) ?? empty(first);
    cohorts.set(first, cohort);
    cohort.customers += 1;
    let latest = -1;
    for (let at = begin; at < end && (day[at] ?? 0) <= until; at++) {
      const since = numberOf(day[at] ?? 0) - first;
      const cell = cohort.cells[since];
      if (!cell) continue;
      cell.revenue += amount[at] ?? 0;
      if (since !== latest) cell.customers += 1;
      latest = since;
    }
  }
  return [...cohorts].sort(([one], [other]) => one - other).map(([, cohort]) => withShares(cohort));

  function empty(first: number): Cohort {
    const cells = Array.from({ length: last - first + 1 }, (_, since) => ({
      customers: 0,
      retention: 0,
      revenue: 0,
      revenuePerCustomer: 0,
      isComplete: isOver(first + since),
    }));
    return { from: firstDayOf(first, period), customers: 0, isComplete: isOver(first), cells };
  }
}

/** The same of parts of a shop's customers, put together: they were counted until the same day. */
export function cohortsTogether(parts: readonly (readonly Cohort[])[]): Cohort[] {
  const together = new Map<number, Cohort>();
  for (const cohort of parts.flat()) {
    const known = together.get(cohort.from);
    together.set(cohort.from, known ? sumOf(known, cohort) : cohort);
  }
  return [...together.values()].sort((one, other) => one.from - other.from).map(withShares);
}

function sumOf(one: Cohort, other: Cohort): Cohort {
  const cells = one.cells.map((cell, since) => ({
    ...cell,
    customers: cell.customers + (other.cells[since]?.customers ?? 0),
    revenue: cell.revenue + (other.cells[since]?.revenue ?? 0),
  }));
  return { ...one, customers: one.customers + other.customers, cells };
}

function withShares(cohort: Cohort): Cohort {
  let revenue = 0;
  for (const cell of cohort.cells) {
    revenue += cell.revenue;
    cell.retention = cell.customers / cohort.customers;
    cell.revenuePerCustomer = revenue / cohort.customers;
  }
  return cohort;
}

/** Days come again and again: their periods are looked up once. */
function remembered(work: (at: number) => number): (at: number) => number {
  const known = new Map<number, number>();
  return (at) => {
    const found = known.get(at) ?? work(at);
    known.set(at, found);
    return found;
  };
}
