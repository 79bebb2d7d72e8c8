import classes from './sparkline.module.css';
import { sparklinePoints } from './sparkline-points.ts';

const width = 100;
const height = 32;

/** The course of a figure at a glance. Decoration: the change beside it is the statement. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const points = sparklinePoints(values, { width, height });
  const last = points.at(-1);
  if (!last || points.length < 2) return <div className={classes.frame} aria-hidden="true" />;
  const line = points.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(' ');
  return (
    <div className={classes.frame} aria-hidden="true">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <polygon points={`0,${height} ${line} ${width},${height}`} className={classes.area} />
        <polyline points={line} className={classes.line} />
      </svg>
      <span className={classes.end} style={{ top: `${(last[1] / height) * 100}%` }} />
    </div>
  );
}
