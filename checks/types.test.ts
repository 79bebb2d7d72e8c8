import { isAbsolute, relative, sep } from 'node:path';
import { expect, test } from 'vitest';
import { smallHouse } from './small-house.ts';
import { filesOf, isTypeScript, root, run } from './tools.ts';

const programs = ['tsconfig.json', 'packages/web/tsconfig.json', 'e2e/tsconfig.json'];

type Look = { complaints: string; files: string[] };

/** What tsc has to say, and the files it looked at. */
function look(folder: string, program: string): Look {
  const { output } = run('tsc', ['--project', program, '--pretty', 'false', '--listFiles'], folder);
  const lines = output.split('\n').map((line) => line.trimEnd());
  return {
    complaints: lines.filter((line) => line !== '' && !isAbsolute(line)).join('\n'),
    files: lines.filter(isAbsolute).map((file) => relative(folder, file).split(sep).join('/')),
  };
}

function notLookedAt(folder: string, looks: Look[]): string[] {
  const seen = new Set(looks.flatMap(({ files }) => files));
  return filesOf(folder).filter((file) => isTypeScript(file) && !seen.has(file));
}

test('the types are right, and every TypeScript file is looked at', () => {
  const looks = programs.map((program) => look(root, program));
  expect(
    looks
      .map(({ complaints }) => complaints)
      .join('\n')
      .trim(),
  ).toBe('');
  expect(notLookedAt(root, looks)).toEqual([]);
});

test('a file that is not looked at is noticed', () => {
  const house = smallHouse();
  const looks = programs.map((program) => look(house, program));
  expect(looks.map(({ complaints }) => complaints)).toEqual(['', '', '']);
  expect(notLookedAt(house, looks)).toEqual([]);
  expect(notLookedAt(house, looks.slice(1))).toContain('packages/cli/src/main.ts');
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

test.each([
  ['the server', 'tsconfig.json', 'packages/server/src'],
  ['the pages', 'packages/web/tsconfig.json', 'packages/web/src'],
  ['the browser tests', 'e2e/tsconfig.json', 'e2e'],
])('in %s, every kind of planted fault is found', (_where, program, folder) => {
  const planted = plants.map(([what, code, text]) => ({
    what,
    code,
    file: `${folder}/${what.replaceAll(/\W+/g, '-')}.ts`,
    text,
  }));
  const { complaints } = look(smallHouse(Object.fromEntries(planted.map(({ file, text }) => [file, text]))), program);
  const lines = complaints.split('\n');
  const missed = planted.filter(
    ({ code, file }) => !lines.some((line) => line.startsWith(file) && line.includes(code)),
  );
  expect(missed.map(({ what }) => what)).toEqual([]);
});
