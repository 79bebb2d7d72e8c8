/** Exact arithmetic on money: decimals as bigint with a scale, never floating point. */

/** quantity × unit price in minor units, rounded half away from zero, as tills and PostgreSQL do. Both are decimal texts such as "-3" and "0.001". */
export function lineAmount(quantity: string, unitPrice: string, currencyDigits: number): number {
  const a = parseDecimal(quantity);
  const b = parseDecimal(unitPrice);
  return toSafe(divideRounding(a.digits * b.digits * 10n ** BigInt(currencyDigits), 10n ** BigInt(a.scale + b.scale)));
}

/**
 * Divides an amount over weights by the largest remainder: the parts are whole minor units and add up to the amount.
 * Ties go to the earlier weight. All weights zero: equal weights.
 */
export function allocate(amountMinor: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  const positive = weights.map((weight) => BigInt(Math.max(0, weight)));
  const shares = positive.every((weight) => weight === 0n) ? positive.map(() => 1n) : positive;
  const total = shares.reduce((sum, share) => sum + share, 0n);
  const amount = BigInt(Math.abs(amountMinor));
  const parts = shares.map((share) => (amount * share) / total);
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: (amount * share) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1));
  const left = Number(amount - parts.reduce((sum, part) => sum + part, 0n));
  for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0n) + 1n;
  const sign = amountMinor < 0 ? -1 : 1;
  return parts.map((part) => sign * toSafe(part) || 0);
}

function parseDecimal(text: string): { digits: bigint; scale: number } {
  const [whole = '0', fraction = ''] = expandExponent(text).split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

/** Numbers in JSON may arrive as 1e-7. */
function expandExponent(text: string): string {
  return /e/i.test(text) ? Number(text).toFixed(12).replace(/0+$/, '').replace(/\.$/, '') : text;
}

function divideRounding(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = 2n * (numerator % denominator);
  const magnitude = twice < 0n ? -twice : twice;
  if (magnitude < denominator) return quotient;
  return numerator < 0n ? quotient - 1n : quotient + 1n;
}

function toSafe(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError('an amount is beyond the integers that are kept exactly');
  return number;
}
