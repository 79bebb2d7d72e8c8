import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesOf, root } from './tools.ts';

/** What belongs to one machine or one network and tells a reader elsewhere nothing, or leads astray. */
const foreign = {
  'a machine path': /(?<![\w.~:/-])\/(?:work|root|home\/\w+|Users\/\w+)\/[\w.]/,
  'a Windows path': /\b[A-Z]:\\Users\\/,
  'a registry host': /\b(?:registry\.[\w-]+\.\w+|[\w-]*npm[m]irror[\w.-]*|[\w.-]+\/(?:artifactory|repository\/npm)\/)/,
};

function foreignWords(text: string): string[] {
  return text.split('\n').flatMap((line, index) =>
    Object.entries(foreign)
      .filter(([, pattern]) => pattern.test(line))
      .map(([what]) => `line ${index + 1}, ${what}: ${line.trim().slice(0, 120)}`),
  );
}

const isText = (content: Buffer) => !content.subarray(0, 8_000).includes(0);

test('no file speaks of the machine it was written on', () => {
  const found = filesOf().flatMap((file) => {
    const content = readFileSync(join(root, file));
    return isText(content) ? foreignWords(content.toString()).map((what) => `${file}, ${what}`) : [];
  });
  expect(found).toEqual([]);
});

test.each([
  ['/', 'root', '/data/orders.csv'],
  ['see /', 'home', '/ann/notes.txt'],
  ['"/', 'Users', '/bob/shop"'],
  ['https://', 'registry', '.example.org/left-pad'],
])('%s%s%s is found', (...parts) => {
  expect(foreignWords(parts.join(''))).toHaveLength(1);
});

test.each(['/api/v1/work/orders', 'https://example.com/home/ann', './root/x', 'from a folder under a closed /root'])(
  '%s is not',
  (text) => {
    expect(foreignWords(text)).toEqual([]);
  },
);
