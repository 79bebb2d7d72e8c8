import { createClient, type RegularsClient } from '@regulars/client';
import { loadDemo } from '@regulars/server/demo/load.ts';
import { createKey } from '@regulars/server/features/organizations/keys.ts';
import { createOrganization } from '@regulars/server/features/organizations/organizations.ts';
import { install } from '@regulars/server/install.ts';
import { openAccounts } from '@regulars/server/platform/accounts/accounts.ts';
import { connect } from '@regulars/server/platform/database.ts';
import { startEmbedded } from '@regulars/server/platform/embedded/embedded.ts';
import { startServer } from '@regulars/server/server.ts';
import { makeHome } from '@regulars/server/testing/home.ts';
import { pino } from 'pino';
import type { Browser, BrowserContext } from 'playwright-core';

/** The running product, as `npm start` makes it but with a small demo, and an empty organization beside it. */
export interface Product {
  url: string;
  /** The API under a key of this organization that may do everything. */
  clientOf(organization: string): Promise<RegularsClient>;
  /** By which its owner makes the first account; null once that is made. */
  setUpLink(): Promise<string | null>;
  /** What was written to people: the log has it where no mail is set up. */
  letters(): string[];
  /** A browser that is signed in. */
  visitor(browser: Browser, options?: Parameters<Browser['newContext']>[0]): Promise<BrowserContext>;
  stop(): Promise<void>;
}

const secret = 'only for this test, and gone with it, thirty-two characters';

export async function startProduct(): Promise<Product> {
  const home = makeHome();
  const embedded = await startEmbedded({ home: home.path, settings: { fsync: 'off' } });
  await install(embedded.url);
  const databases = connect(embedded.url);
  const world = { databases, accounts: openAccounts(databases, { secret, secure: false }) };
  await loadDemo(world, { scale: 0.04 });
  await createOrganization(world, {
    slug: 'quiet-shop',
    name: 'Quiet Shop',
    currency: 'EUR',
    time_zone: 'Europe/Berlin',
  });
  const letters: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => letters.push(...textOf(line)) });
  const server = await startServer({
    databaseUrl: embedded.url,
    port: 0,
    secret,
    home: home.path,
    log,
    mail: { url: undefined },
  });
  return {
    url: server.url,
    clientOf: async (organization) => {
      const { secret: key } = await createKey(world, organization, { name: 'test' });
      return createClient({ url: server.url, key });
    },
    setUpLink: () => server.setUpLink(),
    letters: () => letters,
    visitor: async (browser, options = {}) => {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      await page.goto(await server.signInLink());
      await page.close();
      return context;
    },
    stop: async () => {
      await server.close();
      await databases.close();
      await embedded.stop();
      home.remove();
    },
  };
}

function textOf(line: string): string[] {
  const { text } = JSON.parse(line) as { text?: unknown };
  return typeof text === 'string' ? [text] : [];
}
