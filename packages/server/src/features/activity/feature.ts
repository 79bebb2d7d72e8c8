import type { Feature } from '../../platform/http/endpoints.ts';
import { activityJobs } from './jobs.ts';
import { activityRoutes } from './routes.ts';

export const activity: Feature = { name: 'activity', endpoints: activityRoutes, jobs: activityJobs };
