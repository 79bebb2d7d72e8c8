import type { RunningServer } from '@regulars/server/server.ts';
import { defineCommand } from 'citty';
import { everyCommand } from '../command.ts';
import { startDatabase } from '../database.ts';
import { fillWithDemo } from '../demo.ts';
import { interruption } from '../interruption.ts';
import { openBrowser } from '../open-browser.ts';
import { demandPort } from '../port.ts';
import { readSettings, type Settings } from '../settings.ts';
import { columns, print, say } from '../terminal.ts';
import { connectTo, principalOf } from '../world.ts';

export default Object.assign(
  defineCommand({
    meta: { name: 'start', description: 'Start the database and the pages, until Ctrl-C' },
    args: { open: { type: 'boolean', description: 'Open the pages in the browser' }, ...everyCommand },
    run: async ({ args }) => {
      const settings = readSettings();
      const { url, where } = await startDatabase(settings, databaseIsLost);
      await demandPort(settings);
      await prepare(url, settings);
      const server = await startServer(url, settings, args.verbose === true);
      const link = await server.signInLink();
      print(banner(server.url, link, await server.setUpLink(), where));
      if (args.open) openBrowser(link);
      await interruption.wait();
      say('Stopping …');
    },
  }),
  { details: 'The first Ctrl-C lets what is under way end; the second ends at once.' },
);

/** Nothing works any more without it, and whoever started us starts us again. */
function databaseIsLost(): void {
  say('The database has stopped by itself; its log is in the data folder.');
  process.exit(1);
}

/** The database at this version, imports that were killed written down, and something to look at. */
async function prepare(url: string, settings: Settings): Promise<void> {
  const { install } = await import('@regulars/server/install.ts');
  const { listOrganizations } = await import('@regulars/server/features/organizations/organizations.ts');
  const { closeAbandonedImports } = await import('@regulars/server/features/imports/imports.ts');
  await install(url);
  const world = { databases: await connectTo(url) };
  for (const { organizationId } of await listOrganizations(world.databases)) {
    await closeAbandonedImports(world, await principalOf(organizationId));
  }
  if (settings.wantsDemo) await fillWithDemo(world);
}

async function startServer(databaseUrl: string, settings: Settings, isVerbose: boolean): Promise<RunningServer> {
  const { pino } = await import('pino');
  const server = await import('@regulars/server/server.ts');
  const log = pino({ level: isVerbose ? 'info' : 'warn' }, pino.destination(2));
  const { port, home, readLimit_ms, publicUrl } = settings;
  const running = await server.startServer({ databaseUrl, port, home, readLimit_ms, publicUrl, log });
  interruption.onClose(async () => {
    await running.close();
    // The database stops next, and the last connections to it are cut while they close: no news.
    log.level = 'silent';
  });
  return running;
}

function banner(url: string, link: string, setUpLink: string | null, where: string): string {
  const rows: [string, string][] = [
    ['Open', url],
    ['Sign in', `${link}  (once, within 15 minutes)`],
    ...(setUpLink === null ? [] : [['Set up', `${setUpLink}  (once: your name and password)`] as [string, string]]),
    ['Data', where],
    ['Stop', 'Ctrl-C'],
  ];
  return `\n  Regulars is running.\n\n${columns(rows)}\n`;
}
