import { sql } from 'kysely';
import type { Tables } from './database.ts';
import type { Scope } from './scope.ts';

/**
 * Adds rows to a table of this organization in one statement, whatever their number: they travel as one JSON parameter
 * and take the table's own types. Rows that are there already (by `keys`, the columns after the organization's; by any key where none
 * are given) are left alone.
 * @returns how many rows were added
 */
export async function insertRows(
  scope: Scope,
  table: keyof Tables & string,
  columns: readonly string[],
  rows: readonly object[],
  keys?: readonly string[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const listed = columns.map((column) => sql.ref(column));
  const key = keys ? sql`(organization_id, ${sql.join(keys.map((name) => sql.ref(name)))})` : sql``;
  const result = await sql`
    insert into ${sql.table(table)} (organization_id, ${sql.join(listed)})
    select ${scope.organizationId}::uuid, ${sql.join(listed)}
    from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)
    on conflict ${key} do nothing`.execute(scope.db);
  return Number(result.numAffectedRows ?? 0n);
}

/** Replaces `columns` of the rows with these keys, in one statement. */
export async function updateRows(
  scope: Scope,
  table: keyof Tables & string,
  columns: readonly string[],
  rows: readonly object[],
  keys: readonly string[],
): Promise<void> {
  if (rows.length === 0) return;
  const changes = columns.map((column) => sql`${sql.ref(column)} = told.${sql.ref(column)}`);
  const matches = keys.map((key) => sql`kept.${sql.ref(key)} = told.${sql.ref(key)}`);
  await sql`
    update ${sql.table(table)} as kept
    set ${sql.join(changes)}
    from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json) as told
    where kept.organization_id = ${scope.organizationId} and ${sql.join(matches, sql` and `)}`.execute(scope.db);
}
