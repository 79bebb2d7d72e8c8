import { createHash } from 'node:crypto';
import type { Question, Reading, Understanding } from '@regulars/contract/imports.ts';
import { isTimeZone } from '../../../platform/clock.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Format } from '../formats/format.ts';
import { columnsTaken, formatNamed, formatTitles, leftOut, recognise } from '../formats/formats.ts';
import { mappedColumns, missingFields } from '../formats/mapped.ts';
import { columnNames } from '../reading/column-names.ts';
import { detectDialect, type Looked } from './dialect.ts';
import { proposeColumns } from './headings.ts';
import { detectStyle } from './style.ts';

/** Rows that are shown as they stand in the file. */
const sample_rows = 12;
const sample_columns = 200;
const sample_characters = 120;

export interface Understood {
  reading: Reading;
  understanding: Understanding;
  rows: number;
  is_whole: boolean;
  size_bytes: number;
}

/** What is known of the organization that the file is for. */
export interface Ground {
  timeZone: string;
  savedReading: (headerHash: string) => Promise<Reading | null>;
}

/**
 * What a file is and how it will be read: what was chosen, else what was said the last time of a file with this header, else what
 * the file itself shows. What it does not show is asked, never guessed.
 * @throws Refusal when nothing of it can be read, or when it is known to hold nothing that can be taken
 */
export async function understandFile(
  ground: Ground,
  path: string,
  fileName: string,
  chosen: Partial<Reading> = {},
): Promise<Understood> {
  const looked = await detectDialect(path, chosen);
  const { header } = looked;
  if (looked.rows.length === 0) throw new Refusal('no_rows', 'The file has a header and no rows', { status: 400 });
  const wanted = { ...(await ground.savedReading(headerHash(header))), ...defined(chosen) };
  if (wanted.time_zone !== undefined && !isTimeZone(wanted.time_zone)) {
    throw new Refusal('unknown_zone', `There is no time zone called ${wanted.time_zone}`, { where: 'time_zone' });
  }
  const format = formatOf(header, wanted.format);
  if (format?.refusal) throw new Refusal('nothing_to_take', `${format.title}: ${format.refusal}`, { status: 400 });

  const mapping = format ? { kind: null, columns: {} } : mappingOf(looked, wanted);
  const places = format ? columnsTaken(format, header) : mappedColumns(header, mapping.columns);
  const style = detectStyle(header, looked.rows, places);
  const reading: Reading = {
    format: format?.name ?? 'mapped',
    source: wanted.source ?? format?.source ?? sourceOf(fileName),
    ...looked.dialect,
    header_line: looked.header_line,
    date_order: wanted.date_order ?? style.date_order,
    decimal_mark: wanted.decimal_mark ?? style.decimal_mark,
    time_zone: wanted.time_zone ?? ground.timeZone,
    ...mapping,
  };
  return {
    reading,
    understanding: describe(looked, reading, format, style.questions, ground),
    rows: looked.rows.length,
    is_whole: looked.is_whole,
    size_bytes: looked.size_bytes,
  };
}

function formatOf(header: readonly string[], wanted: string | undefined): Format | null {
  if (wanted === 'mapped') return null;
  const chosen = wanted === undefined ? null : formatNamed(wanted);
  if (wanted !== undefined && !chosen) {
    throw new Refusal('unknown_format', `There is no kind of file called ${wanted}`, { where: 'format' });
  }
  return chosen ?? recognise(header);
}

function mappingOf(looked: Looked, wanted: Partial<Reading>): Pick<Reading, 'kind' | 'columns'> {
  const names = new Set(columnNames(looked.header));
  const proposed = proposeColumns(looked.header, looked.rows, wanted.kind);
  const kind = wanted.kind ?? proposed.kind;
  const columns = wanted.columns && Object.keys(wanted.columns).length > 0 ? wanted.columns : proposed.columns;
  const known = Object.entries(columns).filter(([, name]) => name !== undefined && names.has(name));
  return { kind, columns: Object.fromEntries(known) };
}

function describe(
  looked: Looked,
  reading: Reading,
  format: Format | null,
  questions: readonly Question[],
  ground: Ground,
): Understanding {
  const open = questions.filter(({ about }) =>
    about === 'date_order'
      ? reading.date_order === null
      : about === 'decimal_mark'
        ? reading.decimal_mark === null
        : true,
  );
  return {
    title: format?.title ?? (reading.kind ? `A table of ${reading.kind}` : 'An unknown table'),
    is_workbook: looked.sheets.length > 0,
    sheets: [...looked.sheets],
    header: columnNames(looked.header),
    sample: looked.rows.slice(0, sample_rows).map((row) => row.cells.slice(0, sample_columns).map(shown)),
    questions: [...open, ...(format ? [] : mappingQuestions(reading))],
    left_out: format ? namesOf(leftOut(format, looked.header), looked.header) : unmapped(looked.header, reading),
    notes: [
      ...looked.notes,
      ...(reading.time_zone === ground.timeZone ? [] : [`Times are read as of ${reading.time_zone}`]),
    ],
    formats: formatTitles(),
  };
}

function mappingQuestions({ kind, columns }: Reading): Question[] {
  if (!kind) {
    const kinds = ['orders', 'bookings', 'customers', 'quotes', 'appointments'];
    return [
      {
        about: 'kind',
        text: 'What does a row of this file tell?',
        examples: [],
        options: kinds.map((value) => ({ value, text: value })),
      },
    ];
  }
  return missingFields(kind, columns).map(({ text }) => ({ about: 'columns', text, examples: [], options: [] }));
}

/** By the names that they are called everywhere, which hold nothing that cannot be kept. */
function namesOf(headings: readonly string[], header: readonly string[]): string[] {
  const wanted = new Set(headings);
  return columnNames(header).filter((_, place) => wanted.has(header[place] ?? ''));
}

function unmapped(header: readonly string[], { columns }: Reading): string[] {
  const taken = new Set(Object.values(columns));
  return columnNames(header).filter((name) => !taken.has(name));
}

/** The records' system, where nobody says: the file's name without dates and numbers, so that next month's file is of the same. */
function sourceOf(fileName: string): string {
  const bare = fileName.toLowerCase().replace(/\.(csv|tsv|txt|xlsx|gz)\b/g, '');
  const words = bare.split(/[^\p{L}]+/u).filter((word) => word.length > 1);
  return words.slice(0, 4).join('-').slice(0, 64) || 'file';
}

/** Known by its columns, whatever their order and case. */
export function headerHash(header: readonly string[]): string {
  const names = columnNames(header).map((name) => name.trim().toLowerCase());
  return createHash('sha256').update(JSON.stringify(names.sort())).digest('hex');
}

const shown = (cell: string): string => {
  const text = cell.replaceAll('\0', '\\0').toWellFormed();
  return text.length > sample_characters ? `${text.slice(0, sample_characters)}…` : text;
};

/** Only what was chosen; an open question (null) is not. */
function defined(chosen: Partial<Reading>): Partial<Reading> {
  return Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined && value !== null));
}
