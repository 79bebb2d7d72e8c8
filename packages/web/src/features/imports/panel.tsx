import { Paper } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './panel.module.css';

interface Props {
  title: string;
  /** Below the title, in a sentence. */
  lead?: ReactNode;
  /** At the right of the title. */
  actions?: ReactNode;
  id?: string;
  className?: string | undefined;
  children?: ReactNode;
}

/** A card of an import's page. Its figures come with the page: it has no states of its own. */
export function Panel({ title, lead, actions, id, className, children }: Props) {
  const titleId = useId();
  return (
    <Paper component="section" id={id} className={`${classes.panel} ${className ?? ''}`} aria-labelledby={titleId}>
      <header className={classes.head}>
        <div>
          <h2 id={titleId}>{title}</h2>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </Paper>
  );
}
