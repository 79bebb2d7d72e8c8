import { createRootRoute, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router';
import { CustomersPage } from './features/customers/list/customers-page.tsx';
import { CustomerPage } from './features/customers/page/customer-page.tsx';
import { ImportPage } from './features/imports/import-page.tsx';
import { parseImportSearch } from './features/imports/import-search.ts';
import { ImportsPage } from './features/imports/imports-page.tsx';
import { InsightsPage } from './features/metrics/insights/insights-page.tsx';
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
const oneCustomer = createRoute({
  getParentRoute: () => organization,
  path: '/customers/$customerId',
  component: CustomerPage,
});
const insights = createRoute({ getParentRoute: () => organization, path: '/insights', component: InsightsPage });
const imports = createRoute({ getParentRoute: () => organization, path: '/imports', component: ImportsPage });
const oneImport = createRoute({
  getParentRoute: () => organization,
  path: '/imports/$importId',
  validateSearch: parseImportSearch,
  component: ImportPage,
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    organization.addChildren([organizationHome, overview, customers, oneCustomer, insights, imports, oneImport]),
  ]),
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
