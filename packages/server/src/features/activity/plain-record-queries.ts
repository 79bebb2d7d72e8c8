import { sql } from 'kysely';
import { insertRows, updateRows } from '../../platform/bulk.ts';
import type { Scope } from '../../platform/scope.ts';
import type { Version } from './versions.ts';

export type PlainTable = 'appointments' | 'quotes' | 'visits' | 'interactions';

export interface KindOfRecord {
  table: PlainTable;
  id: string;
}

interface KeptRecord extends Version {
  id: string;
  source: string;
  external_id: string;
}

export async function lockRecords(
  scope: Scope,
  kind: KindOfRecord,
  keys: readonly { source: string; external_id: string }[],
): Promise<KeptRecord[]> {
  const asked = keys.map(({ source, external_id }) => ({ source, external_id }));
  const { rows } = await sql<KeptRecord>`
    select kept.${sql.ref(kind.id)} as id, kept.source, kept.external_id, kept.source_updated_at, kept.content_hash
    from ${sql.table(kind.table)} kept
    join json_populate_recordset(null::${sql.table(kind.table)}, ${JSON.stringify(asked)}::json) asked
      on asked.source = kept.source and asked.external_id = kept.external_id
    where kept.organization_id = ${scope.organizationId}
    order by 1
    for update of kept`.execute(scope.db);
  return rows;
}

export async function addRecords(
  scope: Scope,
  kind: KindOfRecord,
  rows: readonly Record<string, unknown>[],
): Promise<number> {
  return await insertRows(scope, kind.table, Object.keys(rows[0] ?? {}), rows, ['source', 'external_id']);
}

export async function updateRecords(
  scope: Scope,
  kind: KindOfRecord,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const kept = new Set(['source', 'external_id', 'recorded_at', kind.id]);
  const columns = Object.keys(rows[0] ?? {}).filter((column) => !kept.has(column));
  // What stands is no import's telling any more.
  const all = kind.table === 'visits' ? columns : [...columns, 'import_id'];
  await updateRows(scope, kind.table, all, rows, [kind.id]);
}

/** The orders of these keys that are known, by key. */
export async function findOrders(
  scope: Scope,
  keys: readonly { source: string; external_id: string }[],
): Promise<{ source: string; external_id: string; order_id: string }[]> {
  const { rows } = await sql<{ source: string; external_id: string; order_id: string }>`
    select o.source, o.external_id, o.order_id
    from json_populate_recordset(null::orders, ${JSON.stringify(keys)}::json) asked
    join orders o on o.organization_id = ${scope.organizationId}
      and o.source = asked.source and o.external_id = asked.external_id`.execute(scope.db);
  return rows;
}
