import { crc32, deflateRawSync } from 'node:zlib';

/** A cell: a text, a number, a truth, or the XML of a cell's inside with its type and style. */
export type MadeCell = string | number | boolean | null | { inside: string; type?: string; style?: number };

export interface MadeSheet {
  name: string;
  state?: 'hidden' | 'veryHidden';
  rows: readonly (readonly MadeCell[])[];
}

/** A workbook as Excel writes it, for the tests. The styles: 0 plain, 1 a date, 2 date and time, 3 a time, 4 euros, 5 hours. */
export function makeWorkbook(sheets: readonly MadeSheet[], options: { isFrom1904?: boolean } = {}): Buffer {
  const texts: string[] = [];
  const parts: [string, string][] = sheets.map(({ rows }, index) => [
    `xl/worksheets/sheet${index + 1}.xml`,
    sheetXml(rows, texts),
  ]);
  const listed = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${escaped(name)}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="rId${index + 1}"/>`,
  );
  const related = sheets.map((_, index) =>
    relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`),
  );
  related.push(relation('rIdA', 'styles', 'styles.xml'), relation('rIdB', 'sharedStrings', '/xl/sharedStrings.xml'));
  return makeZip([
    ['[Content_Types].xml', '<Types/>'],
    ['_rels/.rels', `<Relationships>${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`],
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns:r="r"><workbookPr${options.isFrom1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    ],
    ['xl/_rels/workbook.xml.rels', `${head}<Relationships>${related.join('')}</Relationships>`],
    ['xl/styles.xml', stylesXml],
    ['xl/sharedStrings.xml', `${head}<sst>${texts.map((text) => `<si>${text}</si>`).join('')}</sst>`],
    ...parts,
  ]);
}

/** An archive of these files, as any program packs it. */
export function makeZip(files: readonly (readonly [name: string, content: string | Buffer])[]): Buffer {
  const packed = files.map(([name, content]) => {
    const bytes = Buffer.from(content);
    return { name: Buffer.from(name), bytes, data: deflateRawSync(bytes) };
  });
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, data } of packed) {
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(crc32(bytes), 10);
    about.writeUInt32LE(data.length, 14);
    about.writeUInt32LE(bytes.length, 18);
    about.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), about, name, data]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), about, place, name]));
    locals.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listed, end]);
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';

const stylesXml = `${head}<styleSheet>
  <numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy\\ hh:mm"/><numFmt numFmtId="165" formatCode="#,##0.00\\ [$€-407];[Red]-#,##0.00"/></numFmts>
  <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/><xf numFmtId="46"/></cellXfs>
</styleSheet>`;

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;

function sheetXml(rows: MadeSheet['rows'], texts: string[]): string {
  const lines = rows.map((cells, row) => {
    const made = cells.map((cell, column) => cellXml(cell, `${letters(column)}${row + 1}`, texts));
    return `<row r="${row + 1}">${made.join('')}</row>`;
  });
  return `${head}<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

function cellXml(cell: MadeCell, at: string, texts: string[]): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return `<c r="${at}" t="s"><v>${texts.push(`<t>${escaped(cell)}</t>`) - 1}</v></c>`;
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  const { inside, type, style } = cell;
  return `<c r="${at}"${type ? ` t="${type}"` : ''}${style ? ` s="${style}"` : ''}>${inside}</c>`;
}

const letters = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
