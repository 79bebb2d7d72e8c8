import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { type BrowserProgram, packagedChromium } from './packaged-chromium.ts';

type Launched = { browser: Browser; reason: null } | { browser: null; reason: string };

const calm = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/**
 * A browser with a profile of its own, which goes when it is closed: the one at CHROME_PATH, else the one that npm brings,
 * else the system's. Without any, the reason why, in one line.
 */
export async function launchBrowser(): Promise<Launched> {
  const failures: string[] = [];
  for (const find of [chosen, packagedChromium, installed]) {
    try {
      const program = await find();
      if (program) return { browser: await launch(program), reason: null };
    } catch (error) {
      failures.push(firstLine(error));
    }
  }
  const advice = 'install Chromium, or set CHROME_PATH to a Chromium or Chrome';
  return { browser: null, reason: `No browser to test in: ${[...failures, advice].join('; ')}` };
}

/** Groups tests that share a browser. Where there is none they are skipped, and the reason is printed. */
export function describeInBrowser(name: string, tests: (browser: () => Browser) => void): void {
  describe(name, () => {
    let launched: Launched = { browser: null, reason: 'not launched yet' };
    beforeAll(async () => {
      launched = await launchBrowser();
      if (launched.reason) console.log(launched.reason);
    });
    beforeEach(({ skip }) => {
      if (launched.reason) skip(launched.reason);
    });
    afterAll(async () => {
      await launched.browser?.close();
    });
    tests(() => {
      if (!launched.browser) throw new Error(launched.reason);
      return launched.browser;
    });
  });
}

function launch({ path, args, env = process.env }: BrowserProgram): Promise<Browser> {
  // As root Chromium does not start inside its sandbox.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const variables = Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return chromium.launch({ executablePath: path, args: [...new Set([...calm, ...asRoot, ...args])], env: variables });
}

function chosen(): BrowserProgram | null {
  const path = process.env.CHROME_PATH;
  return path ? { path, args: [] } : null;
}

function installed(): BrowserProgram | null {
  const paths = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => ['chromium', 'google-chrome', 'chromium-browser'].map((name) => join(folder, name)));
  const path = paths.find((candidate) => existsSync(candidate));
  return path ? { path, args: [] } : null;
}

function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}
