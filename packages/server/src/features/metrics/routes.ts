import { customersContract } from '@regulars/contract/customers.ts';
import { metricsContract } from '@regulars/contract/metrics.ts';
import { contractEndpoints } from '../../platform/http/endpoints.ts';
import {
  benchmarks,
  bestCustomers,
  churnForecast,
  countCustomers,
  customerDetail,
  customerOrders,
  listCustomers,
  ltvDistribution,
  overview,
  rfmCells,
  segments,
} from './metrics.ts';

export const metricsRoutes = [
  ...contractEndpoints('metrics', metricsContract, {
    overview,
    segments,
    ltvDistribution,
    churnForecast,
    bestCustomers,
    rfmCells,
    benchmarks,
  }),
  // Readings stand above customers, so what shows both is plugged in here.
  ...contractEndpoints('customers', customersContract, {
    list: listCustomers,
    count: countCustomers,
    detail: customerDetail,
    orders: customerOrders,
  }),
];
