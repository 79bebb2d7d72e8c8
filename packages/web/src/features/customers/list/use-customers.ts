import type { CustomerListFilter } from '@regulars/contract/customers.ts';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { allTime, type UrlState } from '../../../url-state.ts';
import { useUrlState } from '../../../use-url-state.ts';
import { useOrganization } from '../../organizations/organizations.ts';

export const sortAtFirst = { sort: 'net', direction: 'desc' } as const;

/** More rows than these nobody reads: the rest is in the file. */
export const mostRows = 1_000;

/** The customers who fit what the address says, page by page. */
export function useCustomers() {
  const { api, asOf } = useOrganization();
  const [state] = useUrlState();
  const { sort = sortAtFirst.sort, direction = sortAtFirst.direction } = state;
  const filter = filterOf(state, asOf.on);
  return useInfiniteQuery(
    api.customers.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...filter, sort, direction, cursor, limit: 50 }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next_cursor ?? undefined,
      // Those of the filters before stay, dimmed, until the new ones are there.
      placeholderData: keepPreviousData,
    }),
  );
}

/** How many there are in all: known a moment after the first rows. */
export type CustomerTotal = number | 'counting' | 'not counted';

export function useCustomerTotal(): CustomerTotal {
  const { api, asOf } = useOrganization();
  const [state] = useUrlState();
  const { data, isError } = useQuery(api.customers.count.queryOptions({ input: filterOf(state, asOf.on) }));
  return data?.total ?? (isError ? 'not counted' : 'counting');
}

/** The choices of the address as the API takes them. */
export function filterOf(state: UrlState, on: string | undefined): CustomerListFilter {
  const { as_of: _as_of, sort: _sort, direction: _direction, columns: _columns, segment, period, ...same } = state;
  return { ...same, rfm_segment: segment, period: period === allTime ? undefined : period, as_of: on };
}
