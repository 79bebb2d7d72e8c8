import { randomUUIDv7 } from 'node:crypto';
import { Refusal } from '../../platform/errors.ts';
import { demand, type Principal, type World, withScope } from '../../platform/scope.ts';
import * as history from './history-queries.ts';
import { type FileLook, lookInto } from './look.ts';
import { openOwnConnection } from './own-connection.ts';
import { makeProgress } from './progress.ts';
import type { Report } from './report.ts';
import { type FileToTakeIn, takeIn } from './taking-in.ts';

/** Files that a merchant has, taken in: all of a file that can be, or nothing of it; told twice, nothing changes. */

export type ImportReport = Report;
export type ImportInput = FileToTakeIn;
export type { FileLook } from './look.ts';
export type { ImportProgress, ImportStep } from './progress.ts';

/** From so many new rows on the planner is told of them at once. */
const many_records = 1_000;

const writtenTables = [
  'customers',
  'customer_identities',
  'products',
  'orders',
  'order_lines',
  'refunds',
  'refund_lines',
  'customer_facts',
  'customer_place_facts',
  'customer_product_facts',
  'customer_month_facts',
  'day_facts',
  'gap_facts',
] as const;

/**
 * Takes a file in. Everything happens in one transaction: whatever ends it half-way, nothing was recorded, and the same file can
 * be given again. (Steps that survive a restart were weighed: they would show a half-told month to whoever looks meanwhile.)
 * @throws Refusal `file_not_found`, `file_empty`, `not_csv`, `not_gzip`, `gzip_damaged`, `not_utf8`, `unknown_header`, `duplicate_column`,
 * `no_rows`, `nothing_readable`, `quote_not_closed`, `stray_quote`, `row_too_long`, `cancelled`
 */
export async function importFile(world: World, principal: Principal, input: ImportInput): Promise<ImportReport> {
  demand(principal, 'records:write');
  const { format } = await lookAtFile(input.path);
  await closeAbandonedImports(world, principal);

  const importId = randomUUIDv7();
  const own = await openOwnConnection(world);
  const cancel = () => void own.cancel().catch(() => {});
  try {
    await history.holdImport(own.client, importId);
    await withScope(world, principal, (scope) =>
      history.addImport(scope, { importId, fileName: input.fileName, format }),
    );
    input.signal?.addEventListener('abort', cancel);
    const report = await withScope(own.world, principal, (scope) =>
      takeIn(scope, own.client, { ...input, importId, progress: makeProgress(input.onProgress) }),
    );
    if (report.records_written > many_records) await own.analyse(writtenTables).catch(() => {});
    return report;
  } catch (error) {
    const told = input.signal?.aborted ? cancelled(error) : error;
    await noteFailure(world, principal, importId, told);
    throw told;
  } finally {
    input.signal?.removeEventListener('abort', cancel);
    await own.close();
  }
}

/**
 * What a file is and what its first rows say, before anything is changed. Touches no database.
 * @throws Refusal as importFile
 */
export async function lookAtFile(path: string): Promise<FileLook> {
  return await lookInto(path);
}

/** Imports that were killed are written down as failed: at the start of the server, and before the next import. */
export async function closeAbandonedImports(world: World, principal: Principal): Promise<number> {
  return await withScope(world, principal, (scope) => history.failAbandonedImports(scope));
}

function cancelled(cause: unknown): Refusal {
  return new Refusal('cancelled', 'The import was cancelled. Nothing of it was recorded.', { status: 409, cause });
}

async function noteFailure(world: World, principal: Principal, importId: string, error: unknown): Promise<void> {
  const refusal =
    error instanceof Refusal ? error : new Refusal('fault', 'The import failed. Nothing of it was recorded.');
  const report = { error: { code: refusal.code, message: refusal.message, where: refusal.where } };
  try {
    await withScope(world, principal, (scope) =>
      history.finishImport(scope, importId, { state: 'failed', file_hash: '', report }),
    );
  } catch {
    // The database is gone: the next import finds this one abandoned. The error that led here matters more.
  }
}
