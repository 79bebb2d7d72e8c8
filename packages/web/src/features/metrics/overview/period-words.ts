/** How a period reads in a sentence. */
export function periodWords(days: number): { ago: string; before: string; within: string; over: string } {
  if (days === 365)
    return { ago: 'a year ago', before: 'the year before', within: 'in the last year', over: 'in a year' };
  const length = lengthOf(days);
  return {
    ago: `${length} ago`,
    before: `the ${length} before`,
    within: `in the last ${length}`,
    over: `in ${length}`,
  };
}

function lengthOf(days: number): string {
  if (days % 366 === 0) return `${days / 366} years`;
  return days === 1 ? '1 day' : `${days} days`;
}
