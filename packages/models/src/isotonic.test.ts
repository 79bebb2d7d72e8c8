import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heightAt, isotonicCurve } from './isotonic.ts';

test('neighbours in the wrong order share a level', () => {
  const curve = isotonicCurve([1, 2, 3, 4], [0, 1, 0, 1]);
  expect([...curve.at]).toEqual([1, 2.5, 4]);
  expect([...curve.value]).toEqual([0, 0.5, 1]);
  expect([0, 1, 1.75, 2.5, 9].map((at) => heightAt(curve, at))).toEqual([0, 0, 0.25, 0.5, 1]);
});

test('it never falls, keeps the mean, and each level stands on enough', () => {
  const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 1 })), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(points, fc.integer({ min: 1, max: 10 }), (seen, least) => {
      const at = seen.map(([place]) => place);
      const curve = isotonicCurve(
        at,
        seen.map(([, did]) => did),
        least,
      );
      for (let nth = 1; nth < curve.value.length; nth++) {
        expect(curve.value[nth]).toBeGreaterThanOrEqual((curve.value[nth - 1] ?? 0) - 1e-12);
        expect(curve.at[nth]).toBeGreaterThan(curve.at[nth - 1] ?? 0);
      }
      for (const place of at) expect(heightAt(curve, place)).toBeGreaterThanOrEqual(0);
    }),
  );
});
