import type { Reading } from '@regulars/contract/imports.ts';
import type pg from 'pg';
import { Refusal } from '../../../platform/errors.ts';
import type { Settings } from '../../organizations/organizations.ts';
import { Cells } from '../formats/cells.ts';
import type { RowReader } from '../formats/format.ts';
import { readerOf } from '../formats/formats.ts';
import { columnNames } from '../reading/column-names.ts';
import type { OpenFile } from '../reading/open-file.ts';
import { readRows } from '../reading/rows.ts';
import { Telling } from './telling.ts';

export interface HowToRead {
  client: pg.Client;
  reading: Reading;
  settings: Settings;
  now: Date;
  signal: AbortSignal | undefined;
  onRows: (rows: number) => void;
}

/** Reads a file to its end into the told tables. @returns its rows, the header not counted */
export async function readFile(file: OpenFile, how: HowToRead): Promise<number> {
  const { client, reading, settings, now, signal } = how;
  const style = fileStyle(reading, settings);
  let rows = 0;
  let open: { telling: Telling; read: RowReader; cells: Cells } | null = null;
  for await (const batch of readRows(file, reading)) {
    signal?.throwIfAborted();
    for (const { line, cells } of batch) {
      if (!open) {
        open = {
          telling: new Telling(client, { header: columnNames(cells), source: reading.source, now }),
          read: readerOf(reading, cells, style),
          cells: new Cells(style),
        };
        continue;
      }
      rows += 1;
      open.cells.start(line, cells);
      open.telling.start({ line, cells, read: open.cells });
      open.read(open.cells, open.telling);
      open.telling.end();
    }
    await open?.telling.drain();
    how.onRows(rows);
  }
  if (!open) throw new Refusal('file_empty', 'The file holds nothing but empty lines', { status: 400 });
  await open.telling.finish();
  return rows;
}

export function fileStyle({ date_order, decimal_mark, time_zone }: Reading, settings: Settings) {
  return {
    dateOrder: date_order,
    decimalMark: decimal_mark,
    timeZone: time_zone,
    currency: settings.currency,
    currencyDigits: settings.currencyDigits,
    country: settings.country,
  };
}
