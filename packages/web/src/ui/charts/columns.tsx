import type { ReactNode } from 'react';
import { type Mark, placeMarks } from './column-marks.ts';
import classes from './columns.module.css';

export interface Column {
  key: string;
  /** Under the column. */
  label: ReactNode;
  value: number;
  /** Over the column. */
  shown: ReactNode;
  /** More about it, on hover. */
  more?: string;
  tone?: 'plain' | 'warm' | 'hot';
}

interface Props {
  label: string;
  columns: readonly Column[];
  marks?: readonly Mark[];
  /** What the labels under the columns mean. */
  axis: ReactNode;
}

/** "100–250", on two lines where columns stand close. */
export function RangeLabel({ from, to }: { from: string; to: string | null }) {
  if (to === null) return <>{from}+</>;
  return (
    <>
      {from}–<span className={classes.to}>{to}</span>
    </>
  );
}

/** A column chart in plain HTML: every figure is written on it, so it needs no axis and no hover. */
export function Columns({ label, columns, marks = [], axis }: Props) {
  const highest = Math.max(...columns.map((column) => column.value), 1);
  const placed = placeMarks(marks);
  return (
    <figure className={classes.figure} data-many={columns.length > 8 || undefined} aria-label={label}>
      <div className={classes.plot}>
        {placed.length > 0 && <div className={classes.headroom} style={{ height: placed.length * 22 + 6 }} />}
        <ul className={classes.columns}>
          {columns.map((column) => (
            <li key={column.key} title={column.more}>
              <span className={classes.space}>
                <span
                  className={classes.column}
                  data-tone={column.tone ?? 'plain'}
                  data-none={column.value === 0 || undefined}
                  style={{ height: `${(Math.max(column.value, 0) / highest) * 100}%` }}
                >
                  <span className={classes.value}>{column.shown}</span>
                </span>
              </span>
              <span className={classes.label}>{column.label}</span>
            </li>
          ))}
        </ul>
        {placed.map((mark) => (
          <span
            key={mark.label}
            className={classes.mark}
            data-side={mark.side}
            style={{ left: `${mark.at * 100}%`, top: mark.row * 22 }}
          >
            <span>{mark.label}</span>
          </span>
        ))}
      </div>
      <figcaption className={classes.axis}>{axis}</figcaption>
    </figure>
  );
}
