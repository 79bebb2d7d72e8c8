export interface Mark {
  label: string;
  /** 0 at the left edge of the first column, 1 at the right edge of the last. */
  at: number;
}

export interface PlacedMark extends Mark {
  /** Rows of labels above the columns, from the top. */
  row: number;
  /** On which side of its line the label stands. */
  side: 'left' | 'right';
}

/**
 * Keeps the labels of marks apart and on the chart: the one furthest right stands in the top row, so that its line is the
 * only one there; each label stands on the side with more room.
 */
export function placeMarks(marks: readonly Mark[]): PlacedMark[] {
  return marks
    .toSorted((a, b) => b.at - a.at)
    .map((mark, row) => ({ ...mark, row, side: mark.at >= (row === 0 ? 0.6 : 0.4) ? 'left' : 'right' }));
}
