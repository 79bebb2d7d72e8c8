export interface RfmCell {
  r: number;
  f: number;
  m: number;
  count: number;
  net_minor: number;
}

export interface RfmSquare {
  r: number;
  f: number;
  count: number;
  net_minor: number;
}

export const scores = [1, 2, 3, 4, 5] as const;

/** The 125 cells as 25: M summed, frequent customers in the first row, recent ones in the last column. */
export function rfmSquares(cells: readonly RfmCell[]): RfmSquare[][] {
  return scores.toReversed().map((f) =>
    scores.map((r) => {
      const same = cells.filter((cell) => cell.r === r && cell.f === f);
      return {
        r,
        f,
        count: same.reduce((sum, cell) => sum + cell.count, 0),
        net_minor: same.reduce((sum, cell) => sum + cell.net_minor, 0),
      };
    }),
  );
}
