import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bgNbd } from './bg-nbd.ts';
import type { History } from './histories.ts';
import { mbgNbd } from './mbg-nbd.ts';
import { paretoNbd } from './pareto-nbd.ts';
import * as predict from './predictions.ts';
import type { PurchaseModel } from './purchase-model.ts';

/** What holds of every model, every customer and every parameter, however far out. */

const positive = (from: number, to: number) =>
  fc.double({ min: Math.log(from), max: Math.log(to), noNaN: true }).map(Math.exp);

const histories: fc.Arbitrary<History> = fc
  .record({
    x: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 10_000 })),
    T: fc.oneof(fc.constant(0), positive(0.01, 20_000)),
    part: fc.oneof(fc.constant(1), fc.double({ min: 0.001, max: 1, noNaN: true })),
  })
  .map(({ x, T, part }) => (T === 0 ? { x: 0, t_x: 0, T } : { x, t_x: x === 0 ? 0 : T * part, T }));

const models = [bgNbd, mbgNbd, paretoNbd] as unknown as readonly PurchaseModel[];
const fitted = fc
  .tuple(
    fc.constantFrom(...models),
    positive(0.01, 50),
    positive(0.01, 5_000),
    positive(0.001, 50),
    positive(0.01, 5_000),
  )
  .map(([model, ...values]) => ({
    model,
    parameters: Object.fromEntries(model.parameters.map((name, nth) => [name, values[nth] ?? 1])),
  }));
const times = positive(0.01, 20_000);

test('probabilities lie between 0 and 1, amounts are finite and not negative', () => {
  fc.assert(
    fc.property(fitted, histories, times, (shop, history, t) => {
      for (const chance of [predict.probabilityAlive(shop, history), predict.probabilityOfNone(shop, history, t)]) {
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1 + 1e-12);
      }
      const amount = predict.expectedPurchases(shop, history, t);
      expect(amount).toBeGreaterThanOrEqual(0);
      expect(amount).toBeLessThan(Infinity);
      expect(shop.model.logLikelihood(shop.parameters, history)).toSatisfy(Number.isFinite);
    }),
    { numRuns: 3_000 },
  );
});

test('the longer the silence, the less alive', () => {
  fc.assert(
    fc.property(fitted, histories, times, (shop, history, more) => {
      const later = { ...history, T: history.T + more };
      expect(predict.probabilityAlive(shop, later)).toBeLessThanOrEqual(
        predict.probabilityAlive(shop, history) * (1 + 1e-9),
      );
    }),
    { numRuns: 2_000 },
  );
});

test('the longer one waits, the more purchases and the rarer none', () => {
  fc.assert(
    fc.property(fitted, histories, times, times, (shop, history, t, more) => {
      const [soon, late] = [t, t + more].map((time) => predict.expectedPurchases(shop, history, time)) as [
        number,
        number,
      ];
      expect(late).toBeGreaterThanOrEqual(soon * (1 - 1e-9));
      const [none, still] = [t, t + more].map((time) => predict.probabilityOfNone(shop, history, time)) as [
        number,
        number,
      ];
      expect(still).toBeLessThanOrEqual(none * (1 + 1e-9));
    }),
    { numRuns: 2_000 },
  );
});

test('silence from T to T + t is as likely as the history that shows it', () => {
  fc.assert(
    fc.property(fitted, histories, positive(0.01, 100), ({ model, parameters }, history, t) => {
      const longer = model.logLikelihood(parameters, { ...history, T: history.T + t });
      const seen = Math.exp(longer - model.logLikelihood(parameters, history));
      expect(Math.abs(predict.probabilityOfNone({ model, parameters }, history, t) - seen)).toBeLessThan(1e-7);
    }),
    { numRuns: 2_000 },
  );
});

test('nothing depends on the unit of time', () => {
  fc.assert(
    fc.property(fitted, histories, times, positive(0.01, 100), ({ model, parameters }, history, t, unit) => {
      const moved = Object.fromEntries(
        model.parameters.map((name) => [name, (parameters[name] ?? 0) * (model.times.includes(name) ? unit : 1)]),
      );
      const there = { x: history.x, t_x: history.t_x * unit, T: history.T * unit };
      const [here, other] = [
        predict.expectedPurchases({ model, parameters }, history, t),
        predict.expectedPurchases({ model, parameters: moved }, there, t * unit),
      ];
      expect(Math.abs(here - other)).toBeLessThanOrEqual(1e-8 * here + 1e-12);
    }),
    { numRuns: 1_000 },
  );
});

test('all that can happen adds up to 1, and its mean is what is expected', () => {
  const ordinary = fc.record({ x: fc.integer({ min: 0, max: 6 }), part: fc.double({ min: 0.2, max: 1, noNaN: true }) });
  const shops = fc
    .tuple(fc.constantFrom(...models), positive(0.2, 3), positive(5, 30), positive(0.3, 3), positive(2, 30))
    .map(([model, ...values]) => ({
      model,
      parameters: Object.fromEntries(model.parameters.map((name, nth) => [name, values[nth] ?? 1])),
    }));
  fc.assert(
    fc.property(shops, ordinary, (shop, { x, part }) => {
      const history = { x, t_x: x === 0 ? 0 : 30 * part, T: 30 };
      let [sum, mean] = [0, 0];
      for (let n = 0; n <= 400; n++) {
        const chance = predict.probabilityOf(shop, history, n, 10);
        sum += chance;
        mean += n * chance;
      }
      expect(sum).toBeCloseTo(1, 8);
      expect(mean).toBeCloseTo(predict.expectedPurchases(shop, history, 10), 7);
      expect(predict.probabilityOfAtLeast(shop, history, 1, 10)).toBeCloseTo(
        1 - predict.probabilityOfNone(shop, history, 10),
        12,
      );
    }),
    { numRuns: 60 },
  );
});

test('with Pareto/NBD whoever bought just now is alive', () => {
  const parameters = { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 };
  for (const x of [0, 1, 50, 10_000]) {
    const time = x === 0 ? 0 : 39;
    expect(predict.probabilityAlive({ model: paretoNbd, parameters }, { x, t_x: time, T: time })).toBe(1);
  }
});

test('what cannot be asked is refused by name', () => {
  const shop = { model: bgNbd, parameters: { r: 1, alpha: 1, a: 1, b: 1 } };
  const history = { x: 1, t_x: 1, T: 2 };
  expect(() => predict.expectedPurchases(shop, history, -1)).toThrow('t is -1');
  expect(() => predict.expectedPurchases(shop, history, Number.NaN)).toThrow('t is NaN');
  expect(() => predict.probabilityOf(shop, history, 1.5, 1)).toThrow('n is 1.5');
  expect(() => predict.timeToNextPurchase(shop, history, 1)).toThrow('q is 1');
  expect(() => predict.discountedResidualPurchases(shop, history, 0)).toThrow('discount rate is 0');
});
