/**
 * An amount over lines pro rata, by the largest remainder: everyone gets the whole units of their share, the units left
 * over go to the largest remainders, the earlier line first where they are equal. Lines of 0 or less bear nothing; if
 * all are, nobody does.
 */
export const spread = (amount_minor: number, weights: number[]): number[] => {
  const parts = weights.map((weight) => BigInt(Math.max(0, weight)));
  const whole = parts.reduce((total, part) => total + part, 0n);
  if (whole === 0n) return weights.map(() => 0);

  const amount = BigInt(amount_minor);
  const shares = parts.map((part, line) => ({
    line,
    share: (amount * part) / whole,
    remainder: (amount * part) % whole,
  }));
  const left_over = Number(amount - shares.reduce((total, { share }) => total + share, 0n));
  const by_remainder = [...shares].sort((a, b) => Number(b.remainder - a.remainder) || a.line - b.line);
  const lucky = new Set(by_remainder.slice(0, left_over).map(({ line }) => line));
  return shares.map(({ line, share }) => Number(share) + (lucky.has(line) ? 1 : 0));
};
