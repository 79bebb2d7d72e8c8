import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the source tree this launcher lies in. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Whether we run from the source tree, where packages and pages are ours to prepare, and not from a published package. */
export function isCheckout() {
  return ['package-lock.json', 'packages/web', 'packages/server'].every((name) => existsSync(join(root, name)));
}

/** What the person can mend, said without a stack trace. */
export class Trouble extends Error {}

/** @param {string} path @returns {any} */
export function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
