import type { Reading } from '@regulars/contract/imports.ts';
import { csvRows } from './csv-rows.ts';
import type { OpenFile } from './open-file.ts';
import type { Row } from './row.ts';
import { workbookRows } from './workbook-rows.ts';

/** How the rows of a file are told apart. The separator and the encoding say nothing of a workbook. */
export type Dialect = Pick<Reading, 'encoding' | 'separator' | 'sheet'> & { header_line?: number };

/**
 * The rows of a file, the header first, in the batches in which they are read: memory does not grow with the file. Rows whose cells
 * are all empty are left out, and so is what stands before the header.
 * @throws Refusal as csvRows and workbookRows
 */
export async function* readRows(file: OpenFile, dialect: Dialect): AsyncGenerator<Row[]> {
  const { header_line = 1 } = dialect;
  const batches = file.workbook ? workbookRows(file, file.workbook, dialect.sheet) : csvRows(file.chunks, dialect);
  let isStart = true;
  for await (const batch of batches) {
    const rows = isStart ? batch.filter((row) => row.line >= header_line && !namesSeparator(row)) : batch;
    const last = batch.at(-1);
    if (last && last.line > header_line) isStart = false;
    if (rows.length > 0) yield rows;
  }
}

/** `sep=;`, by which Excel is told how to read the file. */
export function namesSeparator({ line, cells }: Row): boolean {
  return line === 1 && cells.length <= 2 && /^"?sep=.?"?$/i.test(cells.join(''));
}
