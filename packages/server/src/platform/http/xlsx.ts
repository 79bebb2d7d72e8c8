import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { invariant } from '../errors.ts';

/** What a cell holds. Text never becomes a formula: it is told as text. */
export type XlsxCell =
  | { text: string }
  /** A decimal: exact as written, up to the 15 digits a spreadsheet keeps. */
  | { number: string }
  /** YYYY-MM-DD */
  | { date: string }
  | null;

export interface XlsxColumn<Row> {
  name: string;
  cell: (row: Row) => XlsxCell;
}

/** What a worksheet holds, the head aside. */
export const most_xlsx_rows = 1_048_575;

/**
 * A workbook of one sheet, written as its rows come: a million of them take no more memory than one batch. No package that we found
 * writes sheets so (docs/decisions/0007).
 */
export async function* xlsx<Row>(
  sheet: string,
  columns: readonly XlsxColumn<Row>[],
  batches: AsyncIterable<readonly Row[]>,
): AsyncGenerator<Buffer> {
  const archive = new ZipFile();
  const add = (name: string, content: string) => archive.addBuffer(Buffer.from(content), name, asEver);
  add('[Content_Types].xml', contentTypes);
  add('_rels/.rels', rootRelations);
  add('xl/workbook.xml', workbook(sheet));
  add('xl/_rels/workbook.xml.rels', workbookRelations);
  add('xl/styles.xml', styles);
  const content = Readable.from(worksheet(columns, batches), { objectMode: false });
  const pieces = archive.outputStream as Readable;
  content.on('error', (error) => pieces.destroy(error));
  archive.addReadStream(content, 'xl/worksheets/sheet1.xml', { ...asEver, compressionLevel: 4 });
  archive.end();
  try {
    yield* pieces as AsyncIterable<Buffer>;
  } finally {
    content.destroy();
  }
}

/** When it was made is in no file's interest, and the same rows give the same bytes. */
const asEver = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true };

async function* worksheet<Row>(
  columns: readonly XlsxColumn<Row>[],
  batches: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string> {
  const widths = columns.map((_, at) => `<col min="${at + 1}" max="${at + 1}" width="16" customWidth="1"/>`);
  const head = columns.map(({ name }) => `<c t="inlineStr" s="2"><is><t>${escaped(name)}</t></is></c>`);
  yield `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row>${head.join('')}</row>`;
  let count = 0;
  for await (const rows of batches) {
    count += rows.length;
    invariant(count <= most_xlsx_rows, 'a worksheet holds no more rows');
    yield rows.map((row) => `<row>${columns.map(({ cell }) => cellText(cell(row))).join('')}</row>`).join('');
  }
  yield '</sheetData></worksheet>';
}

function cellText(cell: XlsxCell): string {
  if (cell === null) return '<c/>';
  if ('number' in cell) return `<c><v>${cell.number}</v></c>`;
  if ('date' in cell) {
    const serial = serialOf(cell.date);
    if (serial !== null) return `<c s="1"><v>${serial}</v></c>`;
  }
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped('date' in cell ? cell.date : cell.text)}</t></is></c>`;
}

/** Days since 30 December 1899. Before March 1900 spreadsheets do not agree on them (one has a 29 February 1900). */
function serialOf(date: string): number | null {
  const days = (Date.parse(`${date}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;
  return days >= 61 ? days : null;
}

/** Control characters are no part of XML 1.0; a spreadsheet's own way to write them is `_x0007_`. */
function escaped(text: string): string {
  return (
    text
      .replace(/_x[0-9A-Fa-f]{4}_/g, (written) => `_x005F${written}`)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, hex)
      .replace(/\r/g, hex)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  );
}

const hex = (character: string) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';

const contentTypes = `${declaration}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`;

const rootRelations = `${declaration}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

const workbookRelations = `${declaration}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`;

const workbook = (sheet: string) =>
  `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${escaped(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`;

/** 0: as it comes; 1: a date; 2: the head. */
const styles = `${declaration}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`;
