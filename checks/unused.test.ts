import { expect, test } from 'vitest';
import { smallHouse } from './small-house.ts';
import { root, run } from './tools.ts';

const knip = (folder: string, ...args: string[]) =>
  run('knip', ['--no-progress', '--no-config-hints', ...args], folder);

test('nothing lies about unused', () => {
  const { ok, output } = knip(root);
  expect(ok ? '' : output).toBe('');
});

// The small house has the real one's package.json files and hardly uses them.
const aboutCode = ['--include', 'files,exports,types,unlisted,unresolved'];

test('a sound house has nothing to complain about', () => {
  const { ok, output } = knip(smallHouse(), ...aboutCode);
  expect(ok ? '' : output).toBe('');
});

const plants: [what: string, file: string, text: string, finding: RegExp][] = [
  [
    'an export that nobody imports',
    'packages/server/src/platform/clock.ts',
    'export const now = () => new Date();\nexport const yesterday = () => new Date(0);\n',
    /yesterday +packages\/server\/src\/platform\/clock\.ts/,
  ],
  [
    'a type that nobody imports',
    'packages/contract/src/contract.ts',
    "export const words = ['visit'];\nexport type Word = 'visit';\n",
    /Word +type +packages\/contract\/src\/contract\.ts/,
  ],
  [
    'a file that nobody imports',
    'packages/web/src/attic.ts',
    'export const attic = 1;\n',
    /packages\/web\/src\/attic\.ts/,
  ],
  [
    'a package that no package.json names',
    'packages/server/src/platform/clock.ts',
    "import kleur from 'kleur';\n\nexport const now = () => kleur;\n",
    /kleur +packages\/server\/src\/platform\/clock\.ts/,
  ],
];

test.each(plants)('%s is found', (_what, file, text, finding) => {
  const { ok, output } = knip(smallHouse({ [file]: text }), ...aboutCode);
  expect(ok).toBe(false);
  expect(output).toMatch(finding);
});

test('a package that nobody imports is found', () => {
  expect(knip(smallHouse()).output).toMatch(/kysely +packages\/server\/package\.json/);
});
