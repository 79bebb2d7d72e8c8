/** How strong a square is coloured, 0 to 5. By the root, so that small amounts show beside a large one. */
export function heat(amount: number, largest: number): number {
  if (amount <= 0 || largest <= 0) return 0;
  return Math.min(5, Math.ceil(Math.sqrt(amount / largest) * 5));
}

/** The same where amounts lie close together: 1 for the least of them, 5 for the most. */
export function heatBetween(amount: number, least: number, most: number): number {
  if (amount <= 0) return 0;
  return most > least ? Math.min(5, 1 + Math.floor((5 * (amount - least)) / (most - least))) : 3;
}
