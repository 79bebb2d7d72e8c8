import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useOrganization } from '../../organizations/organizations.ts';

const calm = { placeholderData: keepPreviousData };

/** The customer of the address. */
export function useCustomer() {
  const { api, asOf } = useOrganization();
  const { customerId: customer_id } = useParams({ from: '/o/$organization/customers/$customerId' });
  return useQuery(api.customers.detail.queryOptions({ input: { customer_id, as_of: asOf.on } }));
}

/** What happened with them, the newest first. */
export function useRecords() {
  const { api, asOf } = useOrganization();
  const { customerId: customer_id } = useParams({ from: '/o/$organization/customers/$customerId' });
  return useInfiniteQuery(
    api.customers.orders.infiniteOptions({
      input: (cursor: string | undefined) => ({ customer_id, as_of: asOf.on, cursor, limit: 20 }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next_cursor ?? undefined,
      ...calm,
    }),
  );
}
