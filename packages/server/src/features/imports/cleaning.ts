import { permissions } from '@regulars/contract/base.ts';
import { notify } from '../../platform/events/notices.ts';
import { systemPrincipal, type World, withScope } from '../../platform/scope.ts';
import { oldUploads, removeUpload } from '../../platform/uploads.ts';
import { listOrganizations } from '../organizations/organizations.ts';
import * as history from './history-queries.ts';

/** How long the list of rows not taken is kept, and a file that nobody took in. */
const refusals_days = 180;
const uploads_days = 30;
const rows_at_once = 20_000;

/** Imports whose process was killed, or whose notice was lost, are taken up by whoever can. */
export async function askForWork(world: World): Promise<void> {
  for (const { organizationId } of await listOrganizations(world.databases)) {
    await withScope(world, systemPrincipal(organizationId, 'jobs', permissions), async (scope) => {
      if ((await history.findWork(scope)).length > 0) await notify(scope.db, 'work', organizationId);
    });
  }
}

/** Removes lists and files that have served. */
export async function cleanImports(world: World): Promise<void> {
  const before = (days: number) => new Date(Date.now() - days * 86_400_000);
  for (const { organizationId } of await listOrganizations(world.databases)) {
    const principal = systemPrincipal(organizationId, 'jobs', permissions);
    await withScope(world, principal, (scope) => history.forgetOldFiles(scope, before(uploads_days)));
    for (;;) {
      const removed = await withScope(world, principal, (scope) =>
        history.removeOldRefusals(scope, before(refusals_days), rows_at_once),
      );
      if (removed < rows_at_once) break;
    }
  }
  if (!world.uploads) return;
  for (const name of await oldUploads(world.uploads, before(uploads_days))) await removeUpload(world.uploads, name);
}
