import type { InferContractRouterOutputs } from '@orpc/contract';
import { type CustomerFilter, ltvBuckets, type metricsContract } from '@regulars/contract/metrics.ts';
import type { Scope } from '../../platform/scope.ts';
import { cutsOf } from '../activity/activity.ts';
import type { Settings } from '../organizations/organizations.ts';
import { begin, type Moment, stamp } from './moment.ts';
import { type Chosen, chosenBy, readRows } from './readings.ts';
import { sumOf } from './trends.ts';

type Distribution = InferContractRouterOutputs<typeof metricsContract>['ltvDistribution'];

/** How many customers are in a class of lifetime value, which is known by its least value. */
export interface ValueClass {
  class_minor: number;
  customer_count: number;
}

/** Customers by lifetime value, with mean and median. */
export async function ltvDistribution(scope: Scope, filter: CustomerFilter): Promise<Distribution> {
  const { settings, moment } = await begin(scope, filter.as_of);
  const classes = await readRows<ValueClass & { bucket: number; net_minor: number }>(
    scope,
    settings,
    moment,
    'ltv_classes',
    chosenBy(filter),
  );
  const customers = sumOf(classes, ({ customer_count }) => customer_count);
  const net = sumOf(classes, ({ net_minor }) => net_minor);
  return {
    ...stamp(settings, moment),
    buckets: ltvBuckets.map((bucket, nth) => {
      const within = classes.filter((each) => each.bucket === nth);
      return {
        bucket,
        count: sumOf(within, ({ customer_count }) => customer_count),
        net_minor: sumOf(within, ({ net_minor }) => net_minor),
      };
    }),
    customers,
    mean_minor: customers === 0 ? null : Math.round(net / customers),
    median_minor: await medianValue(scope, settings, moment, chosenBy(filter), classes),
  };
}

/**
 * The median lifetime value of these customers, rounded to a minor unit; null: there are none. `classes` are theirs: they tell in which one
 * the middle lies and at which rank of it, so that only the rows from there on are read.
 */
export async function medianValue(
  scope: Scope,
  settings: Settings,
  moment: Moment,
  chosen: Chosen,
  classes: readonly ValueClass[],
): Promise<number | null> {
  const customers = sumOf(classes, ({ customer_count }) => customer_count);
  if (customers === 0) return null;
  const rows = await readRows<{ net_minor: number }>(scope, settings, moment, 'ltv_ranks', {
    ...chosen,
    ...middleOf(classes, Math.floor((customers - 1) / 2), customers % 2 === 0, cutsOf(settings).net_bounds),
  });
  const middle = rows.slice(0, customers % 2 === 0 ? 2 : 1);
  return Math.round(sumOf(middle, ({ net_minor }) => net_minor) / middle.length);
}

/** The class in which the customer of this rank is, from its least value on and, unless the next rank may be beyond it, until its end. */
function middleOf(classes: readonly ValueClass[], rank: number, isPair: boolean, bounds: readonly number[]) {
  let before = 0;
  for (const { class_minor, customer_count } of [...classes].sort((a, b) => a.class_minor - b.class_minor)) {
    if (rank < before + customer_count) {
      const isWithin = !isPair || rank + 1 < before + customer_count;
      return {
        nth: rank - before,
        // The lowest class has no least value.
        from_minor: bounds.includes(class_minor) ? class_minor : null,
        below_minor: isWithin ? (bounds.find((bound) => bound > class_minor) ?? null) : null,
      };
    }
    before += customer_count;
  }
  throw new RangeError(`${rank} is no rank of ${before} customers`);
}
