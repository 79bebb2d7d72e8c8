import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './page-head.module.css';

interface Props {
  title: string;
  /** Whose page it is, for the browser's tab. */
  of: string;
  lead: ReactNode;
  /** At the right: what the page can be switched by. */
  children?: ReactNode;
}

export function PageHead({ title, of, lead, children }: Props) {
  useDocumentTitle(`${title} · ${of} · Regulars`);
  return (
    <div className={classes.head}>
      <div>
        <h1 className={classes.title}>{title}</h1>
        <p className={classes.lead}>{lead}</p>
      </div>
      {children}
    </div>
  );
}
