import { sql } from 'kysely';
import type pg from 'pg';
import type { Scope } from '../../platform/scope.ts';

/** The history of imports. Written in transactions of its own, so that it also tells of those that came to nothing. */

export interface StartedImport {
  importId: string;
  fileName: string;
  format: string;
}

export async function addImport(scope: Scope, started: StartedImport): Promise<void> {
  await scope.db
    .insertInto('imports')
    .values({
      organization_id: scope.organizationId,
      import_id: started.importId,
      file_name: started.fileName,
      // Known once the file was read to its end.
      file_hash: '',
      format: started.format,
      state: 'running',
      started_by: scope.actor.id,
      started_at: scope.now,
    })
    .execute();
}

export async function finishImport(
  scope: Scope,
  importId: string,
  outcome: { state: 'done' | 'failed'; file_hash: string; report: unknown },
): Promise<void> {
  await scope.db
    .updateTable('imports')
    .set({
      state: outcome.state,
      file_hash: outcome.file_hash,
      report: JSON.stringify(outcome.report),
      finished_at: scope.now,
    })
    .where('organization_id', '=', scope.organizationId)
    .where('import_id', '=', importId)
    .execute();
}

/** Held by the connection of an import while it lives; the database lets go of it when the connection is lost. */
export async function holdImport(client: pg.Client, importId: string): Promise<void> {
  await client.query(`select pg_advisory_lock(hashtextextended('import ' || $1::text, 0))`, [importId]);
}

/** Imports that are written down as running and that nobody holds were killed. @returns how many */
export async function failAbandonedImports(scope: Scope): Promise<number> {
  const { rows } = await sql<{ import_id: string; is_abandoned: boolean }>`
    select import_id, pg_try_advisory_xact_lock(hashtextextended('import ' || import_id::text, 0)) as is_abandoned
    from (
      select import_id from imports
      where organization_id = ${scope.organizationId} and state = 'running'
      limit 1000
    ) running`.execute(scope.db);
  const abandoned = rows.filter((row) => row.is_abandoned).map((row) => row.import_id);
  if (abandoned.length === 0) return 0;
  const report = { error: { code: 'interrupted', message: 'The import was interrupted. Nothing of it was recorded.' } };
  await sql`
    update imports set state = 'failed', report = ${JSON.stringify(report)}::jsonb, finished_at = ${scope.now}
    where organization_id = ${scope.organizationId} and import_id = any(${abandoned}::uuid[])`.execute(scope.db);
  return abandoned.length;
}
