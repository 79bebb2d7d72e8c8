/** (now − before) ÷ before; null when there is nothing to compare with. */
export function repeatChange(rate: number | null, previous: number | null): number | null {
  if (rate === null || previous === null || previous === 0) return null;
  return (rate - previous) / previous;
}
