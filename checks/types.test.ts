import { writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';
import { smallHouse } from './small-house.ts';
import { filesOf, isTypeScript, root, run } from './tools.ts';

const programs = ['tsconfig.json', 'packages/web/tsconfig.json', 'e2e/tsconfig.json'];

/** What tsc has to say, with the files it spoke of. */
function complaints(folder: string, program: string): string {
  const { ok, output } = run('tsc', ['--project', program, '--pretty', 'false'], folder);
  return ok ? '' : output;
}

function checkedFiles(folder: string): Set<string> {
  const listed = programs.flatMap((program) =>
    run('tsc', ['--project', program, '--listFilesOnly'], folder).text.split('\n'),
  );
  return new Set(listed.map((file) => relative(folder, file.trim()).split(sep).join('/')));
}

function notChecked(folder: string): string[] {
  const checked = checkedFiles(folder);
  return filesOf(folder).filter((file) => isTypeScript(file) && !checked.has(file));
}

test.each(programs)('the types of %s are right', (program) => {
  expect(complaints(root, program)).toBe('');
});

test('every TypeScript file is checked', () => {
  expect(notChecked(root)).toEqual([]);
});

test('a file that is not checked is noticed', () => {
  const house = smallHouse();
  expect(notChecked(house)).toEqual([]);
  writeFileSync(join(house, 'tsconfig.json'), '{ "files": ["packages/server/src/server.ts"] }');
  expect(notChecked(house)).toContain('packages/cli/src/main.ts');
});

const plants: [what: string, code: string, text: string][] = [
  ['a string that is a number', 'TS2322', "export const total: number = 'much';"],
  ['an argument of any type', 'TS7006', 'export const total = (orders) => orders;'],
  ['an element that may be missing', 'TS2322', 'export const first = (orders: number[]): number => orders[0];'],
  [
    'an undefined where a field may be left out',
    'TS2375',
    'export const ann: { email?: string } = { email: undefined };',
  ],
  ['an enum, which type stripping leaves', 'TS1294', 'export enum Tier { vip }'],
  ['a type imported as a value', 'TS1484', "import { UserConfig } from 'vite';\n\nexport type Config = UserConfig;"],
  ['a path that ends in nothing', 'TS7030', 'export const tier = (net: number) => { if (net > 1000) return 1; };'],
];

test.each(plants)('%s is found on the server and on the pages', (_what, code, text) => {
  const house = smallHouse({ 'packages/server/src/planted.ts': text, 'packages/web/src/planted.ts': text });
  expect(complaints(house, 'tsconfig.json')).toContain('packages/server/src/planted.ts');
  expect(complaints(house, 'tsconfig.json')).toContain(code);
  expect(complaints(house, 'packages/web/tsconfig.json')).toContain('packages/web/src/planted.ts');
});
