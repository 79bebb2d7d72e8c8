import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { smallHouse } from './small-house.ts';
import { root } from './tools.ts';

/** Runs the suite's own runner over planted tests and returns what it counted. */
function counted(tests: Record<string, string>): unknown {
  const house = smallHouse({
    'vitest.config.ts': "export default { test: { name: 'small', include: ['tests/*.test.ts'] } };\n",
    'run.ts': `import { runTests } from ${JSON.stringify(join(root, 'scripts/run-tests.ts'))};
const counts = await runTests({ projects: [], files: [] });
console.log(JSON.stringify(counts));
`,
    ...Object.fromEntries(Object.entries(tests).map(([name, text]) => [`tests/${name}.test.ts`, imports + text])),
  });
  const { stdout, stderr } = spawnSync(process.execPath, ['run.ts'], { cwd: house, encoding: 'utf8' });
  const last = stdout.trim().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) throw new Error(stdout + stderr);
  return JSON.parse(last);
}

const imports = "import { beforeAll, describe, expect, test } from 'vitest';\n";

test('what passes, fails and is skipped is counted', () => {
  const mixed =
    "test('a', () => {}); test('b', () => { expect(1).toBe(2); }); test.skip('c', () => {}); test.todo('d');";
  expect(counted({ mixed })).toEqual({ passed: 1, failed: 1, skipped: 2 });
});

test('a file that does not load, a broken hook and a stray rejection count as failures', () => {
  const fine = "test('a', () => {});";
  expect(counted({ fine, broken: "import './no-such-file.ts';" })).toEqual({ passed: 1, failed: 1, skipped: 0 });
  const hook = "describe('h', () => { beforeAll(() => { throw new Error('hook'); }); test('a', () => {}); });";
  expect(counted({ hook })).toEqual({ passed: 0, failed: 1, skipped: 1 });
  const stray = "test('a', () => { void Promise.reject(new Error('stray')); });";
  expect(counted({ stray })).toEqual({ passed: 1, failed: 1, skipped: 0 });
});

test('no tests are no passes', () => {
  expect(counted({})).toEqual({ passed: 0, failed: 0, skipped: 0 });
});
