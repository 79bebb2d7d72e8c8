import type { Feature } from '../../platform/http/endpoints.ts';
import { startImports } from './beside.ts';
import { importsJobs } from './jobs.ts';
import { importsRoutes } from './routes.ts';

export const imports: Feature = {
  name: 'imports',
  endpoints: importsRoutes,
  jobs: importsJobs,
  background: startImports,
};
