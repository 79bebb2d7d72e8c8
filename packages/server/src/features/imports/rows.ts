import { type CsvError, Parser } from 'csv-parse';
import { Refusal } from '../../platform/errors.ts';
import type { OpenFile } from './open-file.ts';

/** One record of the file, the header too. */
export interface Row {
  /** The line it begins on, counted from 1. */
  line: number;
  cells: readonly string[];
}

/** A row of more characters than this is an unclosed quote, not a row. */
const most_row_characters = 1_000_000;

/**
 * The rows of a CSV file, in the batches in which they are read: memory does not grow with the file.
 * @throws Refusal `not_utf8`, `quote_not_closed`, `stray_quote`, `row_too_long`
 */
export async function* readRows(file: OpenFile): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  // The line on which the next row can begin at the earliest, and where the parser's own counts stood before it.
  let line = 1;
  let lines = 0;
  let blank = 0;
  const parser = new Parser({
    bom: true,
    skip_empty_lines: true,
    max_record_size: most_row_characters,
    // Rows of another length are counted with their line, they do not end the reading.
    relax_column_count: true,
    // Called in the midst of parsing, when `info` is of this very row; nothing goes on to the object stream, which costs as much as the parsing.
    on_record: (cells: string[]) => {
      const { info } = parser;
      line += info.empty_lines - blank;
      batch.push({ line, cells });
      // The parser counts a line end of CR LF within quotes as two.
      line += info.lines - lines === 1 + info.empty_lines - blank ? 1 : 1 + lineEnds(cells);
      lines = info.lines;
      blank = info.empty_lines;
      return null;
    },
  });
  let broken: CsvError | null = null;
  parser.on('error', () => {});
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const step = (act: (done: (error?: Error | null) => void) => void) =>
    new Promise<void>((resolve) => {
      act((error) => {
        broken = (error as CsvError | null | undefined) ?? null;
        resolve();
      });
    });

  const taken = function* () {
    const full = batch;
    batch = [];
    if (full.length > 0) yield full;
    if (broken) throw unreadable(broken, line);
  };
  for await (const chunk of file.chunks) {
    demandUtf8(utf8, chunk, line);
    await step((done) => parser.write(chunk, done));
    yield* taken();
  }
  demandUtf8(utf8, null, line);
  await step((done) => parser.end(done));
  yield* taken();
}

function lineEnds(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
}

function demandUtf8(decoder: TextDecoder, chunk: Buffer | null, line: number): void {
  try {
    if (chunk) decoder.decode(chunk, { stream: true });
    else decoder.decode();
  } catch (cause) {
    throw new Refusal('not_utf8', `The file is not UTF-8, from about line ${line} on. Save it as UTF-8.`, {
      status: 400,
      where: `line ${line}`,
      cause,
    });
  }
}

function unreadable(error: CsvError, line: number): Error {
  const where = `line ${line}`;
  const options = { status: 400, where, cause: error } as const;
  switch (error.code as string) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new Refusal('quote_not_closed', `The row of ${where} opens a quote that is never closed`, options);
    case 'CSV_MAX_RECORD_SIZE':
      return new Refusal(
        'row_too_long',
        `The row of ${where} has more than ${most_row_characters} characters: probably a quote that is never closed`,
        options,
      );
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return new Refusal(
        'stray_quote',
        `The row of ${where} has a quote in the midst of a value. Quotes in a value are written twice, and the value in quotes.`,
        options,
      );
    default:
      return error;
  }
}
