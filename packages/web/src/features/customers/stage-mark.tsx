import { type Stage, stageOfOne } from '../metrics/labels.ts';
import classes from './stage-mark.module.css';

/** A stage in words; its colour, the same as on the overview, only adds to them. */
export function StageMark({ stage }: { stage: Stage }) {
  return (
    <span className={classes.stage}>
      <span className={classes.mark} data-stage={stage} aria-hidden="true" />
      {stageOfOne[stage]}
    </span>
  );
}
