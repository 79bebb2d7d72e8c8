import type { Databases } from '../database.ts';

/** A delivered event is kept this long, for whoever has to ask what happened. */
const kept_days = 7;
const rows_at_once = 1_000;
const organizations_at_once = 1_000;

/** Deletes events seven days after their delivery, in small batches. Safe to call at any time, also twice at once. */
export async function cleanOutbox(databases: Databases, now: Date): Promise<number> {
  const before = new Date(now.getTime() - kept_days * 86_400_000);
  const pool = databases.doorPool('relay');
  const { rows } = await pool.query<{ organization_id: string }>(
    `select distinct organization_id
     from outbox
     where relayed_at < $1
     limit $2`,
    [before, organizations_at_once],
  );
  let deleted = 0;
  for (const { organization_id } of rows) {
    for (;;) {
      const batch = await pool.query(
        `delete from outbox
         where organization_id = $1 and event_id in (
           select event_id
           from outbox
           where organization_id = $1 and relayed_at < $2
           limit $3
         )`,
        [organization_id, before, rows_at_once],
      );
      deleted += batch.rowCount ?? 0;
      if ((batch.rowCount ?? 0) < rows_at_once) break;
    }
  }
  return deleted;
}
