import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { createClient } from '@regulars/client';

/**
 * The API as queries. Every key begins with the organization, so that no figure of one is ever shown, not even for a
 * moment, under the name of another.
 */
export function organizationApi(slug: string) {
  const client = createClient({ url: location.origin, organization: slug });
  return createTanstackQueryUtils(client, { path: ['organization', slug] });
}
export type OrganizationApi = ReturnType<typeof organizationApi>;

/** What can be asked before an organization is chosen. */
export const api = createTanstackQueryUtils(createClient({ url: location.origin }), {
  path: ['account'],
});
