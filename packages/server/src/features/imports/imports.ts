import { randomUUIDv7 } from 'node:crypto';
import type {
  ImportDetail,
  ImportPreview,
  ImportProgress,
  ImportReport,
  ImportSummary,
  Reading,
} from '@regulars/contract/imports.ts';
import { Refusal } from '../../platform/errors.ts';
import { notify } from '../../platform/events/notices.ts';
import { demand, type Principal, type Scope, type World, withScope } from '../../platform/scope.ts';
import { isStored, removeUpload, storeUpload, uploadPath } from '../../platform/uploads.ts';
import { readSettings } from '../organizations/organizations.ts';
import { closeAbandoned } from './beside.ts';
import { detailOf, summaryOf } from './detail.ts';
import * as history from './history-queries.ts';
import { openOwnConnection } from './own-connection.ts';
import { openFile } from './reading/open-file.ts';
import { previewFile as preview } from './taking-in/taking-in.ts';
import { type Ground, headerHash, type Understood, understandFile } from './understanding/understanding.ts';
import { demandIndependence } from './undoing/undoing.ts';
import { doWork } from './working.ts';

/**
 * Files that a merchant has: understood, shown, taken in and taken back. All of a file that can be taken is, or nothing of it;
 * told twice, nothing changes.
 */
export { closeAbandoned as closeAbandonedImports } from './beside.ts';
export type { Understood } from './understanding/understanding.ts';

/**
 * Keeps a file that arrives and says what was understood of it. Nothing is recorded.
 * @throws Refusal `file_empty`, `not_a_table`, `not_utf8`, … (what cannot be read at all), and then the file is not kept
 */
export async function receiveFile(
  world: World,
  principal: Principal,
  file: { fileName: string; body: AsyncIterable<Uint8Array> },
): Promise<ImportDetail> {
  demandAllPlaces(principal);
  if (!world.uploads)
    throw new Refusal('no_uploads', 'This server keeps no files: use the command line', { status: 409 });
  const { storedAs, size_bytes } = await storeUpload(world.uploads, file.body);
  try {
    const path = uploadPath(world.uploads, storedAs);
    return await withScope(world, principal, async (scope) => {
      const { reading, understanding } = await understandFile(await groundOf(scope), path, file.fileName);
      const importId = randomUUIDv7();
      await history.addImport(scope, {
        importId,
        fileName: plainName(file.fileName),
        title: understanding.title,
        format: reading.format,
        state: 'uploaded',
        storedAs,
        size_bytes,
        reading,
        understanding,
      });
      return await importDetail(scope, { import_id: importId });
    });
  } catch (error) {
    await removeUpload(world.uploads, storedAs);
    throw error;
  }
}

export async function listImports(
  scope: Scope,
  { before, limit }: { before?: string | undefined; limit: number },
): Promise<{ imports: ImportSummary[]; next: string | null }> {
  demandAllPlaces(scope);
  const rows = await history.listImports(scope, { before, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  return { imports: shown.map(summaryOf), next: rows.length > limit ? (shown.at(-1)?.import_id ?? null) : null };
}

/** @throws Refusal `unknown_import` */
export async function importDetail(scope: Scope, { import_id }: { import_id: string }): Promise<ImportDetail> {
  demandAllPlaces(scope);
  return detailOf(scope, known(await history.readImport(scope, import_id)));
}

/** Changes how the file is read, and understands it anew. @throws Refusal `unknown_import`, `not_now`, `file_gone`, … */
export async function readAs(scope: Scope, told: { import_id: string; reading: Reading }): Promise<ImportDetail> {
  const row = await lock(scope, told.import_id, ['uploaded', 'previewed', 'failed', 'cancelled']);
  const { reading, understanding } = await understandFile(
    await groundOf(scope),
    await fileOf(scope, row),
    row.file_name,
    withHeaderOf(told.reading, row.reading),
  );
  await history.changeImport(scope, row.import_id, {
    state: 'uploaded',
    reading,
    understanding,
    preview: null,
    report: null,
    title: understanding.title,
    format: reading.format,
    cancel_requested_at: null,
  });
  return await importDetail(scope, told);
}

/** On another sheet, or read in other letters, the header is looked for anew. */
function withHeaderOf(told: Reading, before: Reading | null): Partial<Reading> {
  const isAsBefore = (['sheet', 'encoding', 'separator'] as const).every((name) => told[name] === before?.[name]);
  if (isAsBefore) return told;
  const { header_line: _, ...others } = told;
  return others;
}

/** Asks for what the file would do. @throws Refusal `unknown_import`, `not_now`, `file_gone`, `not_understood` */
export async function previewImport(scope: Scope, { import_id }: { import_id: string }): Promise<ImportDetail> {
  return await ask(scope, import_id, ['uploaded', 'previewed', 'failed', 'cancelled'], 'previewing');
}

/** Asks for the file to be taken in. How it was read is remembered for the next one with this header. */
export async function runImport(scope: Scope, { import_id }: { import_id: string }): Promise<ImportDetail> {
  return await ask(scope, import_id, ['uploaded', 'previewed', 'failed', 'cancelled'], 'waiting');
}

async function ask(
  scope: Scope,
  importId: string,
  from: readonly history.ImportRow['state'][],
  state: 'previewing' | 'waiting',
): Promise<ImportDetail> {
  const row = await lock(scope, importId, from);
  await fileOf(scope, row);
  if (!row.reading || !row.understanding || row.understanding.questions.length > 0) {
    const [question] = row.understanding?.questions ?? [];
    throw new Refusal('not_understood', question?.text ?? 'The file is not understood yet', {
      where: question?.about ?? 'reading',
    });
  }
  if (state === 'waiting') await history.saveReading(scope, headerHash(row.understanding.header), row.reading);
  const anew = { progress: null, report: null, cancel_requested_at: null, attempt_count: 0, finished_at: null };
  await history.changeImport(scope, importId, { ...anew, state });
  await notify(scope.db, 'work', scope.organizationId);
  return await importDetail(scope, { import_id: importId });
}

/** Stops what runs, or lets go of a file that was not taken in. Nothing of it is recorded. */
export async function cancelImport(scope: Scope, { import_id }: { import_id: string }): Promise<ImportDetail> {
  const row = await lock(scope, import_id, [
    'uploaded',
    'previewing',
    'previewed',
    'waiting',
    'running',
    'undoing',
    'failed',
    'cancelled',
  ]);
  if (row.state === 'previewing' || row.state === 'running' || row.state === 'undoing') {
    await history.changeImport(scope, import_id, { cancel_requested_at: scope.now });
  } else {
    const over = { understanding: null, preview: null, progress: null, stored_as: null, finished_at: scope.now };
    await history.changeImport(scope, import_id, { ...over, state: 'cancelled' });
    if (scope.uploads && row.stored_as) await removeUpload(scope.uploads, row.stored_as);
  }
  return await importDetail(scope, { import_id });
}

/** Asks for an import to be taken back. @throws Refusal `unknown_import`, `not_now`, `undo_blocked` naming what depends on it */
export async function undoImport(scope: Scope, { import_id }: { import_id: string }): Promise<ImportDetail> {
  const row = await lock(scope, import_id, ['done']);
  await demandIndependence(scope, import_id);
  const { error: _, ...report } = row.report ?? {};
  const asked = { progress: null, cancel_requested_at: null, attempt_count: 0, undone_by: scope.actor.id };
  await history.changeImport(scope, import_id, { ...asked, report, state: 'undoing' });
  await notify(scope.db, 'work', scope.organizationId);
  return await importDetail(scope, { import_id });
}

/** Takes an import back at once: the command line. @throws Refusal `unknown_import`, `not_now`, `undo_blocked` */
export async function undoHere(
  world: World,
  principal: Principal,
  importId: string,
  onProgress?: (progress: ImportProgress) => void,
): Promise<ImportDetail> {
  const detail = await withScope(world, principal, (scope) => undoImport(scope, { import_id: importId }));
  const row = { reading: detail.reading ?? null, attempt_count: 0 };
  await doWork(world, principal, { importId, what: 'undo', path: null, storedAs: null, row }, { onProgress });
  return await withScope(world, principal, (scope) => importDetail(scope, { import_id: importId }));
}

/** Rows not taken and values left out, in the order of the file, batch by batch. @throws Refusal `unknown_import` */
export async function* refusalsOf(
  world: World,
  principal: Principal,
  importId: string,
): AsyncGenerator<history.RefusedRow[]> {
  demandAllPlaces(principal);
  await withScope(world, principal, async (scope) => known(await history.readImport(scope, importId)));
  let after = { line: -1, nth: -1 };
  for (;;) {
    const rows = await withScope(world, principal, (scope) => history.readRefusals(scope, importId, after, 5_000));
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = { line: last.line, nth: last.nth };
  }
}

/** A file on this machine, taken in at once: the command line. */
export interface FileHere {
  path: string;
  /** As the merchant knows the file; kept in the history of imports. */
  fileName: string;
  reading: Reading;
  title: string;
  onProgress?: ((progress: ImportProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** @throws Refusal naming what is wrong with the file, `cancelled`, `interrupted` */
export async function importFile(
  world: World,
  principal: Principal,
  file: FileHere,
): Promise<ImportReport & { import_id: string }> {
  demand(principal, 'records:write');
  demandAllPlaces(principal);
  await closeAbandoned(world, principal);
  const { path, fileName, reading, title } = file;
  const importId = randomUUIDv7();
  await withScope(world, principal, (scope) =>
    history.addImport(scope, {
      importId,
      fileName: plainName(fileName),
      title,
      format: reading.format,
      state: 'waiting',
      storedAs: null,
      size_bytes: null,
      reading,
      understanding: null,
    }),
  );
  const work = { importId, what: 'take_in', path, storedAs: null, row: { reading, attempt_count: 0 } } as const;
  for (let attempt = 0; ; attempt++) {
    const report = await doWork(world, principal, work, { onProgress: file.onProgress, cancel: file.signal });
    if (typeof report !== 'boolean') return { import_id: importId, ...report };
    if (attempt === 30)
      throw new Refusal('interrupted', 'The database does not answer. Nothing of it was recorded.', { status: 409 });
    await new Promise((resume) => setTimeout(resume, 1_000));
  }
}

/** What a file on this machine would do; nothing is recorded. @throws Refusal as importFile */
export async function previewFile(world: World, principal: Principal, file: FileHere): Promise<ImportPreview> {
  demand(principal, 'records:write');
  demandAllPlaces(principal);
  const own = await openOwnConnection(world);
  const cancel = () => void own.cancel().catch(() => {});
  file.signal?.addEventListener('abort', cancel);
  try {
    return await withScope(own.world, principal, (scope) =>
      preview(scope, own.client, { importId: randomUUIDv7(), ...file }),
    );
  } finally {
    file.signal?.removeEventListener('abort', cancel);
    await own.close();
  }
}

/**
 * What a file is and how it would be read, before anything is changed.
 * @throws Refusal as importFile
 */
export async function lookAtFile(
  into: { world: World; principal: Principal } | { timeZone: string },
  file: { path: string; fileName: string; chosen?: Partial<Reading> | undefined },
): Promise<Understood> {
  const { path, fileName, chosen } = file;
  if ('timeZone' in into)
    return await understandFile({ ...into, savedReading: async () => null }, path, fileName, chosen);
  return await withScope(into.world, into.principal, async (scope) =>
    understandFile(await groundOf(scope), path, fileName, chosen),
  );
}

/** Refuses what is no file, or no table, before anything else is opened. @throws Refusal `file_not_found`, `file_empty`, `not_csv` … */
export async function demandTable(path: string): Promise<void> {
  const file = await openFile(path);
  await file.close();
}

async function groundOf(scope: Scope): Promise<Ground> {
  const { timeZone } = await readSettings(scope);
  return { timeZone, savedReading: (hash) => history.savedReading(scope, hash) };
}

/** Files are of the whole organization: who may see some of its places cannot tell what is in them. */
function demandAllPlaces(principal: Principal): void {
  if (principal.locations !== 'all') {
    throw new Refusal('not_permitted', 'Imports are of the whole organization', { status: 403 });
  }
}

function known(row: history.ImportRow | undefined): history.ImportRow {
  if (!row) throw new Refusal('unknown_import', 'There is no such import', { status: 404 });
  return row;
}

async function lock(
  scope: Scope,
  importId: string,
  states: readonly history.ImportRow['state'][],
): Promise<history.ImportRow> {
  demandAllPlaces(scope);
  const row = known(await history.lockImport(scope, importId));
  if (states.includes(row.state)) return row;
  throw new Refusal('not_now', `This cannot be done with an import that is ${row.state}`, { status: 409 });
}

/** @throws Refusal `file_gone` */
async function fileOf(scope: Scope, row: history.ImportRow): Promise<string> {
  if (scope.uploads && row.stored_as && (await isStored(scope.uploads, row.stored_as))) {
    return uploadPath(scope.uploads, row.stored_as);
  }
  throw new Refusal('file_gone', 'The file is not here any more: send it again', { status: 409 });
}

/** The name without its folders, as a person knows it. */
function plainName(fileName: string): string {
  const name = (fileName.split(/[\\/]/).at(-1) ?? '')
    .replace(/\p{Cc}/gu, '')
    .toWellFormed()
    .trim();
  return name.slice(0, 200) || 'file';
}
