import type { ReactNode } from 'react';
import classes from './plot.module.css';

export interface Axis {
  title: string;
  domain: readonly [number, number];
  ticks: readonly { at: number; label: string }[];
}

/** From a value to where it stands, in the drawing's own units. */
export interface Place {
  x: (value: number) => number;
  y: (value: number) => number;
}

interface Props {
  /** What there is to see, for who does not see it: the same figures stand in `table`. */
  label: string;
  x: Axis;
  y: Axis;
  /** The marks, placed. */
  children: (place: Place) => ReactNode;
  /** The same figures as a table, for a screen reader. */
  table: ReactNode;
  legend?: ReactNode;
}

const size = { width: 380, height: 250 };
const margin = { top: 10, right: 12, bottom: 40, left: 46 };

/** A chart of points and lines, as an SVG of our own: two axes, and what is drawn between them. */
export function Plot({ label, x, y, children, table, legend }: Props) {
  const right = size.width - margin.right;
  const bottom = size.height - margin.bottom;
  const place: Place = {
    x: (value) => margin.left + share(value, x.domain) * (right - margin.left),
    y: (value) => bottom - share(value, y.domain) * (bottom - margin.top),
  };
  return (
    <figure className={classes.figure}>
      <svg viewBox={`0 0 ${size.width} ${size.height}`} className={classes.drawing} role="img" aria-label={label}>
        {y.ticks.map((tick) => (
          <g key={tick.at}>
            <line className={classes.grid} x1={margin.left} x2={right} y1={place.y(tick.at)} y2={place.y(tick.at)} />
            <text className={classes.tick} x={margin.left - 8} y={place.y(tick.at)} dy="0.32em" textAnchor="end">
              {tick.label}
            </text>
          </g>
        ))}
        {x.ticks.map((tick) => (
          <text key={tick.at} className={classes.tick} x={place.x(tick.at)} y={bottom + 16} textAnchor="middle">
            {tick.label}
          </text>
        ))}
        <text className={classes.title} x={(margin.left + right) / 2} y={size.height - 4} textAnchor="middle">
          {x.title}
        </text>
        {children(place)}
      </svg>
      {legend && <figcaption className={classes.legend}>{legend}</figcaption>}
      <div className={classes.table}>{table}</div>
    </figure>
  );
}

/** A line through these points. */
export function pathOf(points: readonly (readonly [x: number, y: number])[]): string {
  return points.map(([x, y], nth) => `${nth === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

function share(value: number, [from, to]: readonly [number, number]): number {
  return to === from ? 0 : (value - from) / (to - from);
}
