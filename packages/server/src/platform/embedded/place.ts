import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, lstatSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Account, accountFor, canEnter, isRoot } from './account.ts';
import { EmbeddedError } from './errors.ts';

/** Where PostgreSQL lives: `folder` is ours and holds the data folder `cluster` and, when need be, a copy of the programs. */
export type Place = { folder: string; cluster: string; isNew: boolean; account: Account };

/** Data that exists is used where it is, or refused with a reason; never passed over for a new and empty database. */
export function findPlace({
  home,
  recorded,
  log,
}: {
  home: string;
  recorded: string | null;
  log: (line: string) => void;
}): Place {
  const existing = existingCluster(home, recorded);
  const account = accountFor(existing);
  if (existing !== null) {
    const folder = dirname(existing);
    if (canEnter(account, folder)) return { folder, cluster: existing, isNew: false, account };
    throw new EmbeddedError(
      'data_unreachable',
      `The database in ${existing} belongs to user id ${account?.uid}, who may not enter ${folder}. Let others pass through its parent folders (chmod o+x), or move the data.`,
    );
  }
  const folder = canEnter(account, home) ? home : elsewhere(home, account);
  if (folder !== home)
    log(
      `The user PostgreSQL runs as (id ${account?.uid}, because it refuses root) may not enter ${home}, so the data is in ${folder}.`,
    );
  return { folder, cluster: join(folder, 'postgres'), isNew: true, account };
}

/** The home itself, made when it is not there: private, but for root open to pass through, because PostgreSQL is another user then. */
export function openHome(path: string): string {
  if (mkdirSync(path, { recursive: true }) !== undefined) chmodSync(path, isRoot() ? 0o711 : 0o700);
  accessSync(path, constants.W_OK);
  return realpathSync(path);
}

function existingCluster(home: string, recorded: string | null): string | null {
  if (recorded !== null) {
    const cluster = resolve(home, recorded);
    if (isCluster(cluster)) return realpathSync(cluster);
    throw new EmbeddedError(
      'data_missing',
      `${join(home, 'database.json')} says that the database is in ${cluster}, and there is none. Put it back, or delete database.json to begin with an empty one.`,
    );
  }
  const folders = [home, ...foldersElsewhere(home).filter((folder) => isOurs(dirname(folder)) && isOurs(folder))];
  const found = folders.map((folder) => join(folder, 'postgres')).find(isCluster);
  return found === undefined ? null : realpathSync(found);
}

const isCluster = (folder: string) => statSync(join(folder, 'PG_VERSION'), { throwIfNoEntry: false }) !== undefined;

/** The same home always leads to the same folder, so that the data is found again without database.json. */
function foldersElsewhere(home: string): string[] {
  if (!isRoot()) return [];
  const name = createHash('sha256').update(home).digest('hex').slice(0, 16);
  return ['/var/lib/regulars', '/var/tmp/regulars'].map((root) => join(root, name));
}

function elsewhere(home: string, account: Account): string {
  for (const folder of foldersElsewhere(home)) {
    if (makeOurs(dirname(folder)) && makeOurs(folder) && canEnter(account, folder)) return folder;
  }
  throw new EmbeddedError(
    'data_unreachable',
    `PostgreSQL runs as user id ${account?.uid}, because it refuses root, and that user may not enter ${home}; no other place for the data could be made under /var/lib or /var/tmp. Choose a home outside of private folders.`,
  );
}

function makeOurs(folder: string): boolean {
  try {
    if (mkdirSync(folder, { recursive: true }) !== undefined) chmodSync(folder, 0o711);
    return isOurs(folder);
  } catch {
    return false;
  }
}

/** In /var/tmp anybody may have put a folder of this name, with a database of their own in it. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
}
