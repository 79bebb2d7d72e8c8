import { expect, test } from 'vitest';
import { placeMarks } from './column-marks.ts';

test('labels of a close pair stand in rows of their own, on the side with room', () => {
  expect(
    placeMarks([
      { label: 'Median', at: 0.54 },
      { label: 'Mean', at: 0.7 },
    ]),
  ).toEqual([
    { label: 'Mean', at: 0.7, row: 0, side: 'left' },
    { label: 'Median', at: 0.54, row: 1, side: 'left' },
  ]);
});

test('near the left edge both stand to the right', () => {
  expect(
    placeMarks([
      { label: 'Median', at: 0.02 },
      { label: 'Mean', at: 0.1 },
    ]).map((mark) => mark.side),
  ).toEqual(['right', 'right']);
});
