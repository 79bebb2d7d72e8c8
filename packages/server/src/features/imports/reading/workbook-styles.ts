import { tooLarge } from './workbook-refusals.ts';
import { attributeOf, readXml } from './workbook-xml.ts';

/** How a number of a cell is meant: by the place of its style. */
export type NumberKind = 'number' | 'date';

/** The formats that Excel has without saying so; 27 to 36 and 50 to 58 are those of East Asia, 46 is hours that run on. */
const dateFormats = [
  [14, 22],
  [27, 36],
  [45, 45],
  [47, 47],
  [50, 58],
] as const;

/** Excel itself has no more than 65 490. */
const most_styles = 100_000;

export async function readStyles(xml: AsyncIterable<Buffer>): Promise<NumberKind[]> {
  const own = new Map<number, string>();
  const kinds: NumberKind[] = [];
  let isInCells = false;
  await readXml(xml, {
    open: (name, attributes) => {
      if (name === 'numFmt')
        own.set(Number(attributeOf(attributes, 'numFmtId')), attributeOf(attributes, 'formatCode'));
      if (own.size > most_styles || kinds.length > most_styles) throw tooLarge();
      if (name === 'cellXfs') isInCells = true;
      if (name === 'xf' && isInCells) kinds.push(kindOf(Number(attributeOf(attributes, 'numFmtId')), own));
    },
    close: (name) => {
      if (name === 'cellXfs') isInCells = false;
    },
  });
  return kinds;
}

function kindOf(format: number, own: ReadonlyMap<number, string>): NumberKind {
  const code = own.get(format);
  if (code !== undefined) return isDateFormat(code) ? 'date' : 'number';
  return dateFormats.some(([from, to]) => format >= from && format <= to) ? 'date' : 'number';
}

/** `dd.mm.yyyy hh:mm`, but neither `#,##0.00 "per day"` nor `[Red]0.00`, nor hours that run on as `[h]:mm`. */
export function isDateFormat(code: string): boolean {
  const [positive = ''] = code.split(';');
  if (/\[(?:h+|m+|s+)\]/i.test(positive)) return false;
  const bare = positive.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').replace(/general/i, '');
  return /[dmyhs]/i.test(bare);
}
