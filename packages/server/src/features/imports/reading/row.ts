/** One row of a file or a sheet, the header too. */
export interface Row {
  /** The line it begins on, as an editor counts, or the row's number in the sheet. From 1. */
  line: number;
  cells: readonly string[];
}

/** A row of more characters than this is an unclosed quote, not a row. */
export const most_row_characters = 1_000_000;
