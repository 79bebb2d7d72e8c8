import type { ImportDetail, ImportProgress, ImportState } from '@regulars/contract/imports.ts';
import { anImport, minutesAgo, retail, retailPreview, retailReport, unknownTable, workbook } from './an-import.ts';

const progress: ImportProgress = {
  step: 'recording',
  rows: 233_020,
  fraction: 0.43,
  rows_per_s: 48_210,
  seconds_left: 12,
};

const counted = { rows_read: retailReport.rows_read, rows_taken: retailReport.rows_taken };
const written = { ...counted, records_written: retailReport.records_written };

/** One import in every state there is. */
export const everyState: Record<ImportState, ImportDetail> = {
  uploaded: anImport(unknownTable),
  previewing: anImport({ state: 'previewing', progress: { ...progress, step: 'reading', fraction: 0.21 } }),
  previewed: anImport({ ...retail, ...counted, state: 'previewed', preview: retailPreview }),
  waiting: anImport({ ...workbook, state: 'waiting', preview: retailPreview }),
  running: anImport({ ...retail, state: 'running', preview: retailPreview, progress }),
  done: anImport({
    ...retail,
    ...written,
    state: 'done',
    preview: retailPreview,
    report: retailReport,
    finished_at: minutesAgo(9),
    created_at: minutesAgo(14),
    can_undo: true,
  }),
  failed: anImport({
    ...retail,
    state: 'failed',
    preview: retailPreview,
    finished_at: minutesAgo(2_000),
    created_at: minutesAgo(2_001),
    error: {
      code: 'file_ends_inside_quotes',
      message: 'The file ends inside a quoted value: it was probably cut short when it was saved.',
      where: 'line 212,004',
    },
  }),
  cancelled: anImport({
    state: 'cancelled',
    finished_at: minutesAgo(4_300),
    created_at: minutesAgo(4_302),
    can_retry: false,
  }),
  undoing: anImport({ ...retail, state: 'undoing', report: retailReport, progress: { ...progress, fraction: 0.66 } }),
  undone: anImport({
    ...retail,
    ...written,
    state: 'undone',
    preview: retailPreview,
    report: retailReport,
    finished_at: minutesAgo(8_801),
    created_at: minutesAgo(8_802),
    undone_at: minutesAgo(8_700),
  }),
};
