import type { ImportProgress } from '@regulars/contract/imports.ts';
import { Refusal } from '../../../platform/errors.ts';
import { recordEvent } from '../../../platform/events/outbox.ts';
import type { Scope } from '../../../platform/scope.ts';
import { divideRefunds, keepFactsInParts } from '../../activity/activity.ts';
import { makeProgress } from '../taking-in/progress.ts';
import { lockImports } from '../taking-in/recording.ts';
import * as touched from '../taking-in/touched.ts';
import { findDependents } from './dependents.ts';
import * as queries from './queries.ts';

/** So many of what stands in the way are named. */
const most_named = 5;

/**
 * Takes back what an import recorded, facts and all: what it changed is as it was, what it brought is void, and the identities are
 * free to be told again. Refused whole, by name, where something that came later depends on it.
 * @throws Refusal `undo_blocked`
 */
export async function undoImport(
  scope: Scope,
  importId: string,
  doing: { signal?: AbortSignal; onProgress?: (progress: ImportProgress) => void } = {},
): Promise<void> {
  const progress = makeProgress(false, doing.onProgress);
  progress('comparing', 0);
  await lockImports(scope);
  await demandIndependence(scope, importId);
  await touched.createTouched(scope);
  await queries.gatherRecords(scope, importId);
  await touched.gatherTouchedCustomers(scope, queries.customersOf(scope, importId));
  await keepFactsInParts(
    scope,
    () => touched.touchedParts(scope, true),
    async () => {
      progress('recording', 0);
      await queries.restoreRecords(scope, importId);
      await queries.voidRecords(scope, importId);
      for await (const refundIds of touched.touchedRefunds(scope)) await divideRefunds(scope, refundIds);
      await queries.restorePeople(scope, importId);
      await queries.voidPeople(scope, importId);
      await queries.takeBackNames(scope, importId);
      progress('facts', 0);
      doing.signal?.throwIfAborted();
    },
  );
  await queries.forgetBefores(scope, importId);
  await recordEvent(scope, { name: 'import.undone', subject: { import_id: importId } });
}

/** @throws Refusal `undo_blocked` naming what came later and depends on it */
export async function demandIndependence(scope: Scope, importId: string): Promise<void> {
  const dependents = await findDependents(scope, importId, most_named + 1);
  if (dependents.length === 0) return;
  const named = dependents.slice(0, most_named).join('; ');
  const more = dependents.length > most_named ? '; and more' : '';
  throw new Refusal('undo_blocked', `It cannot be taken back, because later records depend on it: ${named}${more}.`, {
    status: 409,
  });
}
