import type { Reading } from '@regulars/contract/imports.ts';

type Separator = Reading['separator'];

const separators: readonly Separator[] = [',', ';', '\t', '|'];
const most_records = 200;

/**
 * What stands between the cells: what the file says itself (`sep=;`), or else the mark by which the most of its rows have as many
 * cells as the first that has several. Marks within quotes do not count.
 */
export function separatorOf(text: string): Separator {
  const told = /^"?sep=(.)"?[\r\n]/i.exec(text)?.[1];
  const known = separators.find((separator) => separator === told);
  if (known) return known;
  const fits = separators.map((separator) => ({ separator, ...fitOf(text, separator) }));
  // Decimal commas make columns too, but not in the header; of two that fit alike the one with more columns is right.
  const [best] = fits.sort((a, b) => b.share - a.share || b.columns - a.columns);
  return best && best.columns > 1 ? best.separator : ',';
}

function fitOf(text: string, separator: Separator): { share: number; columns: number } {
  const widths = widthsOf(text, separator);
  const columns = widths.find((width) => width > 1) ?? 1;
  const alike = columns > 1 ? widths.filter((width) => width === columns).length : 0;
  return { share: widths.length === 0 ? 0 : alike / widths.length, columns };
}

/** How many cells each of the first rows has. The last is left out: the sample may end within it. */
function widthsOf(text: string, separator: Separator): number[] {
  const widths: number[] = [];
  let width = 1;
  let length = 0;
  let isQuoted = false;
  let isAtStart = true;
  for (let at = 0; at < text.length && widths.length < most_records; at++) {
    const character = text[at];
    if (isQuoted) {
      if (character === '"') isQuoted = false;
    } else if (character === '"' && (isAtStart || text[at - 1] === '"')) isQuoted = true;
    else if (character === separator) width += 1;
    else if (character === '\n' || character === '\r') {
      if (length > 0) widths.push(width);
      [width, length] = [1, 0];
      isAtStart = true;
      continue;
    }
    isAtStart = character === separator;
    length += 1;
  }
  if (widths.length === 0 && length > 0) widths.push(width);
  return widths;
}
