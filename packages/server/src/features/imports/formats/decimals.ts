/** Exact sums with decimals written like `-1234.5`, as `Cells` reads them: no float on the way. Results have at most nine decimals. */

const most_places = 9;

export function times(a: string, b: string): string {
  return written(roundedTo(unitsOf(a) * unitsOf(b), 10n ** BigInt(most_places)));
}

/** Rounded to nine decimals, which many times is still the same to the last minor unit. */
export function dividedBy(a: string, b: string): string {
  const by = unitsOf(b);
  if (by === 0n) throw new RangeError('divided by zero');
  return written(roundedTo(unitsOf(a) * 10n ** BigInt(most_places), by));
}

export function plus(a: string, b: string): string {
  return written(unitsOf(a) + unitsOf(b));
}

export function negated(decimal: string): string {
  if (/^0*(\.0*)?$/.test(decimal)) return decimal;
  return decimal.startsWith('-') ? decimal.slice(1) : `-${decimal}`;
}

export const isNegative = (decimal: string): boolean => unitsOf(decimal) < 0n;

/** In minor units, rounded half to even. */
export function roundedMinor(decimal: string, digits: number): number {
  return Number(roundedTo(unitsOf(decimal), 10n ** BigInt(most_places - digits)));
}

/** Minor units as a decimal of major ones. */
export function major(minor: number, digits: number): string {
  return written(BigInt(minor) * 10n ** BigInt(most_places - digits));
}

/** In units of 10⁻⁹. */
function unitsOf(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  const units = BigInt(whole + fraction.slice(0, most_places).padEnd(most_places, '0'));
  return decimal.startsWith('-') ? -units : units;
}

function roundedTo(value: bigint, unit: bigint): bigint {
  const sign = value < 0n === unit < 0n ? 1n : -1n;
  const [size, step] = [value < 0n ? -value : value, unit < 0n ? -unit : unit];
  const down = size / step;
  const twice = (size % step) * 2n;
  const isUp = twice > step || (twice === step && down % 2n === 1n);
  return sign * (isUp ? down + 1n : down);
}

function written(units: bigint): string {
  const figures = String(units < 0n ? -units : units).padStart(most_places + 1, '0');
  const fraction = figures.slice(-most_places).replace(/0+$/, '');
  const whole = figures.slice(0, -most_places);
  return (units < 0n ? '-' : '') + (fraction === '' ? whole : `${whole}.${fraction}`);
}
