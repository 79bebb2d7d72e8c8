import { Button } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './action-bar.module.css';

interface Props {
  /** What comes next, and why it cannot be done yet. */
  next: { name: string; onClick: () => void; busy?: boolean; refused?: string | undefined };
  /** The other ways on. */
  children?: ReactNode;
  /** What went wrong with one of them. */
  error?: ReactNode;
}

/** What can be done with the import, always within reach at the foot of the page. */
export function ActionBar({ next, children, error }: Props) {
  const reasonId = useId();
  const refused = next.refused !== undefined;
  return (
    <div className={classes.bar}>
      {error}
      <div className={classes.actions}>
        <Button
          loading={next.busy ?? false}
          // Not `disabled`: it keeps the focus, and says why.
          {...(refused && { 'aria-disabled': true, 'data-disabled': true, 'aria-describedby': reasonId })}
          onClick={() => !refused && next.onClick()}
        >
          {next.name}
        </Button>
        {refused && (
          <span className={classes.reason} id={reasonId}>
            {next.refused}
          </span>
        )}
        {children && <span className={classes.others}>{children}</span>}
      </div>
    </div>
  );
}
