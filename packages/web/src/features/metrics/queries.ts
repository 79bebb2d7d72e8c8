import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { allTime, type UrlState } from '../../url-state.ts';
import { useUrlState } from '../../use-url-state.ts';
import { useOrganization } from '../organizations/organizations.ts';
import { overviewDays } from './overview/period-words.ts';

export const defaultOverviewPeriod = 30;

/** Figures of the filters before stay, dimmed, until the new ones are there. */
const calm = { placeholderData: keepPreviousData };

export function useOverview() {
  const { api, asOf, detail, today } = useOrganization();
  const [{ period = defaultOverviewPeriod }] = useUrlState();
  const days = period === allTime ? overviewDays(detail.first_order_on, asOf.on ?? today) : period;
  const input = { period: days, as_of: asOf.on };
  return useQuery(api.metrics.overview.queryOptions({ input, ...calm }));
}

export function useSegments() {
  const { api } = useOrganization();
  // The segment is what this table offers to choose, so choosing one does not empty it of the others.
  const { segment: _, ...input } = useCustomerFilter();
  return useQuery(api.metrics.segments.queryOptions({ input, ...calm }));
}

export function useLtvDistribution() {
  const { api } = useOrganization();
  return useQuery(api.metrics.ltvDistribution.queryOptions({ input: useCustomerFilter(), ...calm }));
}

export function useChurnForecast() {
  const { api } = useOrganization();
  return useQuery(api.metrics.churnForecast.queryOptions({ input: { ...useCustomerFilter(), limit: 50 }, ...calm }));
}

export function useBestCustomers() {
  const { api } = useOrganization();
  return useQuery(api.metrics.bestCustomers.queryOptions({ input: { ...useCustomerFilter(), limit: 8 }, ...calm }));
}

export function useRfmCells() {
  const { api } = useOrganization();
  return useQuery(api.metrics.rfmCells.queryOptions({ input: useCustomerFilter(), ...calm }));
}

export function useBenchmarks() {
  const { api } = useOrganization();
  return useQuery(api.metrics.benchmarks.queryOptions());
}

/** The filters of the customers page as the API takes them. */
export function useCustomerFilter() {
  const [{ period, channel, segment }] = useUrlState();
  const { asOf } = useOrganization();
  return { period: period === allTime ? undefined : period, channel, segment, as_of: asOf.on };
}

/** Whether any filter narrows the customers. */
export function isFiltered({ period, channel, segment }: UrlState): boolean {
  return (period !== undefined && period !== allTime) || channel !== undefined || segment !== undefined;
}
