import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { changeText } from '../format/change.ts';
import classes from './change.module.css';

interface Props {
  /** A fraction; null when there is nothing to compare with. */
  change: number | null;
  /** Why there is none, said when `change` is null. */
  reason: string;
  /** "vs 30 days ago" */
  against?: ReactNode;
  /** What it is against on a line of its own. */
  stacked?: boolean;
}

/** A change with its arrow: direction by shape and words, colour only on top. */
export function Change({ change, reason, against, stacked = false }: Props) {
  const text = changeText(change, reason);
  return (
    <span className={classes.change} data-stacked={stacked || undefined} title={change === null ? reason : undefined}>
      <span className={classes.figure} data-direction={text.direction} aria-hidden="true">
        <Arrow direction={text.direction} />
        {text.short}
      </span>
      <VisuallyHidden>{text.spoken}</VisuallyHidden>{' '}
      <span className={classes.against}>{change === null ? reason : against}</span>
    </span>
  );
}

function Arrow({ direction }: { direction: string }) {
  if (direction !== 'up' && direction !== 'down') return null;
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
      <path d={direction === 'up' ? 'M5 1.2 9.3 8.5H.7z' : 'M5 8.8.7 1.5h8.6z'} fill="currentColor" />
    </svg>
  );
}
