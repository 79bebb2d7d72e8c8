import { expect, test } from 'vitest';
import { smallHouse } from './small-house.ts';
import { filesOf, isTypeScript, root, run } from './tools.ts';

type Cruise = {
  modules: { source: string }[];
  summary: { violations: { rule: { name: string }; from: string; to: string }[] };
};

function cruise(folder: string, config = '.dependency-cruiser.mjs'): Cruise {
  const rooms = ['packages', 'e2e', 'bench', 'checks', 'scripts', 'vitest.config.ts'];
  const present = rooms.filter((room) => filesOf(folder).some((file) => file === room || file.startsWith(`${room}/`)));
  const { text, output } = run('depcruise', ['--config', config, '--output-type', 'json', ...present], folder);
  if (!text.startsWith('{')) throw new Error(output);
  return JSON.parse(text);
}

const violations = ({ summary }: Cruise) =>
  summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort();

/** Under a TypeScript it does not know, dependency-cruiser checks nothing and is content. */
function notCruised(folder: string, { modules }: Cruise): string[] {
  const cruised = new Set(modules.map(({ source }) => source));
  return filesOf(folder).filter((file) => isTypeScript(file) && !cruised.has(file));
}

const betweenFeatures = '.dependency-cruiser.features.mjs';

const bothRules = (folder: string) => [...violations(cruise(folder)), ...violations(cruise(folder, betweenFeatures))];

test('imports point down, through front doors and without circles', () => {
  expect(bothRules(root)).toEqual([]);
});

test('every TypeScript file is looked at', () => {
  expect(notCruised(root, cruise(root))).toEqual([]);
});

test('a sound house has nothing to complain about', () => {
  const house = smallHouse();
  expect(bothRules(house)).toEqual([]);
  expect(notCruised(house, cruise(house))).toEqual([]);
});

const server = 'packages/server/src';
const features = `${server}/features`;

const plants: [what: string, rule: string, file: string, text: string][] = [
  [
    'the platform that knows a feature',
    'platform-knows-no-feature',
    `${server}/platform/jobs.ts`,
    "import { founded } from '../features/organizations/organizations.ts';\n\nexport const jobs = [founded];\n",
  ],
  [
    'a feature that calls one above it',
    'features-in-order-organizations',
    `${features}/organizations/upward.ts`,
    "import { greeted } from '../customers/customers.ts';\n\nexport const upward = greeted;\n",
  ],
  [
    'a feature that calls one above it for its type alone',
    'features-in-order-organizations',
    `${features}/organizations/upward.ts`,
    "import type { greeted } from '../customers/customers.ts';\n\nexport type Upward = typeof greeted;\n",
  ],
  [
    'a window instead of the front door',
    'features-by-the-front-door',
    `${features}/customers/window.ts`,
    "import { trimmed } from '../organizations/names.ts';\n\nexport const named = trimmed('Ann');\n",
  ],
  [
    'a demo merchant who climbs in by the window',
    'described-and-demo-by-the-front-door',
    `${server}/demo/climbing.ts`,
    "import { trimmed } from '../features/organizations/names.ts';\n\nexport const named = trimmed('Bob');\n",
  ],
  [
    'a feature that nobody gave a place',
    'every-feature-has-its-place',
    `${features}/horoscopes/horoscopes.ts`,
    "import { now } from '../../platform/clock.ts';\n\nexport const horoscope = now;\n",
  ],
  [
    'a page that reaches into the server',
    'web-stands-on-client',
    'packages/web/src/reach.ts',
    "import { now } from '@regulars/server/platform/clock.ts';\n\nexport const time = now;\n",
  ],
  [
    'a server that knows a command',
    'server-knows-no-program',
    `${server}/worker.ts`,
    "import '../../cli/src/main.ts';\n\nexport const work = 1;\n",
  ],
  [
    'a circle of two files',
    'no-circles',
    `${features}/organizations/names.ts`,
    "import { founded } from './organizations.ts';\n\nexport const trimmed = (name: string) => founded(name).name.trim();\n",
  ],
  [
    'a circle of two features that only a test closes',
    'no-circles-between-features',
    `${features}/organizations/names.test.ts`,
    "import { greeted } from '../customers/customers.ts';\n\ngreeted();\n",
  ],
  ['a file that nothing needs', 'no-orphans', `${features}/customers/forgotten.ts`, 'export const forgotten = 1;\n'],
  [
    'a file that no program reaches',
    'nothing-unreachable',
    `${features}/customers/attic.ts`,
    "import { now } from '../../platform/clock.ts';\n\nexport const attic = now;\n",
  ],
  [
    'a program that runs on what is for tests',
    'only-tests-use-testing',
    `${server}/worker.ts`,
    "import { ann } from './testing/people.ts';\n\nexport const work = ann;\n",
  ],
  [
    'a feature that runs on demo data',
    'only-tests-use-demo-data',
    `${features}/customers/sample.ts`,
    "import { merchants } from '../../demo/demo.ts';\n\nexport const sample = merchants;\n",
  ],
  [
    'a page that needs Node',
    'browsers-have-no-node',
    'packages/web/src/disk.ts',
    "import { readFileSync } from 'node:fs';\n\nexport const read = readFileSync;\n",
  ],
  [
    'an import of nothing',
    'nothing-unresolved',
    `${server}/worker.ts`,
    "import { work } from './no-such-file.ts';\n\nexport const worker = work;\n",
  ],
];

const forPlants = {
  [`${server}/testing/people.ts`]: "export const ann = 'Ann';\n",
  [`${server}/demo/demo.ts`]: 'export const merchants = [1];\n',
};

test.each(plants)('%s is found', (_what, rule, file, text) => {
  const house = smallHouse({ ...forPlants, [file]: text });
  const rules = rule === 'no-circles-between-features' ? betweenFeatures : '.dependency-cruiser.mjs';
  const found = violations(cruise(house, rules)).map((violation) => violation.split(':')[0]);
  expect(found).toContain(rule);
});

test('a test may look through the windows of its own neighbours below', () => {
  const file = `${features}/customers/customers.test.ts`;
  const house = smallHouse({ [file]: "import { trimmed } from '../organizations/names.ts';\n\ntrimmed('Cleo');\n" });
  expect(bothRules(house)).toEqual([]);
});

test('files that are not looked at are noticed', () => {
  const house = smallHouse({
    'blind.mjs':
      "import house from './.dependency-cruiser.mjs';\n\nexport default { ...house, options: { ...house.options, exclude: 'features' } };\n",
  });
  expect(notCruised(house, cruise(house, 'blind.mjs'))).toContain(`${features}/customers/customers.ts`);
});
