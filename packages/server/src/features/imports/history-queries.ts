import type {
  ImportDetail,
  ImportPreview,
  ImportProgress,
  ImportReport,
  ImportState,
  Reading,
  Understanding,
} from '@regulars/contract/imports.ts';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Scope } from '../../platform/scope.ts';

/** The history of imports. */

export interface ImportRow {
  import_id: string;
  file_name: string;
  title: string;
  state: ImportState;
  size_bytes: number | null;
  stored_as: string | null;
  started_by_name: string;
  started_at: Date;
  finished_at: Date | null;
  undone_at: Date | null;
  cancel_requested_at: Date | null;
  attempt_count: number;
  reading: Reading | null;
  understanding: Understanding | null;
  preview: ImportPreview | null;
  progress: ImportProgress | null;
  report: (Partial<ImportReport> & { error?: NonNullable<ImportDetail['error']> }) | null;
}

const columns = [
  'import_id',
  'file_name',
  'title',
  'state',
  'size_bytes',
  'stored_as',
  'started_by_name',
  'started_at',
  'finished_at',
  'undone_at',
  'cancel_requested_at',
  'attempt_count',
  'progress',
  'report',
] as const;
const bulkyColumns = ['reading', 'understanding', 'preview'] as const;

export interface NewImport {
  importId: string;
  fileName: string;
  title: string;
  format: string;
  state: ImportState;
  storedAs: string | null;
  size_bytes: number | null;
  reading: Reading;
  understanding: Understanding | null;
}

export async function addImport(scope: Scope, told: NewImport): Promise<void> {
  await scope.db
    .insertInto('imports')
    .values({
      organization_id: scope.organizationId,
      import_id: told.importId,
      file_name: told.fileName,
      // Known once the file was read to its end.
      file_hash: '',
      title: told.title,
      format: told.format,
      state: told.state,
      stored_as: told.storedAs,
      size_bytes: told.size_bytes,
      reading: JSON.stringify(told.reading),
      understanding: told.understanding && JSON.stringify(told.understanding),
      started_by: scope.actor.id,
      started_by_name: scope.actor.name,
      started_at: scope.now,
    })
    .execute();
}

/** One import, its row locked for this transaction. */
export async function lockImport(scope: Scope, importId: string): Promise<ImportRow | undefined> {
  return await one(scope, importId).forUpdate().executeTakeFirst();
}

export async function readImport(scope: Scope, importId: string): Promise<ImportRow | undefined> {
  return await one(scope, importId).executeTakeFirst();
}

function one(scope: Scope, importId: string) {
  return scope.db
    .selectFrom('imports')
    .select([...columns, ...bulkyColumns])
    .where('organization_id', '=', scope.organizationId)
    .where('import_id', '=', importId)
    .$castTo<ImportRow>();
}

/** Newest first. Ids rise with time. */
export async function listImports(
  scope: Scope,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<ImportRow[]> {
  let query = scope.db
    .selectFrom('imports')
    .select([...columns])
    .where('organization_id', '=', scope.organizationId);
  if (before) query = query.where('import_id', '<', before);
  return await query.orderBy('import_id', 'desc').limit(limit).$castTo<ImportRow>().execute();
}

export interface ImportChange {
  state?: ImportState;
  title?: string;
  format?: string;
  file_hash?: string;
  stored_as?: string | null;
  reading?: Reading;
  understanding?: Understanding | null;
  preview?: ImportPreview | null;
  progress?: ImportProgress | null;
  report?: ImportRow['report'];
  attempt_count?: number;
  finished_at?: Date | null;
  cancel_requested_at?: Date | null;
  undone_at?: Date;
  undone_by?: string;
}

const jsonColumns = new Set(['reading', 'understanding', 'preview', 'progress', 'report']);

export async function changeImport(scope: Scope, importId: string, change: ImportChange): Promise<void> {
  const sets = Object.entries(change).map(([column, value]) => [
    column,
    jsonColumns.has(column) && value !== null ? JSON.stringify(value) : value,
  ]);
  await scope.db
    .updateTable('imports')
    .set(Object.fromEntries(sets))
    .where('organization_id', '=', scope.organizationId)
    .where('import_id', '=', importId)
    .execute();
}

/** How far an import is, for whoever looks. @returns whether somebody asked it to stop */
export async function noteProgress(scope: Scope, importId: string, progress: ImportProgress): Promise<boolean> {
  const { rows } = await sql<{ is_cancelled: boolean }>`
    update imports set progress = ${JSON.stringify(progress)}::jsonb
    where organization_id = ${scope.organizationId} and import_id = ${importId}
      and state in ('previewing', 'running', 'undoing')
    returning cancel_requested_at is not null as is_cancelled`.execute(scope.db);
  return rows[0]?.is_cancelled === true;
}

/** Held by the connection of an import while it lives; the database lets go of it when the connection is lost. */
export async function holdImport(client: pg.Client, importId: string): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>(
    `select pg_try_advisory_lock(hashtextextended('import ' || $1::text, 0)) as held`,
    [importId],
  );
  return rows[0]?.held === true;
}

/** Imports that wait, or that are written down as under way while nobody holds them: their process was killed. Oldest first. */
export async function findWork(scope: Scope): Promise<ImportRow[]> {
  const rows = await scope.db
    .selectFrom('imports')
    .select([...columns, ...bulkyColumns])
    .where('organization_id', '=', scope.organizationId)
    .where('state', 'in', ['previewing', 'waiting', 'running', 'undoing'])
    .orderBy('import_id')
    .limit(1000)
    .$castTo<ImportRow>()
    .execute();
  const { rows: free } = await sql<{ import_id: string }>`
    select asked.import_id
    from unnest(${rows.map((row) => row.import_id)}::uuid[]) as asked (import_id)
    where pg_try_advisory_xact_lock(hashtextextended('import ' || asked.import_id::text, 0))`.execute(scope.db);
  const isFree = new Set(free.map((row) => row.import_id));
  return rows.filter((row) => isFree.has(row.import_id));
}

export async function savedReading(scope: Scope, headerHash: string): Promise<Reading | null> {
  const row = await scope.db
    .selectFrom('import_readings')
    .select('reading')
    .where('organization_id', '=', scope.organizationId)
    .where('header_hash', '=', headerHash)
    .$castTo<{ reading: Reading }>()
    .executeTakeFirst();
  return row?.reading ?? null;
}

export async function saveReading(scope: Scope, headerHash: string, reading: Reading): Promise<void> {
  await sql`
    insert into import_readings (organization_id, header_hash, reading, saved_at)
    values (${scope.organizationId}, ${headerHash}, ${JSON.stringify(reading)}::jsonb, ${scope.now})
    on conflict (organization_id, header_hash) do update set reading = excluded.reading, saved_at = excluded.saved_at`.execute(
    scope.db,
  );
}

export interface RefusedRow {
  line: number;
  nth: number;
  is_left_out: boolean;
  reason: string;
  field: string;
  value: string;
  is_personal: boolean;
}

/** Rows not taken and values left out, in the order of the file, after a place in it. */
export async function readRefusals(
  scope: Scope,
  importId: string,
  after: { line: number; nth: number },
  limit: number,
): Promise<RefusedRow[]> {
  const { rows } = await sql<RefusedRow>`
    select line, nth, is_left_out, reason, field, value, is_personal
    from import_refusals
    where organization_id = ${scope.organizationId} and import_id = ${importId}
      and (line > ${after.line} or line = ${after.line} and nth > ${after.nth})
    order by line, nth
    limit ${limit}`.execute(scope.db);
  return rows;
}

/** Files that nobody took in: they are let go of, and what was shown of them. */
export async function forgetOldFiles(scope: Scope, before: Date): Promise<void> {
  await sql`
    update imports set state = 'cancelled', stored_as = null, understanding = null, preview = null
    where organization_id = ${scope.organizationId} and started_at < ${before} and stored_as is not null
      and state in ('uploaded', 'previewed', 'failed', 'cancelled')`.execute(scope.db);
}

/** In batches. @returns how many went */
export async function removeOldRefusals(scope: Scope, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from import_refusals
    where organization_id = ${scope.organizationId} and (organization_id, import_id, line, nth) in (
      select r.organization_id, r.import_id, r.line, r.nth
      from import_refusals r
      join imports i on i.organization_id = r.organization_id and i.import_id = r.import_id
      where r.organization_id = ${scope.organizationId} and i.finished_at < ${before}
      limit ${limit})`.execute(scope.db);
  return Number(numAffectedRows ?? 0n);
}
