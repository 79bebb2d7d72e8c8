import { activityContract } from './activity.ts';
import { metricsContract } from './metrics.ts';
import { organizationsContract } from './organizations.ts';

/** Everything the product's own API offers, under `/api/v1`. */
export const contract = {
  organizations: organizationsContract,
  activity: activityContract,
  metrics: metricsContract,
};
export type Contract = typeof contract;
