import { organizationsContract } from '@regulars/contract/organizations.ts';
import { askingCaller, contractEndpoints } from '../../platform/http/endpoints.ts';
import { organizationDetail, sessionOf } from './organizations.ts';

export const organizationsRoutes = contractEndpoints('organizations', organizationsContract, {
  session: askingCaller(sessionOf),
  organization: organizationDetail,
});
