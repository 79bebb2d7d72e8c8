import { basename } from 'node:path';
import type { ImportReport } from '@regulars/contract/imports.ts';
import type { Understood } from '@regulars/server/features/imports/imports.ts';
import type { Principal, World } from '@regulars/server/platform/scope.ts';
import { defineCommand } from 'citty';
import { everyCommand, json, organization } from '../command.ts';
import { WrongUse } from '../failures.ts';
import { chosenReading, type ReadingOptions, readingOptions } from '../how-to-read.ts';
import { lookText, mapping, previewText, reportText } from '../import-account.ts';
import { interruption } from '../interruption.ts';
import { type Bar, importBar } from '../progress-bar.ts';
import { canAsk, confirm, print, printJson, say } from '../terminal.ts';
import { demandOrganization, openWorld, principalOf, withAccounts } from '../world.ts';

export default Object.assign(
  defineCommand({
    meta: { name: 'import', description: 'Take in a file; the same file twice changes nothing' },
    args: {
      file: { type: 'positional', required: true, description: 'A CSV or Excel file, also packed (.csv.gz)' },
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
      ...readingOptions,
      preview: { type: 'boolean', description: 'Say what the file would do, and change nothing' },
      yes: { type: 'boolean', description: 'Do not ask' },
      json,
      ...everyCommand,
    },
    run: async ({ args }) => {
      if (!args.yes && !args.preview && !canAsk()) {
        throw new WrongUse(
          'There is nobody to ask here: say --yes to take the file in, or --preview to see what it would do',
        );
      }
      await demandFile(args.file);
      const world = await openWorld();
      const into = args.create
        ? await findOrPlan(world, args)
        : { principal: await demandOrganization(world, args.organization) };
      const look = demandAnswers(await understand(world, into.principal, args), args);
      if (args.preview) return await showPreview(world, into.principal, look, args);
      if (!args.yes && !(await agreed(world, into.principal, look, args))) {
        say('Nothing was changed.');
        return;
      }
      const report = await takeIn(world, into.principal ?? (await create(world, args)), look, args);
      if (args.json) printJson(report);
      else print(reportText(report));
    },
  }),
  {
    details: [
      'EXAMPLES',
      '',
      '  regulars import orders.csv.gz --organization my-shop --create --currency GBP --time-zone Europe/London',
      '  regulars import till.csv --organization my-shop --kind orders --columns record_id=Bon,placed_at=Datum,total=Summe --date-order dmy',
      '',
      'Known files need no options: Shopify orders and customers, Square transactions and items, Stripe payments, WooCommerce',
      'customers and the order export plug-in, Online Retail, hotel bookings, CRM opportunities, and our own customer lists.',
      'Interrupted at any moment, nothing of the file was recorded. `regulars imports` lists what was taken in and takes it back.',
    ].join('\n'),
  },
);

interface Wanted extends ReadingOptions {
  file: string;
  organization: string;
  name?: string | undefined;
  currency?: string | undefined;
  'time-zone'?: string | undefined;
  country?: string | undefined;
  json?: boolean | undefined;
}

/** Before anything else is opened. @throws Refusal `file_not_found`, and what cannot be a table */
async function demandFile(path: string): Promise<void> {
  const { demandTable } = await import('@regulars/server/features/imports/imports.ts');
  await demandTable(path);
}

async function understand(world: World, principal: Principal | null, args: Wanted): Promise<Understood> {
  const { lookAtFile } = await import('@regulars/server/features/imports/imports.ts');
  const file = { path: args.file, fileName: basename(args.file), chosen: chosenReading(args) };
  return await lookAtFile(principal ? { world, principal } : { timeZone: args['time-zone'] ?? 'UTC' }, file);
}

/** What the file does not show, only whoever knows it can say; and what was made of an unknown file, only a person can agree to. */
function demandAnswers(look: Understood, args: Wanted & { yes?: boolean | undefined }): Understood {
  const [question] = look.understanding.questions;
  if (!question) return args.yes ? demandKind(look, args) : look;
  const option = { date_order: '--date-order', decimal_mark: '--decimal-mark', kind: '--kind', columns: '--columns' }[
    question.about
  ];
  const examples = question.examples.length > 0 ? ` (${question.examples.join(', ')})` : '';
  throw new WrongUse(
    `${question.text}${examples} Say it with ${option}. The columns are: ${look.understanding.header.slice(0, 40).join(', ')}`,
  );
}

function demandKind(look: Understood, args: Wanted): Understood {
  const { format, kind, columns } = look.reading;
  if (format !== 'mapped' || args.kind || args.columns) return look;
  throw new WrongUse(
    `The file is not one that we know. It would be read as ${kind}: ${mapping(columns)}. Say --kind ${kind} to have it so, or --columns for others.`,
  );
}

async function showPreview(world: World, principal: Principal | null, look: Understood, args: Wanted): Promise<void> {
  if (!principal) throw new WrongUse('A preview needs an organization that is there');
  const preview = await previewed(world, principal, look, args);
  if (args.json) printJson(preview);
  else print(`${lookText(basename(args.file), look, args.organization)}\n\n${previewText(preview)}`);
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
  const { accounts } = await withAccounts(world);
  const made = await createOrganization(world, {
    owner: await accounts.createLocalOwner(),
    slug: args.organization,
    name: args.name ?? args.organization,
    currency: args.currency ?? '',
    time_zone: args['time-zone'] ?? '',
    ...(args.country !== undefined && { country: args.country }),
  });
  return await principalOf(made.organizationId);
}

async function agreed(world: World, principal: Principal | null, look: Understood, args: Wanted): Promise<boolean> {
  say(`\n${lookText(basename(args.file), look, principal ? args.organization : `${args.organization} (new)`)}\n`);
  if (principal) say(`${previewText(await previewed(world, principal, look, args))}\n`);
  return await confirm('Take it in?', interruption.signal);
}

async function previewed(world: World, principal: Principal, look: Understood, args: Wanted) {
  const { previewFile } = await import('@regulars/server/features/imports/imports.ts');
  return await withBar((parts) => previewFile(world, principal, { ...fileOf(look, args), ...parts }));
}

async function takeIn(world: World, principal: Principal, look: Understood, args: Wanted): Promise<ImportReport> {
  const { importFile } = await import('@regulars/server/features/imports/imports.ts');
  return await withBar((parts) => importFile(world, principal, { ...fileOf(look, args), ...parts }));
}

function fileOf({ reading, understanding }: Understood, args: Wanted) {
  return { path: args.file, fileName: basename(args.file), reading, title: understanding.title };
}

async function withBar<T>(work: (parts: { onProgress: Bar['show']; signal: AbortSignal }) => Promise<T>): Promise<T> {
  const bar = await importBar();
  try {
    return await work({ onProgress: bar.show, signal: interruption.signal });
  } finally {
    bar.stop();
  }
}
