import type { Reading } from '@regulars/contract/imports.ts';
import { type CsvError, Parser } from 'csv-parse';
import { Refusal } from '../../../platform/errors.ts';
import { decode, lineEnds } from './decoding.ts';
import { most_row_characters, type Row } from './row.ts';

/**
 * The rows of a CSV file, in the batches in which they are read: memory does not grow with the file.
 * @throws Refusal `not_utf8`, `not_utf16`, `quote_not_closed`, `stray_quote`, `row_too_long`
 */
export async function* csvRows(
  chunks: AsyncIterable<Buffer>,
  { encoding, separator }: Pick<Reading, 'encoding' | 'separator'>,
): AsyncGenerator<Row[]> {
  let parsing: Parsing | null = null;
  for await (const piece of decode(chunks, encoding, () => parsing?.line ?? 1)) {
    parsing ??= new Parsing(separator, rowEnds(piece));
    yield* parsing.take(await parsing.write(piece));
  }
  if (parsing) yield* parsing.take(await parsing.end());
}

class Parsing {
  /** The line on which the next row can begin at the earliest, and where the parser's own counts stood before it. */
  line = 1;
  #lines = 0;
  #blank = 0;
  #batch: Row[] = [];
  readonly #parser: Parser;

  constructor(separator: string, ends: string[]) {
    this.#parser = new Parser({
      delimiter: separator,
      record_delimiter: ends,
      skip_empty_lines: true,
      max_record_size: most_row_characters,
      // Rows of another length are counted with their line, they do not end the reading.
      relax_column_count: true,
      // Called in the midst of parsing, when `info` is of this very row; nothing goes on to the object stream, which costs as much as the parsing.
      on_record: (cells: string[]) => {
        this.#add(cells);
        return null;
      },
    });
    this.#parser.on('error', () => {});
  }

  write(piece: Buffer): Promise<CsvError | null> {
    return new Promise((resolve) => this.#parser.write(piece, (error) => resolve(asCsvError(error))));
  }

  end(): Promise<CsvError | null> {
    return new Promise((resolve) => this.#parser.end((error?: Error | null) => resolve(asCsvError(error))));
  }

  /** The rows up to here, and then what went wrong. */
  *take(broken: CsvError | null): Generator<Row[]> {
    const full = this.#batch;
    this.#batch = [];
    if (full.length > 0) yield full;
    if (broken) throw unreadable(broken, this.line);
  }

  #add(cells: string[]): void {
    const { info } = this.#parser;
    this.line += info.empty_lines - this.#blank;
    if (!cells.every((cell) => cell.trim() === '')) this.#batch.push({ line: this.line, cells });
    // The parser counts a line end of CR LF within quotes as two.
    const isOneLine = info.lines - this.#lines === 1 + info.empty_lines - this.#blank;
    this.line += isOneLine ? 1 : 1 + cells.reduce((sum, cell) => sum + lineEnds(cell), 0);
    this.#lines = info.lines;
    this.#blank = info.empty_lines;
  }
}

/** The stream says what the parser found. */
const asCsvError = (error: Error | null | undefined): CsvError | null => (error as CsvError | null | undefined) ?? null;

/**
 * Old Macs end rows with a CR, and break lines within cells with a LF: what ends the first row ends all. Otherwise both other ends
 * are known, because files are joined together.
 */
function rowEnds(start: Buffer): string[] {
  let isQuoted = false;
  for (const [place, byte] of start.entries()) {
    if (byte === 0x22) isQuoted = !isQuoted;
    if (isQuoted || (byte !== 0x0a && byte !== 0x0d)) continue;
    return byte === 0x0d && place + 1 < start.length && start[place + 1] !== 0x0a ? ['\r'] : ['\r\n', '\n'];
  }
  return ['\r\n', '\n', '\r'];
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
