import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root, Trouble } from './checkout.js';
import { runQuietly } from './child.js';
import { oneAtATime } from './lock.js';
import { withProgress } from './progress.js';

const web = join(root, 'packages', 'web');
const stamp = join(web, 'dist', '.built-from');

/** Builds the pages when they are missing or older than what they are made of. Runs on Node 26. */
export async function ensureWeb() {
  if (webIsCurrent()) return;
  await oneAtATime('web', root, async () => {
    if (!webIsCurrent()) await withProgress('Building the pages', build);
  });
}

function webIsCurrent() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
}

async function build() {
  const builtFrom = fingerprint();
  const { ok, output } = await runQuietly(process.execPath, ['--run', 'build'], { cwd: web });
  if (!ok) throw new Trouble(`The pages could not be built.\n\n${output.trim()}`);
  writeFileSync(stamp, builtFrom);
}

/** One hash over all that goes into the pages. */
function fingerprint() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const part of ['web', 'client', 'contract'])
    for (const file of sources(join(root, 'packages', part)))
      hash.update(`\0${relative(root, file).split(sep).join('/')}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

/** @param {string} folder @returns {string[]} */
function sources(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !['dist', 'node_modules'].includes(name) && !/\.test\.tsx?$/.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)]));
}
