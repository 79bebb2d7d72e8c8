import { permissions } from '@regulars/contract/base.ts';
import type { Hub } from '../../platform/events/hub.ts';
import type { Background } from '../../platform/http/endpoints.ts';
import { type Principal, systemPrincipal, type World, withScope } from '../../platform/scope.ts';
import { isStored } from '../../platform/uploads.ts';
import { listOrganizations } from '../organizations/organizations.ts';
import * as history from './history-queries.ts';
import { doWork, type Work, workOf } from './working.ts';

/** Several imports run at once, but not so many that the pages wait. */
const most_at_once = 2;
/** After the database went away under an import. */
const retry_ms = 2_000;

/** Does the imports that wait, of every organization, beside the requests of this process. */
export function startImports(world: World, hub: Hub, onError: (error: unknown) => void): Background {
  const leaving = new AbortController();
  const running = new Map<string, Promise<void>>();
  const asked = new Set<string>();
  let looking: Promise<void> | null = null;

  const unhear = hub.on('work', (organizationId) => look(organizationId));
  hub.onGap(lookEverywhere);
  lookEverywhere();

  return {
    close: async () => {
      unhear();
      leaving.abort();
      await looking;
      await Promise.all(running.values());
    },
  };

  function lookEverywhere(): void {
    listOrganizations(world.databases)
      .then((all) => {
        for (const { organizationId } of all) look(organizationId);
      })
      .catch(onError);
  }

  function look(organizationId: string): void {
    asked.add(organizationId);
    looking ??= lookAll().finally(() => {
      looking = null;
    });
  }

  async function lookAll(): Promise<void> {
    for (const organizationId of asked) {
      if (leaving.signal.aborted || running.size >= most_at_once) return;
      asked.delete(organizationId);
      await takeUp(organizationId).catch(onError);
    }
  }

  async function takeUp(organizationId: string): Promise<void> {
    const principal = systemPrincipal(organizationId, 'imports', permissions);
    for (const row of await withScope(world, principal, history.findWork)) {
      if (running.has(row.import_id)) continue;
      if (running.size >= most_at_once) {
        asked.add(organizationId);
        return;
      }
      const work = await workHere(world, principal, row);
      if (work) start(principal, work);
    }
  }

  function start(principal: Principal, work: Work): void {
    const doing = doWork(world, principal, work, { leave: leaving.signal })
      .then((done) => {
        if (done === false && !leaving.signal.aborted)
          setTimeout(() => look(principal.organizationId), retry_ms).unref();
      })
      // It is written down with the import; a fault is reported too.
      .catch((error) => {
        if (!(error instanceof Error && error.name === 'Refusal')) onError(error);
      })
      .finally(() => {
        running.delete(work.importId);
        look(principal.organizationId);
      });
    running.set(work.importId, doing);
  }
}

/** What to do of this import here. One whose file came by a command line that was killed is written down as failed. */
async function workHere(world: World, principal: Principal, row: history.ImportRow): Promise<Work | null> {
  const work = workOf(world, row);
  if (!work || work.what === 'undo') return work;
  if (row.stored_as === null) {
    await closeAbandoned(world, principal);
    return null;
  }
  return world.uploads && (await isStored(world.uploads, row.stored_as)) ? work : null;
}

/** Imports of the command line that were killed are written down as failed. @returns how many */
export async function closeAbandoned(world: World, principal: Principal): Promise<number> {
  return await withScope(world, principal, async (scope) => {
    const abandoned = (await history.findWork(scope)).filter(
      (row) => row.stored_as === null && row.state === 'running',
    );
    const message = 'The import was interrupted. Nothing of it was recorded.';
    for (const { import_id } of abandoned) {
      const report = { error: { code: 'interrupted', message, where: null } };
      await history.changeImport(scope, import_id, { state: 'failed', report, finished_at: scope.now });
    }
    return abandoned.length;
  });
}
