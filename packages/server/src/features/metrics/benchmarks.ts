import type { InferContractRouterOutputs } from '@orpc/contract';
import type { metricsContract } from '@regulars/contract/metrics.ts';

type Benchmark = InferContractRouterOutputs<typeof metricsContract>['benchmarks']['benchmarks'][number];

/**
 * Published figures of the field. A figure stands here only with the public page and the year it was published in, and only
 * where its definition is ours: repeat rate = customers who bought again ÷ customers; average order value per checkout.
 */
export const benchmarkTable: readonly Benchmark[] = [
  repeatRate('Online shops, all', 0.282, 2025, 'Opensend', 'https://opensend.com/post/repeat-purchase-rate-ecommerce'),
  repeatRate('Grocery', 0.652, 2026, 'Rivo', 'https://www.rivo.io/blog/repeat-purchase-rate-complete-guide'),
  repeatRate('Luxury goods', 0.099, 2026, 'Rivo', 'https://www.rivo.io/blog/repeat-purchase-rate-complete-guide'),
  orderValue('Luxury and jewelry', 436),
  orderValue('Home and furniture', 253),
  orderValue('Consumer goods', 211),
  orderValue('Fashion, accessories and apparel', 196),
  orderValue('Food and beverage', 114),
  orderValue('Multi-brand retail', 94),
  orderValue('Pet care and veterinary services', 83),
  orderValue('Beauty and personal care', 71),
];

function repeatRate(industry: string, value: number, year: number, source: string, url: string): Benchmark {
  return { metric: 'repeat_rate', industry, value, unit: 'fraction', currency: null, year, source, url };
}

/** September 2024, US dollars a checkout. */
function orderValue(industry: string, value: number): Benchmark {
  return {
    metric: 'average_order_value',
    industry,
    value,
    unit: 'currency',
    currency: 'USD',
    year: 2024,
    source: 'Oberlo',
    url: 'https://www.oberlo.com/statistics/average-order-value-by-industry',
  };
}
