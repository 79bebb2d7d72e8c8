import { existsSync } from 'node:fs';
import { basename, delimiter, join, sep } from 'node:path';
import { readJson, root, Trouble } from './checkout.js';
import { runQuietly } from './child.js';
import { oneAtATime } from './lock.js';
import { withProgress } from './progress.js';

/** Brings node_modules to what package-lock.json says. Does nothing when it is there already. */
export async function ensurePackages() {
  if (packagesAreCurrent(root)) return;
  await oneAtATime('install', root, async () => {
    if (!packagesAreCurrent(root)) await withProgress('Installing the packages, which takes a minute', install);
  });
}

/**
 * Whether what npm noted in node_modules on installing still agrees with the lock file. Packages for other platforms are
 * in the lock file only.
 *
 * @param {string} folder
 */
export function packagesAreCurrent(folder) {
  const installedList = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(installedList)) return false;
  const wanted = readJson(join(folder, 'package-lock.json')).packages;
  const installed = readJson(installedList).packages;
  return Object.keys(wanted)
    .filter((path) => path.includes('node_modules/'))
    .every((path) => isInstalled(wanted[path], installed[path]));
}

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean }} LockEntry
 * @param {LockEntry} wanted
 * @param {LockEntry | undefined} installed
 */
function isInstalled(wanted, installed) {
  if (!installed) return wanted.optional === true;
  return (
    wanted.version === installed.version && wanted.integrity === installed.integrity && wanted.link === installed.link
  );
}

// With npm's own pauses between its tries, a machine without a network waits for more than a minute.
const npmArguments = [
  'ci',
  '--prefer-offline',
  '--loglevel=error',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=10000',
];

async function install() {
  refuseToReplaceOurselves();
  const { program, args, shell } = npm();
  const options = { cwd: root, env: withoutOurOwnNode(process.env), shell };
  const { ok, output } = await runQuietly(program, [...args, ...npmArguments], options);
  if (!ok) throw new Trouble(explain(output));
}

/** Windows cannot replace a program that runs, and npm scripts run on the Node that npm would replace. */
function refuseToReplaceOurselves() {
  if (process.platform === 'win32' && process.execPath.startsWith(join(root, 'node_modules') + sep))
    throw new Trouble('The packages have changed. Run `npm ci`, then start again.');
}

/** The npm that started us where there is one, else the one on the PATH. */
function npm() {
  const started = process.env.npm_execpath;
  const node = process.env.npm_node_execpath ?? process.execPath;
  if (started && basename(started) === 'npm-cli.js') return { program: node, args: [started], shell: false };
  return { program: 'npm', args: [], shell: process.platform === 'win32' };
}

/**
 * npm is to run on the Node it came with, and not on the one it is about to replace.
 *
 * @param {NodeJS.ProcessEnv} env
 */
function withoutOurOwnNode(env) {
  const ours = join(root, 'node_modules', '.bin');
  const path = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== ours);
  return { ...env, PATH: path.join(delimiter) };
}

/** @param {string} output */
function explain(output) {
  const offline =
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/;
  const reason = offline.test(output)
    ? 'npm cannot reach its registry. The first start needs the Internet once; later ones do not.'
    : 'npm could not install the packages.';
  const withoutStack = output.split('\n').filter((line) => !/^npm error +at /.test(line));
  return `${reason}\n\n${withoutStack.join('\n').trim()}`;
}
