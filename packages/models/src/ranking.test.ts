import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as ranking from './ranking.ts';

test('the area under the curve is the share of pairs in the right order, a tie as half of one', () => {
  expect(ranking.areaUnderCurve([1, 2, 3, 4], [0, 0, 1, 1])).toBe(1);
  expect(ranking.areaUnderCurve([4, 3, 2, 1], [0, 0, 1, 1])).toBe(0);
  expect(ranking.areaUnderCurve([7, 7, 7], [0, 1, 1])).toBe(0.5);
  expect(ranking.areaUnderCurve([1, 2], [1, 1])).toBeNull();
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 1 })), { maxLength: 30 }),
      (rows) => {
        let [right, pairs] = [0, 0];
        for (const [score, did] of rows) {
          for (const [other, didNot] of rows) {
            if (did !== 1 || didNot !== 0) continue;
            pairs += 1;
            right += score > other ? 1 : score === other ? 0.5 : 0;
          }
        }
        const area = ranking.areaUnderCurve(
          rows.map(([score]) => score),
          rows.map(([, did]) => did),
        );
        if (pairs === 0) expect(area).toBeNull();
        else expect(area).toBeCloseTo(right / pairs, 12);
      },
    ),
  );
});

test('the Gini is 1 in the right order, 0 where all tie, below 0 in the wrong one', () => {
  const amounts = [0, 1, 2, 10];
  expect(ranking.normalizedGini([1, 2, 3, 4], amounts)).toBeCloseTo(1, 12);
  expect(ranking.normalizedGini([1, 1, 1, 1], amounts)).toBeCloseTo(0, 12);
  expect(ranking.normalizedGini([4, 3, 2, 1], amounts)).toBeCloseTo(-1, 12);
  expect(ranking.normalizedGini([1, 2], [0, 0])).toBeNull();
});

test('the tenth on top has its share, those who tie theirs in part', () => {
  const amounts = Array.from({ length: 20 }, (_, nth) => (nth === 19 ? 81 : 1));
  expect(ranking.topDecileShare(amounts, amounts)).toBeCloseTo(0.82, 12);
  expect(
    ranking.topDecileShare(
      amounts.map(() => 1),
      amounts,
    ),
  ).toBeCloseTo(0.1, 12);
});

test('deciles say what was predicted and what happened', () => {
  const predictions = Array.from({ length: 100 }, (_, nth) => nth / 100);
  const tenths = ranking.deciles(
    predictions,
    predictions.map((p) => (p >= 0.5 ? 1 : 0)),
  );
  expect(tenths.map(({ customers }) => customers)).toEqual(Array(10).fill(10));
  expect(tenths.map(({ actual }) => actual)).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
  expect(tenths[0]?.predicted).toBeCloseTo(0.045, 12);
});

test('errors of probabilities', () => {
  expect(ranking.brierScore([1, 0, 0.5], [1, 0, 1])).toBeCloseTo(0.25 / 3, 12);
  expect(ranking.logLoss([0.5], [1])).toBeCloseTo(Math.LN2, 12);
  expect(ranking.logLoss([0], [1])).toBeLessThan(14);
  expect(ranking.meanAbsoluteError([1, 2], [0, 4])).toBe(1.5);
});
