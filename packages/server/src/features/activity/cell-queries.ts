import { sql } from 'kysely';
import type { Scope } from '../../platform/scope.ts';
import { queryText } from '../../platform/sql-text.ts';
import type { Cuts } from './cuts.ts';
import type { CellFacts } from './fact-differences.ts';

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

/** A large import moves a hundred thousand: not all in one message. */
const most_at_once = 5_000;

/** `moved` in the order of their keys, so that writers never cross. */
export async function moveCells(scope: Scope, moved: readonly CellFacts[]): Promise<void> {
  for (let from = 0; from < moved.length; from += most_at_once)
    await addToCells(scope, moved.slice(from, from + most_at_once));
}

async function addToCells(scope: Scope, moved: readonly CellFacts[]): Promise<void> {
  await sql`
    insert into customer_cells as kept (
      organization_id, counted_by, day_on, order_count, net_minor, window_order_count, window_net_minor,
      customer_count, order_sum, gross_sum, net_sum)
    select
      ${scope.organizationId}::uuid, counted_by, day_on, order_count, net_minor, window_order_count, window_net_minor,
      customer_count, order_sum, gross_sum, net_sum
    from json_populate_recordset(null::customer_cells, ${JSON.stringify(moved)}::json)
    on conflict (
      organization_id, counted_by, day_on, order_count, net_minor, window_order_count, window_net_minor)
    do update set
      customer_count = kept.customer_count + excluded.customer_count,
      order_sum = kept.order_sum + excluded.order_sum,
      gross_sum = kept.gross_sum + excluded.gross_sum,
      net_sum = kept.net_sum + excluded.net_sum`.execute(scope.db);
}

/** All of them anew, from the facts. */
export async function replaceCells(scope: Scope, cuts: Cuts): Promise<void> {
  await sql`delete from customer_cells where organization_id = ${scope.organizationId}`.execute(scope.db);
  await sql`
    insert into customer_cells (
      organization_id, counted_by, day_on, order_count, net_minor, window_order_count, window_net_minor,
      customer_count, order_sum, gross_sum, net_sum)
    select
      ${scope.organizationId}::uuid, counted_by, day_on, order_count, net_minor, window_order_count, window_net_minor,
      customer_count, order_sum, gross_sum, net_sum
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
