import { expect, test } from 'vitest';
import { rfmSquares } from './rfm-cells.ts';

test('the 125 cells become 25, the best in the upper right corner', () => {
  const squares = rfmSquares([
    { r: 5, f: 5, m: 5, count: 3, net_minor: 900 },
    { r: 5, f: 5, m: 4, count: 2, net_minor: 100 },
    { r: 1, f: 1, m: 1, count: 7, net_minor: -50 },
  ]);
  expect(squares).toHaveLength(5);
  expect(squares[0]?.[4]).toEqual({ r: 5, f: 5, count: 5, net_minor: 1000 });
  expect(squares[4]?.[0]).toEqual({ r: 1, f: 1, count: 7, net_minor: -50 });
  expect(squares[2]?.[2]?.count).toBe(0);
});
