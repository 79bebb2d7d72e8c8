import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { useMemo } from 'react';
import { organizationApi } from '../api.ts';
import { chooseAsOf } from '../features/organizations/as-of.ts';
import { OrganizationContext } from '../features/organizations/organizations.ts';
import { todayIn } from '../format/dates.ts';
import { AlertIcon, RetryIcon } from '../ui/icons.tsx';
import { LostPage } from '../ui/plain-page.tsx';
import { errorText } from '../ui/widget/error-text.ts';
import { Notice } from '../ui/widget/widget.tsx';
import { useSession } from './session.ts';
import { Shell } from './shell.tsx';

const route = getRouteApi('/o/$organization');

/** The pages of one organization; another one starts afresh. */
export function OrganizationPages() {
  const { organization: slug } = route.useParams();
  const known = useSession().organizations.some((organization) => organization.slug === slug);
  return known ? <PagesOf key={slug} slug={slug} /> : <LostPage />;
}

function PagesOf({ slug }: { slug: string }) {
  const account = useSession();
  const { as_of: asked } = route.useSearch();
  const api = useMemo(() => organizationApi(slug), [slug]);
  const organization = useQuery(api.organizations.organization.queryOptions());
  const detail = organization.data;
  // What one may do differs from organization to organization.
  const session = useQuery(api.organizations.session.queryOptions()).data ?? account;

  if (!detail) {
    return (
      <Shell slug={slug}>
        {organization.isError && (
          <Notice
            icon={<AlertIcon size={22} />}
            title="The organization could not be loaded"
            text={errorText(organization.error)}
            action={
              <Button
                variant="default"
                leftSection={<RetryIcon size={16} />}
                loading={organization.isFetching}
                onClick={() => void organization.refetch()}
              >
                Retry
              </Button>
            }
          />
        )}
      </Shell>
    );
  }

  const today = todayIn(detail.time_zone);
  const current = {
    detail,
    session,
    api,
    today,
    currency: { code: detail.currency, digits: detail.currency_digits },
    asOf: chooseAsOf({ asked, lastOrderOn: detail.last_order_on, today }),
  };
  return (
    <OrganizationContext value={current}>
      <Shell slug={slug}>
        <Outlet />
      </Shell>
    </OrganizationContext>
  );
}
