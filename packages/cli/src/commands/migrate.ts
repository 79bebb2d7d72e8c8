import { defineCommand } from 'citty';
import { everyCommand, json } from '../command.ts';
import { openDatabase } from '../database.ts';
import { readSettings } from '../settings.ts';
import { print, printJson } from '../terminal.ts';

export default defineCommand({
  meta: { name: 'migrate', description: 'Bring the database to this version of Regulars' },
  args: { json, ...everyCommand },
  run: async ({ args }) => {
    const { url, where } = await openDatabase(readSettings());
    const { install } = await import('@regulars/server/install.ts');
    const report = await install(url);
    if (args.json) return printJson(report);
    const { applied } = report;
    print(applied.length === 0 ? `Up to date: ${where}` : `Applied ${applied.join(', ')} to ${where}`);
    if (!report.findsSimilar) print('Misspelt names are not found here: docs/postgresql.md says what is missing');
  },
});
