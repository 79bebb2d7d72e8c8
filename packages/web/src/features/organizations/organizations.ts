import type { OrganizationDetail, Session } from '@regulars/contract/organizations.ts';
import { createContext, useContext } from 'react';
import type { OrganizationApi } from '../../api.ts';
import type { Currency } from '../../format/money.ts';
import type { AsOf } from './as-of.ts';

/** The organization whose figures are on the page, as every widget needs it. */
export interface CurrentOrganization {
  detail: OrganizationDetail;
  session: Session;
  api: OrganizationApi;
  currency: Currency;
  asOf: AsOf;
  /** Today where the organization is. */
  today: string;
}

export const OrganizationContext = createContext<CurrentOrganization | undefined>(undefined);

export function useOrganization(): CurrentOrganization {
  const organization = useContext(OrganizationContext);
  if (!organization) throw new Error('useOrganization stands outside an organization’s pages');
  return organization;
}
