import type { ImportState } from '@regulars/contract/imports.ts';
import { stateNames } from './labels.ts';
import classes from './state-badge.module.css';

/** Where an import is, in words; the colour only adds to them. */
export function StateBadge({ state }: { state: ImportState }) {
  const { name, tone } = stateNames[state];
  return (
    <span className={classes.badge} data-tone={tone}>
      <span className={classes.dot} aria-hidden="true" />
      {name}
    </span>
  );
}
