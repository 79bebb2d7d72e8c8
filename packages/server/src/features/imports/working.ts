import type { ImportProgress, ImportReport } from '@regulars/contract/imports.ts';
import { Refusal } from '../../platform/errors.ts';
import { type Principal, type World, withScope } from '../../platform/scope.ts';
import { removeUpload, uploadPath } from '../../platform/uploads.ts';
import * as history from './history-queries.ts';
import { type OwnConnection, openOwnConnection } from './own-connection.ts';
import { previewFile, takeIn } from './taking-in/taking-in.ts';
import { undoImport } from './undoing/undoing.ts';

/** How often an import is taken up again after its process or the database went away under it. */
const most_attempts = 5;
const progress_ms = 500;
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
  'quotes',
  'appointments',
  'customer_facts',
  'customer_place_facts',
  'customer_product_facts',
  'customer_month_facts',
  'customer_cells',
  'day_facts',
  'gap_facts',
] as const;

/** What is to be done of an import, and on which file. */
export interface Work {
  importId: string;
  what: 'preview' | 'take_in' | 'undo';
  /** Null to undo. */
  path: string | null;
  storedAs: string | null;
  row: Pick<history.ImportRow, 'reading' | 'attempt_count'>;
}

export interface Watching {
  onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** Somebody cancels. */
  cancel?: AbortSignal | undefined;
  /** The process ends: the work is left for the next one. */
  leave?: AbortSignal | undefined;
}

/**
 * Does what an import waits for, in one transaction of its own: whatever ends it half-way, nothing was recorded, and the same can
 * be done again. Safe to call from several processes: one does it, the others find it held. (Steps that survive a restart were
 * weighed: they would show a half-told month to whoever looks meanwhile.)
 * @returns false when it is left to another process or another time
 * @throws what `take_in` refused, after it was written down
 */
export async function doWork(
  world: World,
  principal: Principal,
  work: Work,
  watching: Watching = {},
): Promise<ImportReport | boolean> {
  const own = await openOwnConnection(world);
  try {
    if (!(await history.holdImport(own.client, work.importId))) return false;
    return await attempt(world, principal, own, work, watching);
  } finally {
    await own.close();
  }
}

async function attempt(
  world: World,
  principal: Principal,
  own: OwnConnection,
  work: Work,
  watching: Watching,
): Promise<ImportReport | boolean> {
  const stopping = new AbortController();
  const stop = () => {
    stopping.abort();
    void own.cancel().catch(() => {});
  };
  watching.cancel?.addEventListener('abort', stop);
  watching.leave?.addEventListener('abort', stop);
  try {
    if (!(await begin(world, principal, work))) return false;
    const noted = notingProgress(world, principal, work.importId, stop);
    const onProgress = (progress: ImportProgress) => {
      watching.onProgress?.(progress);
      noted(progress);
    };
    return await steps[work.what](own, principal, work, { signal: stopping.signal, onProgress });
  } catch (error) {
    if (watching.leave?.aborted || isLost(error)) return false;
    const told = stopping.signal.aborted ? cancelled(error) : error;
    await noteFailure(world, principal, work, told);
    throw told;
  } finally {
    watching.cancel?.removeEventListener('abort', stop);
    watching.leave?.removeEventListener('abort', stop);
  }
}

interface Doing {
  signal: AbortSignal;
  onProgress: (progress: ImportProgress) => void;
}

const steps: Readonly<
  Record<
    Work['what'],
    (own: OwnConnection, principal: Principal, work: Work, doing: Doing) => Promise<ImportReport | true>
  >
> = {
  preview: async (own, principal, work, doing) => {
    await withScope(own.world, principal, async (scope) => {
      const preview = await previewFile(scope, own.client, { ...fileOf(work), ...doing });
      await history.changeImport(scope, work.importId, {
        state: 'previewed',
        preview,
        progress: null,
        attempt_count: 0,
      });
    });
    return true;
  },
  take_in: async (own, principal, work, doing) => {
    const report = await withScope(own.world, principal, async (scope) => {
      const { report, sha256 } = await takeIn(scope, own.client, { ...fileOf(work), ...doing });
      // The rows shown before have served, and hold names and addresses.
      const served = { understanding: null, preview: null, progress: null };
      const done = { state: 'done', report, file_hash: sha256, stored_as: null, finished_at: scope.now } as const;
      await history.changeImport(scope, work.importId, { ...served, ...done });
      return report;
    });
    if (own.world.uploads && work.storedAs) await removeUpload(own.world.uploads, work.storedAs).catch(() => {});
    if (report.records_written > many_records) await own.analyse(writtenTables).catch(() => {});
    return report;
  },
  undo: async (own, principal, work, doing) => {
    await withScope(own.world, principal, async (scope) => {
      await undoImport(scope, work.importId, doing);
      const undone = { state: 'undone', undone_at: scope.now, progress: null, attempt_count: 0 } as const;
      await history.changeImport(scope, work.importId, undone);
    });
    return true;
  },
};

function fileOf({ importId, path, row }: Work) {
  if (!path || !row.reading)
    throw new Refusal('file_gone', 'The file is not here any more: send it again', { status: 409 });
  return { importId, path, reading: row.reading };
}

/** Written down as under way before anything else, so that a process that dies leaves word. */
async function begin(world: World, principal: Principal, work: Work): Promise<boolean> {
  return await withScope(world, principal, async (scope) => {
    const row = await history.lockImport(scope, work.importId);
    const states = { preview: ['previewing'], take_in: ['waiting', 'running'], undo: ['undoing'] }[work.what];
    if (!row || !states.includes(row.state)) return false;
    if (row.cancel_requested_at) throw cancelled(null);
    if (row.attempt_count >= most_attempts) {
      throw new Refusal('interrupted', `Interrupted ${most_attempts} times. Nothing of it was recorded.`, {
        status: 409,
      });
    }
    const state = work.what === 'take_in' ? 'running' : row.state;
    await history.changeImport(scope, work.importId, { state, attempt_count: row.attempt_count + 1 });
    return true;
  });
}

/** At most twice a second, outside the import's transaction; whoever asked to stop is heard here. */
function notingProgress(world: World, principal: Principal, importId: string, stop: () => void) {
  let notedAt = Number.NEGATIVE_INFINITY;
  let isNoting = false;
  return (progress: ImportProgress) => {
    const now = performance.now();
    if (isNoting || now - notedAt < progress_ms) return;
    notedAt = now;
    isNoting = true;
    withScope(world, principal, (scope) => history.noteProgress(scope, importId, progress))
      .then((isCancelled) => isCancelled && stop())
      // The next one will be noted, or the import itself finds the database gone.
      .catch(() => {})
      .finally(() => {
        isNoting = false;
      });
  };
}

function cancelled(cause: unknown): Refusal {
  return new Refusal('cancelled', 'Cancelled. Nothing of it was recorded.', { status: 409, cause });
}

async function noteFailure(world: World, principal: Principal, work: Work, error: unknown): Promise<void> {
  const { code, message, where } =
    error instanceof Refusal
      ? error
      : new Refusal('fault', 'It failed for a reason of ours. Nothing of it was recorded.');
  const told = { error: { code, message, where: where ?? null } };
  try {
    await withScope(world, principal, async (scope) => {
      const over = { progress: null, attempt_count: 0, cancel_requested_at: null };
      if (work.what === 'undo') {
        const row = await history.lockImport(scope, work.importId);
        return await history.changeImport(scope, work.importId, {
          ...over,
          state: 'done',
          report: { ...row?.report, ...told },
        });
      }
      const state = code === 'cancelled' ? 'cancelled' : 'failed';
      await history.changeImport(scope, work.importId, { ...over, state, report: told, finished_at: scope.now });
    });
  } catch {
    // The database is gone: the next look finds this one abandoned. The error that led here matters more.
  }
}

/** The database went away: restarted, or out of reach. */
function isLost(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(08|57P0)/.test(code) || ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(code)) return true;
  return error instanceof Error && /Connection terminated|not queryable|Client was closed/.test(error.message);
}

/** What an import waits for, as it is written down. Null: its file is not on this machine, or nothing is to be done. */
export function workOf(world: World, row: history.ImportRow): Work | null {
  const what = { previewing: 'preview', waiting: 'take_in', running: 'take_in', undoing: 'undo' } as const;
  if (!(row.state in what)) return null;
  const path = row.stored_as && world.uploads ? uploadPath(world.uploads, row.stored_as) : null;
  const work = { importId: row.import_id, storedAs: row.stored_as, path, row };
  return { ...work, what: what[row.state as keyof typeof what] };
}
