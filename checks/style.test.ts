import { expect, test } from 'vitest';
import { smallHouse } from './small-house.ts';
import { filesOf, root, run } from './tools.ts';

const check = (folder: string) => run('biome', ['check', '--error-on-warnings', '--max-diagnostics=100', '.'], folder);

/** Files that biome looked at, by its own count. */
function counted(output: string): number {
  return Number(/Checked (\d+) files/.exec(output)?.[1] ?? 0);
}

const sources = (folder: string) => filesOf(folder).filter((file) => /\.(tsx?|m?js)$/.test(file));

test('the code is formatted and has no lint (`npm run format` mends most of it)', () => {
  const { ok, output } = check(root);
  expect(ok ? '' : output).toBe('');
  expect(counted(output)).toBeGreaterThanOrEqual(sources(root).length);
});

test('a sound house has nothing to complain about', () => {
  const house = smallHouse();
  const { ok, output } = check(house);
  expect(ok ? '' : output).toBe('');
  expect(counted(output)).toBeGreaterThanOrEqual(sources(house).length);
});

const plants: [what: string, finding: string, text: string][] = [
  ['an `any`', 'lint/suspicious/noExplicitAny', 'export const total = (orders: any) => orders;\n'],
  ['a barrel', 'lint/performance/noBarrelFile', "export { now } from './clock.ts';\n"],
  ['a barrel of everything', 'lint/performance/noReExportAll', "export * from './clock.ts';\n"],
  [
    'an import nobody uses',
    'lint/correctness/noUnusedImports',
    "import { now } from './clock.ts';\n\nexport const a = 1;\n",
  ],
  [
    'an import without its ending',
    'lint/correctness/useImportExtensions',
    "import { now } from './clock';\n\nnow();\n",
  ],
  [
    'an exclamation mark instead of a reason',
    'lint/style/noNonNullAssertion',
    'export const f = (a?: number) => a!;\n',
  ],
  ['code out of format', 'format', 'export const total=1\n'],
];

test.each(plants)('%s is found', (_what, finding, text) => {
  const { ok, output } = check(smallHouse({ 'packages/server/src/platform/planted.ts': text }));
  expect(ok).toBe(false);
  expect(output).toMatch(new RegExp(`packages/server/src/platform/planted\\.ts\\S* ${finding}`));
});
