import { Menu, UnstyledButton } from '@mantine/core';
import type { OrganizationSummary } from '@regulars/contract/organizations.ts';
import { Link, useRouterState } from '@tanstack/react-router';
import { CheckIcon, ChevronIcon } from '../../ui/icons.tsx';
import classes from './organization-switcher.module.css';

interface Props {
  organizations: OrganizationSummary[];
  slug: string;
}

/** Whose figures these are, and the way to another organization's. */
export function OrganizationSwitcher({ organizations, slug }: Props) {
  const current = organizations.find((organization) => organization.slug === slug);
  const to = useSamePage();
  if (!current) return null;
  if (organizations.length === 1) {
    return (
      <div className={classes.current}>
        <Label organization={current} />
      </div>
    );
  }
  return (
    <Menu position="bottom-start" shadow="md" width={264} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={classes.current} aria-label={`Organization: ${current.name}. Change`}>
          <Label organization={current} />
          <ChevronIcon size={16} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        <Menu.Label>Organizations</Menu.Label>
        {organizations.map((organization) => (
          <Menu.Item
            key={organization.slug}
            renderRoot={(props) => <Link {...props} to={to} params={{ organization: organization.slug }} />}
            aria-current={organization.slug === slug || undefined}
            rightSection={organization.slug === slug && <CheckIcon size={16} />}
          >
            <span className={classes.name}>{organization.name}</span>
            <span className={classes.kind}>
              {organization.currency}
              {organization.is_demo && ' · demo'}
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Label({ organization }: { organization: OrganizationSummary }) {
  return (
    <>
      <span className={classes.badge} aria-hidden="true">
        {initials(organization.name)}
      </span>
      <span className={classes.label}>{organization.name}</span>
    </>
  );
}

/** The reader stays on the kind of page they are on; another organization's customer is none of this one's. */
function useSamePage() {
  const page = useRouterState({ select: (state) => state.location.pathname.split('/')[3] });
  if (page === 'customers') return '/o/$organization/customers';
  return page === 'insights' ? '/o/$organization/insights' : '/o/$organization/overview';
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  return words
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase())
    .join('');
}
