import type { ImportDetail, ImportSummary, NotTaken } from '@regulars/contract/imports.ts';
import type { Scope } from '../../platform/scope.ts';
import type { ImportRow } from './history-queries.ts';

/** An import in the list. */
export function summaryOf(row: ImportRow): ImportSummary {
  const { report } = row;
  return {
    import_id: row.import_id,
    file_name: row.file_name,
    size_bytes: row.size_bytes,
    title: row.title,
    state: row.state,
    started_by: row.started_by_name,
    created_at: row.started_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
    undone_at: row.undone_at?.toISOString() ?? null,
    rows_read: report?.rows_read ?? null,
    rows_taken: report?.rows_taken ?? null,
    records_written: report?.records_written ?? null,
    error: report?.error ?? null,
    progress: row.progress,
  };
}

/** All that is known of an import; what names or reaches a person only for those who may see it. */
export function detailOf(scope: Scope, row: ImportRow): ImportDetail {
  const { report, preview, understanding } = row;
  const { error: _, ...told } = report ?? {};
  return {
    ...summaryOf(row),
    reading: row.reading,
    understanding: understanding && { ...understanding, sample: maskedSample(scope, understanding.sample) },
    preview: preview && {
      ...preview,
      not_taken: masked(scope, preview.not_taken),
      left_out: masked(scope, preview.left_out),
      records: preview.records.map((record) => ({
        ...record,
        customer: record.customer === null || seesContacts(scope) ? record.customer : mask,
      })),
    },
    report: isWhole(told)
      ? { ...told, not_taken: masked(scope, told.not_taken), left_out: masked(scope, told.left_out) }
      : null,
    can_undo: row.state === 'done' && (row.report?.records_written ?? 0) > 0,
    can_retry: row.stored_as !== null,
  };
}

export const mask = '•••';

export const seesContacts = (principal: Pick<Scope, 'permissions'>): boolean =>
  principal.permissions.has('customers:contact');

function isWhole(report: object): report is NonNullable<ImportDetail['report']> {
  return 'rows_read' in report;
}

/** Which cells of a file are a person's nobody can tell before it is read: all of them are masked. */
function maskedSample(scope: Scope, sample: string[][]): string[][] {
  return seesContacts(scope) ? sample : sample.map((cells) => cells.map((cell) => (cell === '' ? '' : mask)));
}

function masked(scope: Scope, groups: readonly NotTaken[]): NotTaken[] {
  if (seesContacts(scope)) return [...groups];
  return groups.map((group) => ({
    ...group,
    examples: group.examples.map((example) => (example.is_personal ? { ...example, value: mask } : example)),
  }));
}
