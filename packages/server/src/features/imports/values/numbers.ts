import { withoutCurrency } from './currencies.ts';
import { type Finding, most_examples } from './finding.ts';

export type DecimalMark = '.' | ',';

/** What most cells look like, found without taking them apart. Without a mark three decimals may be a group of thousands. */
const plain = {
  point: /^-?\d{1,15}(?:\.\d{1,9})?$/,
  comma: /^-?\d{1,15}(?:,\d{1,9})?$/,
  either: /^-?\d{1,15}(?:\.(?:\d{1,2}|\d{4,9}))?$/,
};
const longest = 60;

/**
 * The number a cell holds, exactly, as a plain decimal such as `-1234.5` with at most 15 digits before the point and 9 after it.
 * Null when it is none as a file with this decimal mark writes them. Without a mark only what can be read in one way is read.
 */
export function readDecimal(text: string, mark: DecimalMark | null): string | null {
  if (mark === ',') {
    if (plain.comma.test(text)) return text.replace(',', '.');
  } else if ((mark ? plain.point : plain.either).test(text)) return text;
  if (text.length > longest) return null;
  const found = figuresOf(text.trim());
  if (!found) return null;
  const decimal = mark ? decimalOf(found.figures, mark) : decimalEitherWay(found.figures);
  return decimal !== null && found.isNegative ? `-${decimal}` : decimal;
}

/** Which mark the numbers among these cells have; cells that hold no number say nothing. */
export function decimalMarkOf(samples: Iterable<string>): Finding<DecimalMark> {
  const seen = { '.': new Set<string>(), ',': new Set<string>(), either: new Set<string>() };
  for (const text of samples) {
    const needed = markNeededBy(text);
    if (needed && seen[needed].size < most_examples) seen[needed].add(text.trim());
  }
  const [points, commas, either] = [[...seen['.']], [...seen[',']], [...seen.either]];
  if (points.length > 0 && commas.length > 0) {
    return { is: 'contradictory', options: ['.', ','], examples: [...points.slice(0, 2), ...commas.slice(0, 2)] };
  }
  if (points.length > 0) return { is: 'known', value: '.' };
  if (commas.length > 0) return { is: 'known', value: ',' };
  return either.length > 0 ? { is: 'ambiguous', options: ['.', ','], examples: either } : { is: 'unknown' };
}

function markNeededBy(text: string): DecimalMark | 'either' | null {
  const [point, comma] = [readDecimal(text, '.'), readDecimal(text, ',')];
  if (point === comma) return null;
  if (comma === null) return '.';
  return point === null ? ',' : 'either';
}

const sign = /^[-+\u2212\u2013\uFE63\uFF0D]\s?|\s?[-\u2212\u2013\uFE63\uFF0D]$/u;

/** The text without its sign and its currency, whichever stands first: `-$3.00`, `$-3.00`, `(3,00 €)`, `3.00-`. */
function figuresOf(text: string): { isNegative: boolean; figures: string } | null {
  let rest = text;
  let isSigned = false;
  let isNegative = false;
  for (let layer = 0; layer < 5; layer++) {
    if (/^[\d.,]/.test(rest) && /\d$/.test(rest)) return { isNegative, figures: rest };
    const isInBrackets = rest.startsWith('(') && rest.endsWith(')');
    const found = isInBrackets ? null : sign.exec(rest);
    if (isInBrackets || found) {
      // A number has one sign: `(-3.00)` may be either.
      if (isSigned) return null;
      isSigned = true;
      isNegative = found?.[0].trim() !== '+';
      rest = (isInBrackets ? rest.slice(1, -1) : rest.replace(sign, '')).trim();
    } else {
      const bare = withoutCurrency(rest);
      if (bare === rest) return null;
      rest = bare;
    }
  }
  return null;
}

/** Groups of three after one and the same separator, which is not the mark. In India the groups before the last are of two. */
const groups = {
  '.': /^(?:[1-9]\d{0,2}([,\s'’])\d{3}(?:\1\d{3})*|[1-9]\d?(?:,\d\d)+,\d{3})$/u,
  ',': /^[1-9]\d{0,2}([.\s'’])\d{3}(?:\1\d{3})*$/u,
} as const satisfies Record<DecimalMark, RegExp>;

function decimalOf(figures: string, mark: DecimalMark): string | null {
  const at = figures.indexOf(mark);
  const whole = wholeOf(at < 0 ? figures : figures.slice(0, at), mark);
  const fraction = at < 0 ? '0' : figures.slice(at + 1);
  if (whole === null || whole.length > 15 || !/^\d+$/.test(fraction)) return null;
  if (at < 0) return whole || null;
  // Zeros at the end say nothing, however many.
  const kept = fraction.length > 9 ? fraction.replace(/0+$/, '') : fraction;
  if (kept.length > 9) return null;
  return kept === '' ? whole || '0' : `${whole || '0'}.${kept}`;
}

function wholeOf(text: string, mark: DecimalMark): string | null {
  if (/^\d*$/.test(text)) return text;
  return groups[mark].test(text) ? text.replace(/\D/g, '') : null;
}

function decimalEitherWay(figures: string): string | null {
  const [point, comma] = [decimalOf(figures, '.'), decimalOf(figures, ',')];
  if (point !== null && comma !== null && point !== comma) return null;
  return point ?? comma;
}
