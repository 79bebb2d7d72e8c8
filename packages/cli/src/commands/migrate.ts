import { defineCommand } from 'citty';
import { everyCommand, json } from '../command.ts';
import { openDatabase } from '../database.ts';
import { readSettings } from '../settings.ts';
import { print, printJson } from '../terminal.ts';

export default defineCommand({
  meta: { name: 'migrate', description: 'Bring the database to this version of Regulars' },
  args: {
    distribute: {
      type: 'boolean',
      description: 'Then spread its tables over the nodes of a Citus cluster',
      default: false,
    },
    json,
    ...everyCommand,
  },
  run: async ({ args }) => {
    const { url, where } = await openDatabase(readSettings());
    const { install, installDistributed } = await import('@regulars/server/install.ts');
    const spread = args.distribute ? await installDistributed(url) : null;
    const report = spread ?? (await install(url));
    if (args.json) return printJson(report);
    const { applied } = report;
    print(applied.length === 0 ? `Up to date: ${where}` : `Applied ${applied.join(', ')} to ${where}`);
    if (spread) print(sayDistributed(spread));
    if (!report.findsSimilar) print('Misspelt names are not found here: docs/postgresql.md says what is missing');
  },
});

function sayDistributed({ distributed, already }: { distributed: readonly string[]; already: number }): string {
  if (distributed.length === 0) return `All ${already} tables were spread over the nodes already`;
  return `Spread over the nodes: ${distributed.join(', ')}`;
}
