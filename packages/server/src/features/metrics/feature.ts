import type { Feature } from '../../platform/http/endpoints.ts';
import { metricsExports } from './exports.ts';
import { peopleExports } from './people/exports.ts';
import { metricsRoutes } from './routes.ts';

export const metrics: Feature = {
  name: 'metrics',
  endpoints: [...metricsRoutes, ...metricsExports, ...peopleExports],
};
