import type { CustomerFilter } from '@regulars/contract/metrics.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Settings } from '../organizations/organizations.ts';
import { addDays, daysBefore, type Moment } from './moment.ts';
import { chosenBy, readRows } from './readings.ts';
import { sumOf } from './trends.ts';

/** Of more customers than these nobody is asked what they were at an earlier day: that goes through every order. */
const most_asked_then = 50_000;

/**
 * Repeat against new customers, and the repeat rate before: without a period it is read off the first and second orders of the customers; with
 * one it is the same question asked that many days ago (null where they are too many).
 */
export async function repeatRatio(scope: Scope, settings: Settings, moment: Moment, filter: CustomerFilter) {
  const days = filter.period ?? 30;
  const now = await repeatCustomers(scope, settings, moment, filter);
  const customers = now.repeat_customers + now.new_customers;
  return {
    customers,
    ...now,
    repeat_rate: rate(now.repeat_customers, customers),
    previous_repeat_rate:
      filter.period === undefined
        ? await rateBefore(scope, settings, moment, filter, { days, ...now })
        : await rateThen(scope, settings, daysBefore(moment, days, settings.timeZone), filter, { customers }),
  };
}

interface Start {
  firsts: number;
  seconds: number;
}

interface Ratio {
  repeat_customers: number;
  new_customers: number;
}

async function repeatCustomers(
  scope: Scope,
  settings: Settings,
  moment: Moment,
  filter: CustomerFilter,
): Promise<Ratio> {
  const [ratio] = await readRows<Ratio>(scope, settings, moment, 'repeat_customers', chosenBy(filter));
  return ratio ?? { repeat_customers: 0, new_customers: 0 };
}

async function rateBefore(
  scope: Scope,
  settings: Settings,
  moment: Moment,
  filter: CustomerFilter,
  { days, repeat_customers, new_customers }: Ratio & { days: number },
) {
  const afterOn = addDays(moment.today, -days);
  const since =
    filter.segment || filter.channel
      ? await readRows<Start>(scope, settings, moment, 'repeat_customers_since', {
          ...chosenBy(filter),
          after_on: afterOn,
        })
      : await readRows<Start>(scope, settings, moment, 'customer_starts', { from_on: addDays(afterOn, 1) });
  return rate(
    repeat_customers - sumOf(since, ({ seconds }) => seconds),
    repeat_customers + new_customers - sumOf(since, ({ firsts }) => firsts),
  );
}

async function rateThen(
  scope: Scope,
  settings: Settings,
  then: Moment,
  filter: CustomerFilter,
  now: { customers: number },
) {
  if (now.customers > most_asked_then) return null;
  // Who was in a segment then takes all the facts of then.
  const text = filter.segment ? 'repeat_customers' : 'repeat_customers_then';
  const [ratio] = await readRows<Ratio>(scope, settings, then, text, chosenBy(filter));
  return ratio ? rate(ratio.repeat_customers, ratio.repeat_customers + ratio.new_customers) : null;
}

const rate = (part: number, whole: number) => (whole === 0 ? null : part / whole);
