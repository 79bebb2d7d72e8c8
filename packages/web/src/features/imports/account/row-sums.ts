import type { ImportAccount, NotTaken } from '@regulars/contract/imports.ts';

type Rows = Pick<ImportAccount, 'rows_read' | 'rows_taken' | 'rows_not_taken' | 'not_taken'>;

export interface RowSums {
  read: number;
  taken: number;
  notTaken: number;
  /** Rows that are as they should be, and are no record. */
  noRecord: number;
  /** Rows that somebody may want to mend in the file. */
  mistakes: number;
  /** Not taken, and under none of the reasons told: 0, or the account does not add up. */
  unexplained: number;
  addsUp: boolean;
}

/** How the rows of a file add up: read = taken + not taken, and not taken = no record + mistakes. */
export function rowSums({ rows_read, rows_taken, rows_not_taken, not_taken }: Rows): RowSums {
  const noRecord = sum(not_taken.filter((each) => !each.is_mistake));
  const mistakes = sum(not_taken.filter((each) => each.is_mistake));
  const unexplained = rows_not_taken - noRecord - mistakes;
  return {
    read: rows_read,
    taken: rows_taken,
    notTaken: rows_not_taken,
    noRecord,
    mistakes,
    unexplained,
    addsUp: unexplained === 0 && rows_read === rows_taken + rows_not_taken,
  };
}

function sum(reasons: NotTaken[]): number {
  return reasons.reduce((rows, reason) => rows + reason.rows, 0);
}

/** Mistakes first, as they ask for something; among equals the reason with the most rows. */
export function inOrder(reasons: readonly NotTaken[]): NotTaken[] {
  return reasons.toSorted((one, other) => Number(other.is_mistake) - Number(one.is_mistake) || other.rows - one.rows);
}
