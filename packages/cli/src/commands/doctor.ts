import { defineCommand } from 'citty';
import { type Check, checkUp } from '../check-up.ts';
import { everyCommand, json } from '../command.ts';
import { exit } from '../failures.ts';
import { print, printJson } from '../terminal.ts';

export default Object.assign(
  defineCommand({
    meta: { name: 'doctor', description: 'Look whether all is as it should be' },
    args: {
      'check-facts': { type: 'boolean', description: 'Recompute every figure from the records, which takes its time' },
      'rebuild-facts': { type: 'boolean', description: 'The same, and make them anew where one differs' },
      json,
      ...everyCommand,
    },
    run: async ({ args }) => {
      const checks: Check[] = [];
      for await (const check of checkUp({
        facts: args['check-facts'] === true,
        rebuild: args['rebuild-facts'] === true,
      })) {
        checks.push(check);
        if (!args.json) print(line(check));
      }
      const isHealthy = checks.every((check) => check.ok);
      if (args.json) printJson({ ok: isHealthy, checks });
      return isHealthy ? 0 : exit.unhealthy;
    },
  }),
  { details: 'With --check-facts every kept figure is compared with its recompute, organization by organization.' },
);

function line({ name, ok, detail, differences = [] }: Check): string {
  const shown = differences.slice(0, 10).map(({ table, key, kept, recomputed }) => {
    return `      ${table} ${key}: kept ${JSON.stringify(kept)}, recomputed ${JSON.stringify(recomputed)}`;
  });
  return [`${ok ? '  ok ' : '  NOT'}  ${name}: ${detail}`, ...shown].join('\n');
}
