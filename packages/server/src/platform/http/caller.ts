import type { OrganizationSummary } from '@regulars/contract/organizations.ts';
import type { Actor, Principal } from '../scope.ts';

/** Who stands at the door, found from a session or a key. */
export interface Caller {
  actor: Actor & { kind: 'member' | 'key' };
  /** In the organization of this request. Null: an account that belongs to none yet. */
  principal: Principal | null;
  /** To be sent with the answer: they prolong a session. */
  cookies: readonly string[];
  /** The organizations they may look at. */
  organizations(): Promise<OrganizationSummary[]>;
}

/**
 * Null for a caller without a valid session or key.
 * @throws Refusal `unknown_organization` (404) for an organization that does not exist or is none of the caller's business
 */
export type Identify = (headers: Headers, organization: string | null) => Promise<Caller | null>;
