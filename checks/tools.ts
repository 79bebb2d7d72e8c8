import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** The command-line program of one of the root's own npm packages, by path, so that it can run in any folder. */
function program(packageName: string, name: string): string {
  const home = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  return join(home, bin[name]);
}

const programs = {
  tsc: program('typescript', 'tsc'),
  biome: program('@biomejs/biome', 'biome'),
  knip: program('knip', 'knip'),
  depcruise: program('dependency-cruiser', 'depcruise'),
};

/** Runs a tool of the house in a folder. `output` is all it said, `text` what it said on standard output only. */
export function run(name: keyof typeof programs, args: string[], folder = root) {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [programs[name], ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
    maxBuffer: 256 * 1024 * 1024,
  });
  if (error) throw error;
  return { ok: status === 0, text: stdout, output: `${stdout}${stderr}` };
}

const notOurs = new Set(['node_modules', 'dist', 'coverage', '.git', '.regulars']);

/** Every file of the repository, as path from its root, without what is installed, built or data. */
export function filesOf(folder = root, below = folder): string[] {
  return readdirSync(below, { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    if (notOurs.has(entry.name)) return [];
    if (entry.isDirectory()) return filesOf(folder, path);
    return entry.isFile() ? [relative(folder, path).split(sep).join('/')] : [];
  });
}

export const isTypeScript = (path: string) => /\.tsx?$/.test(path);
