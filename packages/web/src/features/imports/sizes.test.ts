import { expect, test } from 'vitest';
import { fileSize } from './sizes.ts';

test('a file is as large as its folder says', () => {
  expect([0, 1, 812, 45_600, 12_360_000, 2_000_000_000].map((bytes) => fileSize(bytes, 'en-GB'))).toEqual([
    '0 bytes',
    '1 byte',
    '812 bytes',
    '45.6 kB',
    '12.4 MB',
    '2 GB',
  ]);
});
