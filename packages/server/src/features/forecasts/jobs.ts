import type { Job } from '../../platform/jobs/jobs.ts';
import { calculateWhereDue } from './forecasts.ts';

export const forecastsJobs: readonly Job[] = [
  { name: 'forecasts.calculate', cron: '* * * * *', run: calculateWhereDue },
];
