import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quintiles, rfmSegment, scoresOf } from './rfm.ts';

test.each([
  [
    { days_since_last: 30, orders: 10, net: 5000 },
    { r: 5, f: 5, m: 5 },
  ],
  [
    { days_since_last: 31, orders: 9, net: 4999.99 },
    { r: 4, f: 4, m: 4 },
  ],
  [
    { days_since_last: 90, orders: 4, net: 1000 },
    { r: 3, f: 3, m: 3 },
  ],
  [
    { days_since_last: 180, orders: 2, net: 500 },
    { r: 2, f: 2, m: 2 },
  ],
  [
    { days_since_last: 181, orders: 1, net: -3 },
    { r: 1, f: 1, m: 1 },
  ],
])('scores by the thresholds: %o', (measures, scores) => {
  expect(scoresOf(measures)).toEqual(scores);
});

test.each([
  ['New Customers', { r: 5, f: 1, m: 5 }, { orders_ever: 1, days_since_first: 60 }],
  ['VIP', { r: 5, f: 1, m: 5 }, { orders_ever: 1, days_since_first: 61 }],
  ['Champions', { r: 4, f: 4, m: 4 }, { orders_ever: 9, days_since_first: 300 }],
  ['Loyal Customers', { r: 3, f: 3, m: 1 }, { orders_ever: 5, days_since_first: 300 }],
  ['Lost', { r: 1, f: 5, m: 5 }, { orders_ever: 20, days_since_first: 900 }],
  ['At Risk', { r: 2, f: 5, m: 5 }, { orders_ever: 20, days_since_first: 900 }],
  ['Potential Loyalists', { r: 3, f: 2, m: 4 }, { orders_ever: 2, days_since_first: 90 }],
] as const)('%s', (segment, scores, history) => {
  expect(rfmSegment(scores, history)).toBe(segment);
});

test('customers who are equal score equal, and more never scores less', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 60 }), (values) => {
      const scores = quintiles(values);
      for (const [one, value] of values.entries()) {
        for (const [other, more] of values.entries()) {
          if (value === more) expect(scores[one]).toBe(scores[other]);
          if (value < more) expect(scores[one]).toBeLessThanOrEqual(scores[other] ?? 0);
        }
      }
    }),
  );
});

test('where all differ each score has a fifth', () => {
  const scores = quintiles(Array.from({ length: 100 }, (_, nth) => (nth * 37) % 100));
  for (const score of [1, 2, 3, 4, 5]) expect(scores.filter((given) => given === score)).toHaveLength(20);
});
