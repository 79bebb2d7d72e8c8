import { spawnSync } from 'node:child_process';
import { lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedError } from './errors.ts';

/** Whom PostgreSQL runs as; undefined means: as ourselves. */
export type Account = { uid: number; gid: number } | undefined;

export const isRoot = () => process.getuid?.() === 0;

/** PostgreSQL refuses root, so root picks somebody else: the owner of the data that is there, else a user of this machine. */
export function accountFor(existingCluster: string | null): Account {
  if (!isRoot()) return undefined;
  const owner = existingCluster === null ? null : statSync(existingCluster);
  // Owned by root is what `cp -r` makes of a backup; PostgreSQL could not have made it so.
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return unprivilegedUser();
}

/** Asked of the kernel rather than worked out of modes, so that access lists and mounts count too. */
export function canEnter(account: Account, folder: string): boolean {
  if (process.platform === 'win32') return true;
  return (
    spawnSync('/bin/sh', ['-c', 'cd -- "$0"', folder], { ...account, cwd: '/', stdio: 'ignore', timeout: 5_000 })
      .status === 0
  );
}

/** Gives a file, or a folder with all that is in it, to the account. Links are not followed. */
export function giveTo(account: Account, path: string): void {
  if (account === undefined) return;
  lchownSync(path, account.uid, account.gid);
  if (!statSync(path).isDirectory()) return;
  for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(path, entry), account.uid, account.gid);
}

/** It must have an entry in /etc/passwd: initdb looks its own name up and gives up without one. */
function unprivilegedUser(): { uid: number; gid: number } {
  const users = new Map<string, { uid: number; gid: number }>();
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':');
    // Unsigned, because macOS writes nobody as -2.
    if (name && uid && gid) users.set(name, { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 });
  }
  const chosen = ['regulars', 'postgres', 'nobody']
    .map((name) => users.get(name))
    .find((user) => user !== undefined && user.uid !== 0);
  if (chosen) return chosen;
  throw new EmbeddedError(
    'no_unprivileged_user',
    'PostgreSQL does not run as root, and this machine has no user "regulars", "postgres" or "nobody" to run it as. Start Regulars as an ordinary user.',
  );
}
