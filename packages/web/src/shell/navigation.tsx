import { Link } from '@tanstack/react-router';
import { CustomersIcon, ImportIcon, InsightsIcon, OverviewIcon } from '../ui/icons.tsx';
import { changeUrlState } from '../url-state.ts';
import classes from './navigation.module.css';

const pages = [
  { to: '/o/$organization/overview', name: 'Overview', icon: <OverviewIcon size={20} /> },
  { to: '/o/$organization/customers', name: 'Customers', icon: <CustomersIcon size={20} /> },
  { to: '/o/$organization/insights', name: 'Insights', icon: <InsightsIcon size={20} /> },
  { to: '/o/$organization/imports', name: 'Import', icon: <ImportIcon size={20} /> },
] as const;

export function Navigation({ slug }: { slug: string }) {
  return (
    <nav className={classes.nav} aria-label="Pages">
      {pages.map((page) => (
        <Link
          key={page.to}
          to={page.to}
          params={{ organization: slug }}
          // The day holds for every page; filters belong to the one they were set on.
          search={(before) => changeUrlState({}, { as_of: before.as_of })}
          className={classes.link}
          activeOptions={{ includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          {page.icon}
          {page.name}
        </Link>
      ))}
    </nav>
  );
}
