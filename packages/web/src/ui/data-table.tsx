import type { ReactNode } from 'react';
import classes from './data-table.module.css';

interface Props {
  /** Names the table and, when it is wider than the page, the region that scrolls. */
  caption: string;
  /** Smallest width before it scrolls inside its own container, px. */
  minWidth?: number;
  /** Lets the rows share the height there is, so that the card beside it may be taller. */
  fill?: boolean;
  children: ReactNode;
}

/** A table that never makes the page itself scroll sideways. Cells with figures carry `data-figure`. */
export function DataTable({ caption, minWidth = 0, fill = false, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.scroll} data-fill={fill || undefined} aria-label={`${caption}, table`} tabIndex={0}>
      <table className={classes.table} style={{ minWidth }}>
        <caption>{caption}</caption>
        {children}
      </table>
    </section>
  );
}
