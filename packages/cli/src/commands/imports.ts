import type { ImportDetail, ImportSummary } from '@regulars/contract/imports.ts';
import type { Principal, World } from '@regulars/server/platform/scope.ts';
import { defineCommand } from 'citty';
import { everyCommand, json, organization } from '../command.ts';
import { importBar } from '../progress-bar.ts';
import { count, print, printJson } from '../terminal.ts';
import { demandOrganization, openWorld } from '../world.ts';

export default Object.assign(
  defineCommand({
    meta: { name: 'imports', description: 'List the files that were taken in, or take one back' },
    args: {
      organization,
      undo: { type: 'string', valueHint: 'import id', description: 'Take back what this import recorded' },
      json,
      ...everyCommand,
    },
    run: async ({ args }) => {
      const world = await openWorld();
      const principal = await demandOrganization(world, args.organization);
      if (args.undo) {
        const undone = await undo(world, principal, args.undo);
        if (args.json) printJson(undone);
        else print(`${undone.file_name} is taken back: nothing of it is recorded any more.`);
        return;
      }
      const found = await list(world, principal);
      if (args.json) printJson(found);
      else print(found.length === 0 ? 'Nothing was imported yet.' : found.map(lineOf).join('\n'));
    },
  }),
  { details: 'Taking back is refused, by name, where something that came later depends on what the import recorded.' },
);

async function list(world: World, principal: Principal): Promise<ImportSummary[]> {
  const { listImports } = await import('@regulars/server/features/imports/imports.ts');
  const { withScope } = await import('@regulars/server/platform/scope.ts');
  return (await withScope(world, principal, (scope) => listImports(scope, { limit: 100 }))).imports;
}

async function undo(world: World, principal: Principal, importId: string): Promise<ImportDetail> {
  const { undoHere } = await import('@regulars/server/features/imports/imports.ts');
  const bar = await importBar();
  try {
    return await undoHere(world, principal, importId, bar.show);
  } finally {
    bar.stop();
  }
}

function lineOf({ import_id, file_name, title, state, created_at, rows_taken, rows_read }: ImportSummary): string {
  const rows = rows_read === null ? '' : `, ${count(rows_taken ?? 0)} of ${count(rows_read)} rows`;
  return `  ${import_id}  ${created_at.slice(0, 16).replace('T', ' ')}  ${state.padEnd(9)}  ${file_name} (${title}${rows})`;
}
