import { Refusal } from '../../../platform/errors.ts';

/** How many bytes of a file tell its kind. */
export const telling_bytes = 512;

export const isGzip = (start: Buffer): boolean => start[0] === 0x1f && start[1] === 0x8b;
export const isZip = (start: Buffer): boolean => start.subarray(0, 4).equals(zip);

const zip = Buffer.from('PK\u0003\u0004', 'latin1');

/** @throws Refusal `not_csv`, `not_gzip`: a file that is neither text nor a workbook nor gzip, by what it is */
export function demandTable(start: Buffer, path: string): void {
  if (/\.gz$/i.test(path) && !isGzip(start)) {
    throw new Refusal('not_gzip', 'The file is named .gz and is not packed with gzip', { status: 400 });
  }
  const kind =
    kindsByMagic.find(({ magic }) => start.subarray(0, magic.length).equals(magic)) ??
    kindsByText.find(({ text }) => text.test(start.toString('latin1')));
  if (kind) throw notTable(kind.name);
}

export function notTable(name: string, cause?: unknown): Refusal {
  return new Refusal('not_csv', `This is ${name}, not a CSV file or an Excel workbook`, { status: 400, cause });
}

const kindsByMagic = [
  { magic: Buffer.from('%PDF', 'latin1'), name: 'a PDF document' },
  {
    magic: Buffer.from('d0cf11e0', 'hex'),
    name: 'an old Excel workbook, or one with a password (save it as .xlsx without a password, or as CSV)',
  },
  { magic: Buffer.from('PK\u0005\u0006', 'latin1'), name: 'an empty zip archive' },
  { magic: Buffer.from('Rar!', 'latin1'), name: 'a RAR archive (unpack it first)' },
  { magic: Buffer.from('7z\u00BC\u00AF', 'latin1'), name: 'a 7-Zip archive (unpack it first)' },
  { magic: Buffer.from('\u0089PNG', 'latin1'), name: 'a picture' },
  { magic: Buffer.from('ffd8ff', 'hex'), name: 'a picture' },
  { magic: Buffer.from('{\\rtf', 'latin1'), name: 'an RTF document' },
];

/** What many programs write under the name .xls or .csv. */
const kindsByText = [
  {
    text: /^(?:\u00EF\u00BB\u00BF)?\s*<(?:!doctype html|html|head|body|table|meta)\b/i,
    name: 'a web page (open it in a spreadsheet and save it as CSV)',
  },
  {
    text: /^(?:\u00EF\u00BB\u00BF)?\s*<\?xml\b/i,
    name: 'an XML document (open it in a spreadsheet and save it as CSV)',
  },
  { text: /^(?:\u00EF\u00BB\u00BF)?\s*(?:\[\s*)?\{\s*"[^"]*"\s*:/, name: 'a JSON document' },
];
