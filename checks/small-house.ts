import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { root } from './tools.ts';

const rulesOfTheHouse = [
  'package.json',
  'tsconfig.json',
  'biome.json',
  'knip.json',
  '.dependency-cruiser.mjs',
  '.dependency-cruiser.features.mjs',
  '.gitignore',
  ...['cli', 'client', 'contract', 'server', 'web'].map((name) => `packages/${name}/package.json`),
  'packages/web/tsconfig.json',
  'e2e/tsconfig.json',
];

/** A house with little in it and nothing wrong. */
const soundFiles = {
  'packages/contract/src/contract.ts': "export const words = ['visit'];\n",
  'packages/client/src/client.ts':
    "import { words } from '@regulars/contract/contract.ts';\n\nexport const client = words.length;\n",
  'packages/server/src/platform/clock.ts': 'export const now = () => new Date();\n',
  'packages/server/src/features/organizations/organizations.ts':
    "import { now } from '../../platform/clock.ts';\nimport { trimmed } from './names.ts';\n\nexport const founded = (name: string) => ({ name: trimmed(name), at: now() });\n",
  'packages/server/src/features/organizations/names.ts': 'export const trimmed = (name: string) => name.trim();\n',
  'packages/server/src/features/organizations/feature.ts':
    "import { founded } from './organizations.ts';\n\nexport const organizations = { routes: [founded] };\n",
  'packages/server/src/features/customers/customers.ts':
    "import { founded } from '../organizations/organizations.ts';\n\nexport const greeted = () => founded('Ann');\n",
  'packages/server/src/features/customers/feature.ts':
    "import { greeted } from './customers.ts';\n\nexport const customers = { routes: [greeted] };\n",
  'packages/server/src/features.ts':
    "import { customers } from './features/customers/feature.ts';\nimport { organizations } from './features/organizations/feature.ts';\n\nexport const features = [organizations, customers];\n",
  'packages/server/src/server.ts':
    "import { features } from './features.ts';\n\nexport const serve = () => features.length;\n",
  'packages/cli/src/main.ts': "import { serve } from '@regulars/server/server.ts';\n\nserve();\n",
  'packages/web/src/main.tsx': "import { client } from '@regulars/client';\n\nconsole.log(client);\n",
  'e2e/page.ts': "import { client } from '@regulars/client';\n\nexport const page = client;\n",
};

/**
 * Builds a small sound house in a temporary folder, under the real house's rules and with its packages, and plants `files`
 * in it. It is torn down when the test ends.
 */
export function smallHouse(files: Record<string, string> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'regulars-house-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const path of rulesOfTheHouse) copyFileSync(join(root, path), made(join(folder, path)));
  for (const [path, text] of Object.entries({ ...soundFiles, ...files })) writeFileSync(made(join(folder, path)), text);
  linkPackages(folder);
  return folder;
}

function made(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  return path;
}

/** What npm installed is the real house's; the workspaces are the small one's own. */
function linkPackages(folder: string): void {
  const installed = readdirSync(join(root, 'node_modules')).filter((name) => !['@regulars', '.bin'].includes(name));
  for (const name of installed) symlinkSync(join(root, 'node_modules', name), made(join(folder, 'node_modules', name)));
  for (const name of readdirSync(join(folder, 'packages')))
    symlinkSync(join(folder, 'packages', name), made(join(folder, 'node_modules/@regulars', name)));
}
