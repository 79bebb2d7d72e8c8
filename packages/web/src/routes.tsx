import { createRootRoute, createRoute, createRouter, Outlet, redirect, useRouterState } from '@tanstack/react-router';
import { AccountPage } from './features/accounts/account-page.tsx';
import { ChoosePasswordPage } from './features/accounts/choose-password-page.tsx';
import { ForgotPasswordPage } from './features/accounts/forgot-password-page.tsx';
import { SetUpPage } from './features/accounts/set-up-page.tsx';
import { CustomersPage } from './features/customers/list/customers-page.tsx';
import { CustomerPage } from './features/customers/page/customer-page.tsx';
import { ImportPage } from './features/imports/import-page.tsx';
import { parseImportSearch } from './features/imports/import-search.ts';
import { ImportsPage } from './features/imports/imports-page.tsx';
import { InsightsPage } from './features/metrics/insights/insights-page.tsx';
import { OverviewPage } from './features/metrics/overview/overview-page.tsx';
import { OrganizationPages } from './shell/organization-pages.tsx';
import { SignedIn } from './shell/signed-in.tsx';
import { ToFirstOrganization } from './shell/to-first-organization.tsx';
import { LostPage, PageFault } from './ui/plain-page.tsx';
import { parseUrlState } from './url-state.ts';

const root = createRootRoute({ component: Pages, notFoundComponent: LostPage, errorComponent: PageFault });

/** For who is not signed in, or not yet. */
const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  component: SetUpPage,
  staticData: { isOpen: true },
});
const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: ForgotPasswordPage,
  staticData: { isOpen: true },
});
const choosePassword = createRoute({
  getParentRoute: () => root,
  path: '/choose-password',
  component: ChoosePasswordPage,
  staticData: { isOpen: true },
});

function Pages() {
  const isOpen = useRouterState({ select: ({ matches }) => matches.some(({ staticData }) => staticData.isOpen) });
  if (isOpen) return <Outlet />;
  return (
    <SignedIn>
      <Outlet />
    </SignedIn>
  );
}

const home = createRoute({ getParentRoute: () => root, path: '/', component: ToFirstOrganization });

const account = createRoute({ getParentRoute: () => root, path: '/account', component: AccountPage });

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
    setUp,
    forgotPassword,
    choosePassword,
    home,
    account,
    organization.addChildren([organizationHome, overview, customers, oneCustomer, insights, imports, oneImport]),
  ]),
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface StaticDataRouteOption {
    /** Answers whoever comes, signed in or not. */
    isOpen?: boolean;
  }
}
