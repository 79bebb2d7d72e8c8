import { forecastsContract } from '@regulars/contract/forecasts.ts';
import { contractEndpoints } from '../../platform/http/endpoints.ts';
import { readCohorts, readForecast } from './forecasts.ts';

export const forecastsRoutes = contractEndpoints('forecasts', forecastsContract, {
  forecast: readForecast,
  cohorts: readCohorts,
});
