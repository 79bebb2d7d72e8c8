import { createRootRoute, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router';
import { CustomersPage } from './features/metrics/customers/customers-page.tsx';
import { OverviewPage } from './features/metrics/overview/overview-page.tsx';
import { OrganizationPages } from './shell/organization-pages.tsx';
import { LostPage, PageFault } from './shell/plain-page.tsx';
import { SignedIn } from './shell/signed-in.tsx';
import { ToFirstOrganization } from './shell/to-first-organization.tsx';
import { parseUrlState } from './url-state.ts';

const root = createRootRoute({ component: SignedInPages, notFoundComponent: LostPage, errorComponent: PageFault });

function SignedInPages() {
  return (
    <SignedIn>
      <Outlet />
    </SignedIn>
  );
}

const home = createRoute({ getParentRoute: () => root, path: '/', component: ToFirstOrganization });

const organization = createRoute({
  getParentRoute: () => root,
  path: '/o/$organization',
  validateSearch: parseUrlState,
  component: OrganizationPages,
});

const organizationHome = createRoute({
  getParentRoute: () => organization,
  path: '/',
  beforeLoad: ({ params, search }) => {
    throw redirect({ to: '/o/$organization/overview', params, search });
  },
});
const overview = createRoute({ getParentRoute: () => organization, path: '/overview', component: OverviewPage });
const customers = createRoute({ getParentRoute: () => organization, path: '/customers', component: CustomersPage });

export const router = createRouter({
  routeTree: root.addChildren([home, organization.addChildren([organizationHome, overview, customers])]),
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
