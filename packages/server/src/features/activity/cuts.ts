import { ltvBuckets } from '@regulars/contract/metrics.ts';
import type { Settings } from '../organizations/organizations.ts';

/**
 * By which values customers are told apart when they are counted in cells: the least value of every class but the first, ascending.
 * Two customers in the same classes who bought last on the same date read the same, whatever day it is.
 */
export interface Cuts {
  order_bounds: readonly number[];
  net_bounds: readonly number[];
  window_order_bounds: readonly number[];
  window_net_bounds: readonly number[];
}

/** Where the buckets of lifetime value begin, but for the first: major units. */
export const ltvBeginnings: readonly number[] = ltvBuckets.slice(1).map((bucket) => Number.parseInt(bucket, 10));

/** The same in the organization's minor units. */
export function ltvBounds({ currencyDigits }: Settings): number[] {
  return ltvBeginnings.map((major) => major * 10 ** currencyDigits);
}

/** Every bound that a reading, a bucket or a churn curve (`app.order_class`) knows. */
export function cutsOf(settings: Settings): Cuts {
  const t = settings.thresholds;
  return {
    order_bounds: ascending([1, 2, 4, t.occasional_from_orders, t.regular_from_orders, t.frequent_over_orders + 1]),
    // Nothing is a class of its own: who has a value, below or above, is told apart.
    net_bounds: ascending([0, 1, t.medium_from_minor, t.high_from_minor, t.vip_over_minor + 1, ...ltvBounds(settings)]),
    window_order_bounds: ascending([t.f2_from_orders, t.f3_from_orders, t.f4_from_orders, t.f5_from_orders]),
    window_net_bounds: ascending([t.m2_from_minor, t.m3_from_minor, t.m4_from_minor, t.m5_from_minor]),
  };
}

/** What cells that are cut so are known by. */
export function nameOfCuts(cuts: Cuts): string {
  return JSON.stringify([cuts.order_bounds, cuts.net_bounds, cuts.window_order_bounds, cuts.window_net_bounds]);
}

const ascending = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);
