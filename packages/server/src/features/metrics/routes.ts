import { metricsContract } from '@regulars/contract/metrics.ts';
import { contractEndpoints } from '../../platform/http/endpoints.ts';
import { benchmarks, bestCustomers, churnForecast, ltvDistribution, overview, rfmCells, segments } from './metrics.ts';

export const metricsRoutes = contractEndpoints('metrics', metricsContract, {
  overview,
  segments,
  ltvDistribution,
  churnForecast,
  bestCustomers,
  rfmCells,
  benchmarks,
});
