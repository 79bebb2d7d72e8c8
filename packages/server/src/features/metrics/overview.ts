import type { Overview } from '@regulars/contract/metrics.ts';
import { lifecycleStages } from '@regulars/contract/metrics.ts';
import { localDate } from '../../platform/clock.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Settings } from '../organizations/organizations.ts';
import { medianValue, type ValueClass } from './lifetime-value.ts';
import { addDays, daysBefore, type Moment, monthsOf, startOfLocalDate } from './moment.ts';
import { everyone, readRows } from './readings.ts';
import { growth, type RevenueDay, revenueTrend, sumOf } from './trends.ts';

type Cards = Omit<Overview, 'currency' | 'as_of' | 'today' | 'period_days'>;

/** Contacts of a lifecycle stage in a class of lifetime value. */
interface StageClass {
  stage: Overview['lifecycle'][number]['stage'];
  class_minor: number;
  contact_count: number;
  repeat_customers: number;
  order_count: number;
  gross_minor: number;
  net_minor: number;
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
  const stages = await readRows<StageClass>(scope, settings, moment, 'contacts_by_stage');
  const median = await medianValue(scope, settings, moment, everyone, valuesOf(stages));
  const starts = await readRows<Start>(scope, settings, moment, 'customer_starts', {
    from_on: earlierOf(fromOn, months.previous_month_on),
  });
  const newBefore = await newInPreviousMonth(scope, settings, moment, starts);
  const allDays = await readRows<RevenueDay>(scope, settings, moment, 'revenue_days', { from_on: previousFromOn });
  const uncompared = await restOfPreviousDay(scope, settings, moment, days);

  const totals = totalsOf(stages);
  const newThisMonth = sumOf(
    starts.filter((start) => start.day_on >= months.month_on),
    (start) => start.firsts,
  );
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
      value: newThisMonth,
      month: months.month_on,
      previous: newBefore,
      change: growth(newThisMonth, newBefore),
      sparkline: course.newByDay,
    },
    average_ltv: {
      mean_minor: totals.customers === 0 ? null : Math.round(totals.mean_net_minor),
      median_minor: median,
      ...course.averageLtv,
    },
    ...revenue,
    lifecycle: lifecycleStages.map((stage) => {
      const found = stages.filter((row) => row.stage === stage);
      return {
        stage,
        count: sumOf(found, (row) => row.contact_count),
        net_minor: sumOf(found, (row) => row.net_minor),
      };
    }),
  };
}

interface Totals {
  contacts: number;
  customers: number;
  prospects: number;
  repeat_customers: number;
  customers_order_count: number;
  customers_gross_minor: number;
  customers_refunded_minor: number;
  customers_net_minor: number;
  /** Not rounded; 0 without customers. */
  mean_net_minor: number;
  prospects_net_minor: number;
  prospects_with_credit: number;
}

/** Whoever is no prospect is a customer. */
function totalsOf(stages: readonly StageClass[]): Totals {
  const ofProspects = stages.filter(({ stage }) => stage === 'prospect');
  const ofCustomers = stages.filter(({ stage }) => stage !== 'prospect');
  const contacts = ({ contact_count }: StageClass) => contact_count;
  const customers = sumOf(ofCustomers, contacts);
  const prospects = sumOf(ofProspects, contacts);
  const gross = sumOf(ofCustomers, (each) => each.gross_minor);
  const net = sumOf(ofCustomers, (each) => each.net_minor);
  return {
    contacts: customers + prospects,
    customers,
    prospects,
    repeat_customers: sumOf(ofCustomers, (each) => each.repeat_customers),
    customers_order_count: sumOf(ofCustomers, (each) => each.order_count),
    customers_gross_minor: gross,
    customers_refunded_minor: gross - net,
    customers_net_minor: net,
    mean_net_minor: customers === 0 ? 0 : net / customers,
    prospects_net_minor: sumOf(ofProspects, (each) => each.net_minor),
    prospects_with_credit: sumOf(
      ofProspects.filter(({ class_minor }) => class_minor !== 0),
      contacts,
    ),
  };
}

/** The customers among them by lifetime value. */
function valuesOf(stages: readonly StageClass[]): ValueClass[] {
  const counts = new Map<number, number>();
  for (const { stage, class_minor, contact_count } of stages) {
    if (stage !== 'prospect') counts.set(class_minor, (counts.get(class_minor) ?? 0) + contact_count);
  }
  return [...counts].map(([class_minor, customer_count]) => ({ class_minor, customer_count }));
}

/** Who became a customer in the month before, until this day and time of it. `starts` hold all of that month. */
async function newInPreviousMonth(
  scope: Scope,
  settings: Settings,
  moment: Moment,
  starts: readonly Start[],
): Promise<number> {
  const { previous_month_on, previous_month_at } = monthsOf(moment, settings.timeZone);
  const lastOn = localDate(previous_month_at, settings.timeZone);
  const [later] = await readRows<{ firsts: number }>(scope, settings, moment, 'starts_after', {
    on_date: lastOn,
    after_at: previous_month_at,
  });
  const untilThen = starts.filter((start) => start.day_on >= previous_month_on && start.day_on <= lastOn);
  return sumOf(untilThen, (start) => start.firsts) - (later?.firsts ?? 0);
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
  const since = starts.filter((start) => start.day_on >= fromOn);
  let customers = totals.customers - sumOf(since, (start) => start.firsts);
  let repeat = totals.repeat_customers - sumOf(since, (start) => start.seconds);
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
    averageLtv: trend(Math.round(atStart.mean), totals.mean_net_minor, course.mean),
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

const earlierOf = (a: string, b: string) => (a < b ? a : b);
