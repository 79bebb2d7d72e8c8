import type { CohortPeriod } from '@regulars/contract/forecasts.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useOrganization } from '../organizations/organizations.ts';

export function useForecast() {
  const { api } = useOrganization();
  return useQuery(api.forecasts.forecast.queryOptions({ input: {} }));
}

export function useCohorts(period: CohortPeriod) {
  const { api } = useOrganization();
  return useQuery(api.forecasts.cohorts.queryOptions({ input: { period }, placeholderData: keepPreviousData }));
}
