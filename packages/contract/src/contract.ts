import { accountsContract } from './accounts.ts';
import { activityContract } from './activity.ts';
import { customersContract } from './customers.ts';
import { forecastsContract } from './forecasts.ts';
import { importsContract } from './imports.ts';
import { metricsContract } from './metrics.ts';
import { organizationsContract } from './organizations.ts';

/** Everything the product's own API offers, under `/api/v1`. */
export const contract = {
  accounts: accountsContract,
  organizations: organizationsContract,
  activity: activityContract,
  imports: importsContract,
  forecasts: forecastsContract,
  metrics: metricsContract,
  customers: customersContract,
};
export type Contract = typeof contract;
