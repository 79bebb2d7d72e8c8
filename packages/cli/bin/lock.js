import { createHash } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const patience_ms = 15 * 60_000;
const poll_ms = 250;
const unsigned_ms = 5_000;

/**
 * Does `work` on `folder` while no other process of ours does work of that name there. The lock lies in the temporary
 * folder and not in the checkout: `npm ci` empties node_modules, and an interrupted start leaves nothing in the tree.
 *
 * @template T
 * @param {string} name
 * @param {string} folder
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(name, folder, work) {
  const lock = lockPath(name, folder);
  await take(lock);
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param {string} name @param {string} folder */
function lockPath(name, folder) {
  const place = createHash('sha256').update(`${process.getuid?.()}\0${folder}`).digest('hex').slice(0, 12);
  return join(tmpdir(), `regulars-${name}-${place}.lock`);
}

/** @param {string} lock */
async function take(lock) {
  const until = Date.now() + patience_ms;
  while (!tryToTake(lock)) {
    breakIfAbandoned(lock);
    if (Date.now() > until) throw new Error(`Another process has held ${lock} for too long. Is it stuck?`);
    await sleep(poll_ms);
  }
}

/** @param {string} lock */
function tryToTake(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * Moves a dead holder's lock aside. Two waiters may both see the dead holder, and the slower one may then move away the
 * quicker one's new lock: it is looked at again afterwards and put back.
 *
 * @param {string} lock
 */
function breakIfAbandoned(lock) {
  const aside = `${lock}.${process.pid}`;
  try {
    const holder = readFileSync(lock, 'utf8');
    if (isHeld(lock, holder)) return;
    renameSync(lock, aside);
    if (readFileSync(aside, 'utf8') !== holder) linkSync(aside, lock);
  } catch (error) {
    if (!isCode(error, 'ENOENT') && !isCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * Whether the process that wrote the lock lives. A lock without a pid is just being written, unless it stays so.
 *
 * @param {string} lock @param {string} holder
 */
function isHeld(lock, holder) {
  if (holder === '') return Date.now() - statSync(lock).mtimeMs < unsigned_ms;
  try {
    process.kill(Number(holder), 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

/** @param {unknown} error @param {string} code */
function isCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code;
}
