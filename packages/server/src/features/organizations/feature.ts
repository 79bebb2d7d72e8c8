import type { Feature } from '../../platform/http/endpoints.ts';
import { organizationsRoutes } from './routes.ts';

export const organizations: Feature = { name: 'organizations', endpoints: organizationsRoutes };
