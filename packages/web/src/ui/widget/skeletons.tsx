import { Skeleton } from '@mantine/core';
import classes from './skeletons.module.css';

/** The outline of a table while its rows are on their way. */
export function RowsSkeleton({ rows }: { rows: number }) {
  return (
    <div className={classes.rows}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all the same and never move
        <div key={row}>
          <Skeleton height={12} width={`${[34, 26, 38, 30][row % 4]}%`} />
          <Skeleton height={12} width="12%" />
          <Skeleton height={12} width="16%" />
        </div>
      ))}
    </div>
  );
}

const heights = [22, 36, 58, 84, 100, 88, 52, 34];

/** The outline of a column chart. */
export function ColumnsSkeleton({ height }: { height: number }) {
  return (
    <div className={classes.columns} style={{ height }}>
      {heights.map((share) => (
        <Skeleton key={share} height={`${share}%`} />
      ))}
    </div>
  );
}

/** The outline of the RFM grid. */
export function GridSkeleton() {
  return (
    <div className={classes.grid}>
      {Array.from({ length: 25 }, (_, square) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the squares are all the same and never move
        <Skeleton key={square} height={58} />
      ))}
    </div>
  );
}
