import type { Reading } from '@regulars/contract/imports.ts';
import { Refusal } from '../../../platform/errors.ts';
import { columnNames } from '../reading/column-names.ts';
import { type OpenFile, openFile } from '../reading/open-file.ts';
import type { Row } from '../reading/row.ts';
import { type Dialect, readRows } from '../reading/rows.ts';
import { headerPlace } from './header-place.ts';
import { readable, takeSample } from './sample.ts';
import { separatorOf } from './separator.ts';

const sample_rows = 2_000;
/** Of a workbook, until one with a table is found. */
const most_sheets = 10;

/** How a file is read, and what stands at its beginning. */
export interface Looked {
  dialect: Pick<Reading, 'encoding' | 'separator' | 'sheet'>;
  header: readonly string[];
  header_line: number;
  /** The rows after the header, at most some 2 000; all of them when `is_whole`. */
  rows: readonly Row[];
  is_whole: boolean;
  size_bytes: number;
  /** Of a workbook; empty: a text file. */
  sheets: readonly string[];
  notes: string[];
}

/**
 * Looks at the beginning of a file. What is chosen stands; the rest is told by the file itself.
 * @throws Refusal `file_empty`, and as openFile and readRows
 */
export async function detectDialect(path: string, chosen: Partial<Reading> = {}): Promise<Looked> {
  const told = await detectText(path, chosen);
  const file = await openFile(path);
  try {
    const sheet = file.workbook ? (chosen.sheet ?? (await firstTable(file))) : null;
    const dialect = { ...told.dialect, sheet };
    const { rows, isWhole } = await firstRows(file, dialect);
    const place = placeOfHeader(rows, chosen.header_line);
    const header = rows[place];
    if (!header) throw new Refusal('file_empty', 'The file holds nothing but empty lines', { status: 400 });
    const sheets = file.workbook?.sheets.map(({ name }) => name) ?? [];
    return {
      dialect,
      header: header.cells,
      header_line: header.line,
      rows: rows.slice(place + 1),
      is_whole: isWhole,
      size_bytes: file.size_bytes,
      sheets,
      notes: [...told.notes, ...notesOn({ header, place, sheets, sheet })],
    };
  } finally {
    await file.close();
  }
}

async function detectText(
  path: string,
  chosen: Partial<Reading>,
): Promise<{ dialect: Pick<Reading, 'encoding' | 'separator'>; notes: string[] }> {
  const file = await openFile(path);
  try {
    if (file.workbook) return { dialect: { encoding: 'utf-8', separator: ',' }, notes: [] };
    const sample = await takeSample(file.chunks);
    const encoding = chosen.encoding ?? sample.encoding;
    const separator = chosen.separator ?? separatorOf(readable(sample.start, encoding));
    const isGuess = sample.is_guess && !chosen.encoding;
    return { dialect: { encoding, separator }, notes: isGuess ? [guessed(encoding)] : [] };
  } finally {
    await file.close();
  }
}

async function firstRows(file: OpenFile, dialect: Dialect): Promise<{ rows: Row[]; isWhole: boolean }> {
  const rows: Row[] = [];
  for await (const batch of readRows(file, dialect)) {
    rows.push(...batch);
    // Leaving the loop ends the reading.
    if (rows.length > sample_rows) return { rows: rows.slice(0, sample_rows + 1), isWhole: false };
  }
  return { rows, isWhole: true };
}

function placeOfHeader(rows: readonly Row[], chosen: number | undefined): number {
  const place = chosen === undefined ? -1 : rows.findIndex(({ line }) => line === chosen);
  return place < 0 ? headerPlace(rows) : place;
}

/** The first sheet that is shown and has a header with something below it; else the first that is shown. */
async function firstTable(file: OpenFile): Promise<string | null> {
  const shown = (file.workbook?.sheets ?? []).filter(({ isHidden }) => !isHidden);
  if (shown.length === 1) return shown[0]?.name ?? null;
  for (const { name } of shown.slice(0, most_sheets)) {
    for await (const rows of readRows(file, { encoding: 'utf-8', separator: ',', sheet: name })) {
      const place = headerPlace(rows);
      const width = rows[place]?.cells.filter((cell) => cell.trim() !== '').length ?? 0;
      if (width > 1 && rows.length > place + 1) return name;
      break;
    }
  }
  return shown[0]?.name ?? file.workbook?.sheets[0]?.name ?? null;
}

const encodingNames: Record<Reading['encoding'], string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows',
  macintosh: 'an old Mac',
};

function guessed(encoding: Reading['encoding']): string {
  return `The file does not say how its letters are kept; they are read as those of ${encodingNames[encoding]}. Look at the names.`;
}

function notesOn({
  header,
  place,
  sheets,
  sheet,
}: {
  header: Row;
  place: number;
  sheets: readonly string[];
  sheet: string | null;
}): string[] {
  const names = columnNames(header.cells);
  const renamed = names.filter((name, at) => name !== header.cells[at]?.trim());
  return [
    ...(place > 0 ? [`The header is on line ${header.line}; what stands above it is not read.`] : []),
    ...(sheets.length > 1 ? [`Of the ${sheets.length} sheets of the workbook, ${JSON.stringify(sheet)} is read.`] : []),
    ...(renamed.length > 0
      ? [
          `Columns without a name, or with one that another has too, are called ${renamed.slice(0, 5).join(', ')}${renamed.length > 5 ? ' …' : ''}.`,
        ]
      : []),
  ];
}
