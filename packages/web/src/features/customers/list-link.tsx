import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { changeUrlState, type UrlState } from '../../url-state.ts';
import { useOrganization } from '../organizations/organizations.ts';
import classes from './list-link.module.css';

interface Props {
  /** Who they are: the filters of the list. */
  who: Omit<UrlState, 'as_of'>;
  children: ReactNode;
}

/** A figure that opens the customers behind it. */
export function ListLink({ who, children }: Props) {
  const { detail } = useOrganization();
  return (
    <Link
      to="/o/$organization/customers"
      params={{ organization: detail.slug }}
      search={(before) => changeUrlState(who, { as_of: before.as_of })}
      className={classes.link}
    >
      {children}
    </Link>
  );
}
