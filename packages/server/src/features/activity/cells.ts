import type { Scope } from '../../platform/scope.ts';
import { readSettings, type Settings } from '../organizations/organizations.ts';
import * as queries from './cell-queries.ts';
import { type Cuts, cutsOf, nameOfCuts } from './cuts.ts';
import { movementOfCells } from './fact-differences.ts';
import { addUp, cellTable } from './fact-tables.ts';

/**
 * Customers who are alike, counted: distributions are read from some thousand cells rather than from every customer. They move with the
 * facts, in the same transaction. Where they are not there, or not by the thresholds of today, readings do without.
 */
export interface CellMovement {
  /** Before the facts of these customers change. */
  leave(customerIds: readonly string[]): Promise<void>;
  /** When they have changed. */
  join(customerIds: readonly string[]): Promise<void>;
  /** Writes what came of it. The last thing to do: a cell is waited for until its writer is done. */
  settle(): Promise<void>;
}

/** Begins a change of facts: before any customer is locked. Until its end the cells are not made anew. */
export async function movingCells(scope: Scope, settings: Settings): Promise<CellMovement> {
  const cuts = await heldCuts(scope, settings);
  if (!cuts) return { leave: async () => {}, join: async () => {}, settle: async () => {} };
  const moved = movementOfCells();
  return {
    leave: async (customerIds) => moved.subtract(await queries.cellsOf(scope, cuts, customerIds)),
    join: async (customerIds) => moved.add(await queries.cellsOf(scope, cuts, customerIds)),
    settle: () => addUp(scope, cellTable, moved.rows()),
  };
}

async function heldCuts(scope: Scope, settings: Settings): Promise<Cuts | null> {
  const cuts = cutsOf(settings);
  const name = nameOfCuts(cuts);
  let cutBy = await queries.holdCutBy(scope);
  if (cutBy === undefined) {
    await queries.beginCells(scope, name);
    cutBy = await queries.holdCutBy(scope);
  }
  if (cutBy === name) return cuts;
  // From here on they would tell of yesterday.
  if (cutBy) await queries.sayCutBy(scope, null);
  return null;
}

/** Makes all of them anew from the facts, which `change` may make anew before that. Nobody moves facts meanwhile. */
export async function remakeCells(
  scope: Scope,
  settings: Settings,
  change: () => Promise<void> = async () => {},
): Promise<void> {
  const cuts = cutsOf(settings);
  // Waits for all who are at it, and they for us.
  await queries.sayCutBy(scope, nameOfCuts(cuts));
  await change();
  await queries.replaceCells(scope, cuts);
}

/** Whether they are there and cut by the thresholds of today. */
export async function areCellsKept(scope: Scope, settings: Settings): Promise<boolean> {
  return (await queries.holdCutBy(scope)) === nameOfCuts(cutsOf(settings));
}

/** Makes them where they are missing or cut otherwise, and sweeps the empty ones. @returns whether they had to be made */
export async function tendCells(scope: Scope): Promise<boolean> {
  const settings = await readSettings(scope);
  const isKept = await areCellsKept(scope, settings);
  if (isKept) await queries.removeEmptyCells(scope);
  else await remakeCells(scope, settings);
  return !isKept;
}
