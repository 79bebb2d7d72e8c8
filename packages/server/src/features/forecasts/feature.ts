import type { Feature } from '../../platform/http/endpoints.ts';
import { forecastsJobs } from './jobs.ts';
import { forecastsRoutes } from './routes.ts';

export const forecasts: Feature = { name: 'forecasts', endpoints: forecastsRoutes, jobs: forecastsJobs };
