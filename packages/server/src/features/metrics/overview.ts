import type { Overview } from '@regulars/contract/metrics.ts';
import { lifecycleStages } from '@regulars/contract/metrics.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Settings } from '../organizations/organizations.ts';
import { addDays, daysBefore, type Moment, monthsOf, startOfLocalDate } from './moment.ts';
import { readRows } from './readings.ts';
import { growth, type RevenueDay, revenueTrend, sumOf } from './trends.ts';

type Cards = Omit<Overview, 'currency' | 'as_of' | 'today' | 'period_days'>;

interface Totals {
  contacts: number;
  customers: number;
  prospects: number;
  repeat_customers: number;
  new_this_month: number;
  new_in_previous_month: number;
  customers_order_count: number;
  customers_gross_minor: number;
  customers_refunded_minor: number;
  customers_net_minor: number;
  mean_net_minor: string | null;
  median_net_minor: number | null;
  prospects_net_minor: number;
  prospects_with_credit: number;
}

interface Start {
  day_on: string;
  firsts: number;
  seconds: number;
}

/** The five cards, each with what it was before and its course over the period of `days` local dates that end today. */
export async function overviewCards(scope: Scope, settings: Settings, moment: Moment, days: number): Promise<Cards> {
  const fromOn = addDays(moment.today, 1 - days);
  const previousFromOn = addDays(fromOn, -days);
  const months = monthsOf(moment, settings.timeZone);
  const [totals] = await readRows<Totals>(scope, settings, moment, 'customer_totals', months);
  const stages = await readRows<{
    stage: Overview['lifecycle'][number]['stage'];
    contact_count: number;
    net_minor: number;
  }>(scope, settings, moment, 'lifecycle_stages');
  const starts = await readRows<Start>(scope, settings, moment, 'customer_starts', { from_on: fromOn });
  const allDays = await readRows<RevenueDay>(scope, settings, moment, 'revenue_days', { from_on: previousFromOn });
  const uncompared = await restOfPreviousDay(scope, settings, moment, days);
  if (!totals) throw new Error('the totals are one row');

  const revenue = revenueCards(allDays, totals, moment, fromOn, previousFromOn, uncompared);
  const course = customerCourse(starts, allDays, totals, fromOn, moment.today);
  return {
    total_customers: {
      value: totals.customers,
      contacts: totals.contacts,
      prospects: totals.prospects,
      ...course.customers,
    },
    repeat_customers: {
      value: totals.repeat_customers,
      rate: totals.customers === 0 ? null : totals.repeat_customers / totals.customers,
      ...course.repeat,
    },
    new_this_month: {
      value: totals.new_this_month,
      month: months.month_on,
      previous: totals.new_in_previous_month,
      change: growth(totals.new_this_month, totals.new_in_previous_month),
      sparkline: course.newByDay,
    },
    average_ltv: {
      mean_minor: totals.mean_net_minor === null ? null : Math.round(Number(totals.mean_net_minor)),
      median_minor: totals.median_net_minor === null ? null : Math.round(totals.median_net_minor),
      ...course.averageLtv,
    },
    ...revenue,
    lifecycle: lifecycleStages.map((stage) => {
      const found = stages.find((row) => row.stage === stage);
      return { stage, count: found?.contact_count ?? 0, net_minor: found?.net_minor ?? 0 };
    }),
  };
}

/** What was booked on the last date before the period after this moment's time of day: no part of the comparison. */
async function restOfPreviousDay(scope: Scope, settings: Settings, moment: Moment, days: number): Promise<number> {
  const [rest] = await readRows<{ net_minor: number }>(scope, settings, moment, 'revenue_between', {
    from_at: daysBefore(moment, days, settings.timeZone).at,
    until_at: startOfLocalDate(addDays(moment.today, 1 - days), settings.timeZone),
  });
  return rest?.net_minor ?? 0;
}

function revenueCards(
  days: readonly RevenueDay[],
  totals: Totals,
  moment: Moment,
  fromOn: string,
  previousFromOn: string,
  uncompared: number,
): Pick<Cards, 'total_revenue' | 'average_order_value_minor' | 'revenue_trend'> {
  const net = (day: RevenueDay) => day.gross_minor - day.refunded_minor;
  const inPeriod = days.filter((day) => day.day_on >= fromOn && day.day_on <= moment.today);
  const before = days.filter((day) => day.day_on >= previousFromOn && day.day_on < fromOn);
  const allNet = sumOf(days, net);
  const orders = sumOf(days, (day) => day.order_count);
  const periodNet = sumOf(inPeriod, net);
  const previousNet = sumOf(before, net) - uncompared;
  const guestsNet = sumOf(days, (day) => day.guests_net_minor);
  const trend = revenueTrend(inPeriod, before, fromOn, moment.today);
  return {
    total_revenue: {
      net_minor: allNet,
      gross_minor: sumOf(days, (day) => day.gross_minor),
      refunded_minor: sumOf(days, (day) => day.refunded_minor),
      customers_net_minor: totals.customers_net_minor,
      guests_net_minor: guestsNet,
      prospects_net_minor: totals.prospects_net_minor,
      prospects_with_credit: totals.prospects_with_credit,
      period_net_minor: periodNet,
      order_count: orders,
      guest_order_count: sumOf(days, (day) => day.guest_order_count),
      parts: revenueParts(days, totals),
      previous: previousNet,
      change: growth(periodNet, previousNet),
      sparkline: trend.points.map((point) => point.customers_net_minor + point.guests_net_minor),
    },
    average_order_value_minor: orders === 0 ? null : Math.round(allNet / orders),
    revenue_trend: trend,
  };
}

/** Whose the revenue of all time is. */
function revenueParts(days: readonly RevenueDay[], totals: Totals): Cards['total_revenue']['parts'] {
  const part = (
    of: Cards['total_revenue']['parts'][number]['of'],
    order_count: number,
    gross_minor: number,
    refunded_minor: number,
  ) => ({
    of,
    order_count,
    gross_minor,
    refunded_minor,
    net_minor: gross_minor - refunded_minor,
  });
  return [
    part('customers', totals.customers_order_count, totals.customers_gross_minor, totals.customers_refunded_minor),
    part(
      'guests',
      sumOf(days, (day) => day.guest_order_count),
      sumOf(days, (day) => day.guests_gross_minor),
      sumOf(days, (day) => day.guests_refunded_minor),
    ),
    part('contacts', 0, 0, -totals.prospects_net_minor),
  ];
}

/** How many customers there were at the end of each day of the period, by their first and second order as known now. */
function customerCourse(
  starts: readonly Start[],
  days: readonly RevenueDay[],
  totals: Totals,
  fromOn: string,
  today: string,
) {
  const startsOn = new Map(starts.map((start) => [start.day_on, start]));
  const netOn = new Map(days.map((day) => [day.day_on, day.gross_minor - day.refunded_minor - day.guests_net_minor]));
  const beforeOn = addDays(fromOn, -1);
  let customers = startsOn.get(beforeOn)?.firsts ?? 0;
  let repeat = startsOn.get(beforeOn)?.seconds ?? 0;
  // Credit of people who never bought is in the days but in no customer's value.
  let net =
    sumOf(
      [...netOn].filter(([day]) => day < fromOn),
      ([, value]) => value,
    ) - totals.prospects_net_minor;
  const mean = () => (customers === 0 ? 0 : net / customers);
  const atStart = { customers, repeat, mean: mean() };
  const course = { customers: [] as number[], repeat: [] as number[], newByDay: [] as number[], mean: [] as number[] };
  for (let day = fromOn; day <= today; day = addDays(day, 1)) {
    const start = startsOn.get(day);
    customers += start?.firsts ?? 0;
    repeat += start?.seconds ?? 0;
    net += netOn.get(day) ?? 0;
    course.customers.push(customers);
    course.repeat.push(repeat);
    course.newByDay.push(start?.firsts ?? 0);
    course.mean.push(Math.round(mean()));
  }
  const trend = (previous: number, now: number, sparkline: number[]) => ({
    previous,
    change: growth(now, previous),
    sparkline: thin(sparkline),
  });
  return {
    customers: trend(atStart.customers, totals.customers, course.customers),
    repeat: trend(atStart.repeat, totals.repeat_customers, course.repeat),
    averageLtv: trend(Math.round(atStart.mean), Number(totals.mean_net_minor ?? 0), course.mean),
    newByDay: thin(course.newByDay, 'sum'),
  };
}

/** At most 60 points: a longer course keeps the last of each stretch, or its sum. */
function thin(points: readonly number[], by: 'last' | 'sum' = 'last'): number[] {
  const stretch = Math.ceil(points.length / 60);
  if (stretch <= 1) return [...points];
  const thinned: number[] = [];
  for (let end = points.length; end > 0; end -= stretch) {
    const part = points.slice(Math.max(0, end - stretch), end);
    thinned.unshift(by === 'sum' ? part.reduce((sum, point) => sum + point, 0) : (part.at(-1) ?? 0));
  }
  return thinned;
}
