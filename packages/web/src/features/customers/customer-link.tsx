import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { changeUrlState } from '../../url-state.ts';
import { useOrganization } from '../organizations/organizations.ts';

interface Props {
  customerId: string;
  className?: string | undefined;
  children: ReactNode;
}

/** The way to a customer's page. The day of the figures holds there too; filters stay behind. */
export function CustomerLink({ customerId, className, children }: Props) {
  const { detail } = useOrganization();
  return (
    <Link
      to="/o/$organization/customers/$customerId"
      params={{ organization: detail.slug, customerId }}
      search={(before) => changeUrlState({}, { as_of: before.as_of })}
      className={className}
    >
      {children}
    </Link>
  );
}
