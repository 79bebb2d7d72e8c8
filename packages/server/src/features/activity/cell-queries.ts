import { sql } from 'kysely';
import type { Scope } from '../../platform/scope.ts';
import { queryText } from '../../platform/sql-text.ts';
import type { Cuts } from './cuts.ts';
import type { CellFacts } from './fact-differences.ts';
import { cellTable, columns } from './fact-tables.ts';

/** By what the cells are cut, shared until the end of the transaction; undefined: the organization has no row yet. */
export async function holdCutBy(scope: Scope): Promise<string | null | undefined> {
  const { rows } = await sql<{ cut_by: string | null }>`
    select cut_by from cell_cuts where organization_id = ${scope.organizationId} for share`.execute(scope.db);
  return rows[0]?.cut_by;
}

/** Where nobody is on file yet the cells are complete as they are. */
export async function beginCells(scope: Scope, cutBy: string): Promise<void> {
  await sql`
    insert into cell_cuts (organization_id, cut_by)
    select
      ${scope.organizationId}::uuid,
      case when not exists (select from customer_facts where organization_id = ${scope.organizationId}) then ${cutBy}::text end
    on conflict (organization_id) do nothing`.execute(scope.db);
}

/** Says by what they are cut from now on. Waits for everybody who moves facts. */
export async function sayCutBy(scope: Scope, cutBy: string | null): Promise<void> {
  await sql`
    insert into cell_cuts (organization_id, cut_by) values (${scope.organizationId}, ${cutBy})
    on conflict (organization_id) do update set cut_by = excluded.cut_by`.execute(scope.db);
}

/** The cells that the facts of these customers (null: all) come to just now. */
export async function cellsOf(scope: Scope, cuts: Cuts, customerIds: readonly string[] | null): Promise<CellFacts[]> {
  if (customerIds?.length === 0) return [];
  return (await madeCells(scope, cuts, customerIds).execute(scope.db)).rows;
}

/** All of them anew, from the facts. */
export async function replaceCells(scope: Scope, cuts: Cuts): Promise<void> {
  const listed = columns([...cellTable.keys, ...cellTable.values]);
  await sql`delete from customer_cells where organization_id = ${scope.organizationId}`.execute(scope.db);
  await sql`
    insert into customer_cells (organization_id, ${listed})
    select ${scope.organizationId}::uuid, ${listed}
    from (${madeCells(scope, cuts, null)}) made
    order by counted_by, day_on
    on conflict do nothing`.execute(scope.db);
}

/** Nobody is in them any more. */
export async function removeEmptyCells(scope: Scope): Promise<void> {
  await sql`
    delete from customer_cells where organization_id = ${scope.organizationId} and customer_count = 0`.execute(
    scope.db,
  );
}

export function madeCells(scope: Scope, cuts: Cuts, customerIds: readonly string[] | null) {
  return queryText<CellFacts>('cells_of_facts', {
    organization_id: scope.organizationId,
    originals: customerIds,
    ...cuts,
  });
}
