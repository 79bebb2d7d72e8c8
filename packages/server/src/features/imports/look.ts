import { Refusal } from '../../platform/errors.ts';
import type { RowReader } from './formats/format.ts';
import { recognise } from './formats/formats.ts';
import { openFile } from './open-file.ts';
import { type Row, readRows } from './rows.ts';
import { type NotTaken, Tally } from './tally.ts';

const sample_rows = 2_000;

/** What can be said of a file from its beginning. */
export interface FileLook {
  format: string;
  title: string;
  header: readonly string[];
  size_bytes: number;
  /** The rows looked at, from the first on; the whole file when `is_whole`. */
  rows: number;
  is_whole: boolean;
  orders: number;
  refunds: number;
  customers: number;
  /** Local times. */
  first_at: string | null;
  last_at: string | null;
  not_taken: NotTaken[];
}

/** Reads the header and the first rows. */
export async function lookInto(path: string): Promise<FileLook> {
  const file = await openFile(path);
  try {
    const { rows, isWhole } = await firstRows(readRows(file));
    const [header, ...body] = rows;
    if (!header) throw new Refusal('file_empty', 'The file holds nothing but empty lines', { status: 400 });
    const { format, read } = recognise(header.cells);
    if (body.length === 0) throw new Refusal('no_rows', 'The file has a header and no rows', { status: 400 });
    const seen = summarise(body, read);
    return {
      format: format.name,
      title: format.title,
      header: header.cells,
      size_bytes: file.size_bytes,
      is_whole: isWhole,
      ...seen,
    };
  } finally {
    await file.close();
  }
}

async function firstRows(batches: AsyncGenerator<Row[]>): Promise<{ rows: Row[]; isWhole: boolean }> {
  const rows: Row[] = [];
  for await (const batch of batches) {
    rows.push(...batch);
    // Leaving the loop ends the reading.
    if (rows.length > sample_rows) return { rows: rows.slice(0, sample_rows + 1), isWhole: false };
  }
  return { rows, isWhole: true };
}

function summarise(rows: readonly Row[], read: RowReader) {
  const tally = new Tally();
  const documents = { order_line: new Set<string>(), credit_line: new Set<string>() };
  const customers = new Set<string>();
  const times: string[] = [];
  for (const { line, cells } of rows) {
    tally.rowsRead += 1;
    const told = read(cells);
    if (told.is === 'misread' || told.is === 'passed_over') tally.refuseRow(told.reason, line, told.field, told.value);
    if (told.is === 'misread') continue;
    if (told.customer !== null) customers.add(told.customer);
    if (told.is === 'passed_over') continue;
    documents[told.is].add(told.record);
    times.push(told.at);
  }
  times.sort();
  return {
    rows: rows.length,
    orders: documents.order_line.size,
    refunds: documents.credit_line.size,
    customers: customers.size,
    first_at: times[0] ?? null,
    last_at: times.at(-1) ?? null,
    not_taken: tally.notTaken(),
  };
}
