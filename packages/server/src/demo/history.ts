import { randomUUIDv7 } from 'node:crypto';
import type { Scope } from '../platform/scope.ts';

/** The demo's history stands among the organization's imports, under a format of its own. */
const format = 'demo';

export async function historyOf(scope: Scope): Promise<{ state: string; started_at: Date } | undefined> {
  return await scope.db
    .selectFrom('imports')
    .select(['state', 'started_at'])
    .where('organization_id', '=', scope.organizationId)
    .where('format', '=', format)
    .executeTakeFirst();
}

export async function beginHistory(scope: Scope, startedAt: Date): Promise<void> {
  await scope.db
    .insertInto('imports')
    .values({
      organization_id: scope.organizationId,
      import_id: randomUUIDv7(),
      file_name: 'demo data',
      file_hash: '',
      format,
      state: 'running',
      started_by: scope.actor.id,
      started_at: startedAt,
    })
    .execute();
}

export async function finishHistory(scope: Scope): Promise<void> {
  await scope.db
    .updateTable('imports')
    .set({ state: 'done', finished_at: scope.now })
    .where('organization_id', '=', scope.organizationId)
    .where('format', '=', format)
    .execute();
}
