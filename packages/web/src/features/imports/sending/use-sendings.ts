import { useSyncExternalStore } from 'react';
import { useOrganization } from '../../organizations/organizations.ts';
import { sendFileTo } from './send-file.ts';
import { makeSendings, type Sendings, type SentFile } from './sendings.ts';

const ofOrganizations = new Map<string, Sendings>();

/** The files on their way to this organization. */
export function useSendings(): [readonly SentFile[], Sendings] {
  const { slug } = useOrganization().detail;
  const sendings = ofOrganizations.get(slug) ?? makeSendings(sendFileTo(slug));
  ofOrganizations.set(slug, sendings);
  return [useSyncExternalStore(sendings.subscribe, sendings.current), sendings];
}
