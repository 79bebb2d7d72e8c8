/** Amounts of one record, in minor units: what JSON carries exactly, with room for the sums of very many. */
const most_minor = 1e14;

const parts = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * A plain decimal as a whole number of minor units, exactly. Null when it has more decimals than the currency (`digits`; zeros at
 * the end are fine), or is beyond 1e14.
 */
export function minorUnits(decimal: string, digits: number): number | null {
  const [, sign, whole, fraction = ''] = parts.exec(decimal) ?? [];
  if (whole === undefined || !isZero(fraction, digits)) return null;
  const minor = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  if (minor > most_minor) return null;
  return sign === '-' && minor !== 0 ? -minor : minor;
}

function isZero(text: string, from: number): boolean {
  for (let at = from; at < text.length; at++) if (text[at] !== '0') return false;
  return true;
}
