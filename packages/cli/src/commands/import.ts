import { basename } from 'node:path';
import type { FileLook, ImportReport } from '@regulars/server/features/imports/imports.ts';
import type { Principal, World } from '@regulars/server/platform/scope.ts';
import { defineCommand } from 'citty';
import { everyCommand, json, organization } from '../command.ts';
import { WrongUse } from '../failures.ts';
import { lookText, reportText } from '../import-account.ts';
import { interruption } from '../interruption.ts';
import { importBar } from '../progress-bar.ts';
import { canAsk, confirm, print, printJson, say } from '../terminal.ts';
import { demandOrganization, openWorld, principalOf } from '../world.ts';

export default Object.assign(
  defineCommand({
    meta: { name: 'import', description: 'Take in a file of orders; the same file twice changes nothing' },
    args: {
      file: { type: 'positional', required: true, description: 'A CSV file, also packed (.csv.gz)' },
      organization,
      create: { type: 'boolean', description: 'Make the organization if it is not there' },
      name: { type: 'string', valueHint: 'name', description: 'With --create: what it is called' },
      currency: { type: 'string', valueHint: 'GBP', description: 'With --create: the money it counts in' },
      'time-zone': { type: 'string', valueHint: 'Europe/London', description: 'With --create: the zone of its days' },
      country: {
        type: 'string',
        valueHint: 'GB',
        description: 'With --create: how phone numbers without a prefix are read',
      },
      source: {
        type: 'string',
        valueHint: 'name',
        description: 'Where the file comes from, when two shops have the same kind',
      },
      yes: { type: 'boolean', description: 'Do not ask' },
      json,
      ...everyCommand,
    },
    run: async ({ args }) => {
      if (!args.yes && !canAsk()) throw new WrongUse('There is nobody to ask here: say --yes to take the file in');
      const { lookAtFile } = await import('@regulars/server/features/imports/imports.ts');
      const look = await lookAtFile(args.file);
      const world = await openWorld();
      const into = args.create
        ? await findOrPlan(world, args)
        : { principal: await demandOrganization(world, args.organization) };
      if (!args.yes && !(await agreed(args.file, look, args.organization, !into.principal))) {
        say('Nothing was changed.');
        return;
      }
      const report = await takeIn(world, into.principal ?? (await create(world, args)), args);
      if (args.json) printJson(report);
      else print(reportText(report));
    },
  }),
  {
    details: [
      'EXAMPLE',
      '',
      '  regulars import orders.csv.gz --organization my-shop --create --currency GBP --time-zone Europe/London',
      '',
      'Known files: Online Retail (UCI). Interrupted at any moment, nothing of the file was recorded.',
    ].join('\n'),
  },
);

interface Wanted {
  file: string;
  organization: string;
  name?: string | undefined;
  currency?: string | undefined;
  'time-zone'?: string | undefined;
  country?: string | undefined;
  source?: string | undefined;
}

/** With --create: the organization that is there, or what to make, known to be enough. */
async function findOrPlan(world: World, args: Wanted): Promise<{ principal: Principal | null }> {
  const { findOrganization } = await import('@regulars/server/features/organizations/organizations.ts');
  const found = await findOrganization(world.databases, args.organization);
  if (found) return { principal: await asWanted(world, await principalOf(found.organizationId), args) };
  if (!args.currency || !args['time-zone']) {
    throw new WrongUse(
      'A new organization needs --currency and --time-zone, such as --currency GBP --time-zone Europe/London',
    );
  }
  return { principal: null };
}

/** What is there is not changed by --create, and must be what was meant. */
async function asWanted(world: World, principal: Principal, args: Wanted): Promise<Principal> {
  const { readSettings } = await import('@regulars/server/features/organizations/organizations.ts');
  const { withScope } = await import('@regulars/server/platform/scope.ts');
  const { currency, timeZone } = await withScope(world, principal, readSettings);
  if (args.currency && args.currency !== currency) {
    throw new WrongUse(`${args.organization} is there already and counts in ${currency}`);
  }
  if (args['time-zone'] && args['time-zone'] !== timeZone) {
    throw new WrongUse(`${args.organization} is there already, in the time zone ${timeZone}`);
  }
  return principal;
}

async function create(world: World, args: Wanted): Promise<Principal> {
  const { createOrganization } = await import('@regulars/server/features/organizations/organizations.ts');
  const made = await createOrganization(world, {
    slug: args.organization,
    name: args.name ?? args.organization,
    currency: args.currency ?? '',
    time_zone: args['time-zone'] ?? '',
    ...(args.country !== undefined && { country: args.country }),
  });
  return await principalOf(made.organizationId);
}

async function agreed(file: string, look: FileLook, slug: string, isNew: boolean): Promise<boolean> {
  say(`\n${lookText(basename(file), look, isNew ? `${slug} (new)` : slug)}\n`);
  return await confirm('Take it in?', interruption.signal);
}

async function takeIn(world: World, principal: Principal, args: Wanted): Promise<ImportReport> {
  const { importFile } = await import('@regulars/server/features/imports/imports.ts');
  const bar = await importBar();
  try {
    return await importFile(world, principal, {
      path: args.file,
      fileName: basename(args.file),
      onProgress: bar.show,
      signal: interruption.signal,
      ...(args.source !== undefined && { source: args.source }),
    });
  } finally {
    bar.stop();
  }
}
