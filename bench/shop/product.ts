import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createKey } from '@regulars/server/features/organizations/keys.ts';
import { openAccounts } from '@regulars/server/platform/accounts/accounts.ts';
import { accountsSecret } from '@regulars/server/platform/accounts/secret.ts';
import { type Shop, slug } from './shop.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const patience_ms = 60_000;

/** The product in a process of its own, as `npm start` runs it, on the shop's database. */
export interface Product {
  url: string;
  pid: number;
  key: string;
  /** From the start of the process until it answers. */
  startUp_ms: number;
  stop: () => Promise<void>;
}

/** `settings`: variables of the environment, beside those that lead it to the shop. */
export async function startProduct(
  shop: Pick<Shop, 'home' | 'url' | 'databases'>,
  settings: Readonly<Record<string, string>> = {},
): Promise<Product> {
  const home = join(shop.home, '..', 'server');
  mkdirSync(home, { recursive: true });
  const begun = performance.now();
  const place = { REGULARS_HOME: home, DATABASE_URL: shop.url, REGULARS_DEMO: '0', PORT: '0' };
  const env = { ...process.env, ...place, ...settings };
  const flags = ['--max-semi-space-size=4', '--heap-growing-percent=20'];
  const child = spawn(process.execPath, [...flags, join(root, 'packages/cli/bin/regulars.js'), 'start'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await addressOf(child);
  const startUp_ms = performance.now() - begun;
  const accounts = openAccounts(shop.databases, { secret: accountsSecret(home), secure: false });
  const { secret: key } = await createKey({ databases: shop.databases, accounts }, slug, { name: 'bench' });
  return {
    url,
    pid: child.pid ?? 0,
    key,
    startUp_ms,
    stop: async () => {
      child.kill('SIGINT');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

/** What it says when it is up. @throws Error with all it said when it ends before, or takes too long */
async function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  return await new Promise((resolve, reject) => {
    const late = setTimeout(() => fail('It did not come up'), patience_ms);
    const fail = (why: string) => {
      clearTimeout(late);
      child.kill('SIGKILL');
      reject(new Error(`${why}: ${said}`));
    };
    const listen = (chunk: Buffer) => {
      said += chunk;
      const url = /Open +(http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1];
      if (!url) return;
      clearTimeout(late);
      resolve(url);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => fail(`It ended with ${code}`));
  });
}
