import { root, Trouble } from '../packages/cli/bin/checkout.js';
import { endBy, Interrupted } from '../packages/cli/bin/child.js';
import { ensureWeb } from '../packages/cli/bin/web.js';
import { startLocalServer } from './local-postgres.ts';
import { addUp, type Counts, runTests } from './run-tests.ts';
import { stopInOrder, stoppable } from './stopping.ts';

// The whole suite in two passes: everything on the embedded PostgreSQL, then what talks to a database on the machine's own.

const files = process.argv.slice(2);
const givenUrl = process.env.REGULARS_TEST_DATABASE_URL;
delete process.env.REGULARS_TEST_DATABASE_URL;

process.chdir(root);
stopInOrder();
const total = addUp([await everything(), await databaseOnOwnServer()]);
const ok = total.failed === 0 && total.passed > 0;
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(ok ? 0 : 1);

async function everything(): Promise<Counts> {
  const pages = await buildPages();
  say('Everything, on the embedded PostgreSQL');
  const projects = ['unit', 'database', 'checks', ...(pages.failed === 0 ? ['browser'] : [])];
  return addUp([pages, await runTests({ projects, files })]);
}

/** The browser tests need the pages. A build that fails is a failure of its own and keeps nothing else from running. */
async function buildPages(): Promise<Counts> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    await ensureWeb();
    return counts;
  } catch (error) {
    if (error instanceof Interrupted) endBy(error.signal);
    console.log(error instanceof Trouble ? error.message : error);
    console.log('The browser tests are left out.');
    return { ...counts, failed: 1 };
  }
}

async function databaseOnOwnServer(): Promise<Counts> {
  const server = givenUrl ? { version: null, url: givenUrl, stop: async () => {} } : await startLocalServer();
  if (!server) {
    say('No PostgreSQL 15 to 18 on this machine: the database tests ran on the embedded one only');
    return { passed: 0, failed: 0, skipped: 0 };
  }
  say(
    `The database tests again, on ${server.version ? `this machine's PostgreSQL ${server.version}` : 'the given server'}`,
  );
  const env = { REGULARS_TEST_DATABASE_URL: server.url };
  const counts = await stoppable(server.stop, () => runTests({ projects: ['database'], files, env }));
  await server.stop();
  return counts;
}

function say(what: string): void {
  console.log(`\n── ${what}\n`);
}
