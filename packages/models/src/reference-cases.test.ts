import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { verdictsOf } from '../check/models-check.ts';

/** Cases computed with 60 digits from the papers' formulas, where they lie beside the data. */
const root = fileURLToPath(new URL('../../..', import.meta.url));
const file = join(process.env.REGULARS_DATA ?? join(root, '../shared/data'), '../models/visible.json');

test.skipIf(!existsSync(file))('every reference case is within its tolerance', () => {
  const verdicts = verdictsOf(JSON.parse(readFileSync(file, 'utf8')), dirname(file));
  expect(verdicts.filter(({ isWithin }) => !isWithin)).toEqual([]);
  expect(verdicts.length).toBeGreaterThan(1_000);
});
