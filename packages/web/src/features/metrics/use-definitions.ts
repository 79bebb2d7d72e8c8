import { useMemo } from 'react';
import { useOrganization } from '../organizations/organizations.ts';
import { definitionsUnder, hintsUnder } from './definitions.ts';

export function useDefinitions() {
  const { detail, currency } = useOrganization();
  return useMemo(() => definitionsUnder({ thresholds: detail.thresholds, currency }), [detail.thresholds, currency]);
}

export function useHints() {
  const { detail, currency } = useOrganization();
  return useMemo(() => hintsUnder({ thresholds: detail.thresholds, currency }), [detail.thresholds, currency]);
}
