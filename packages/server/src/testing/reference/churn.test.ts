import { describe, expect, test } from 'vitest';
import { early, order, worldOf } from './builders.ts';
import { churnModel, riskCurve, survivalCurve } from './churn.ts';
import type { Gap } from './gaps.ts';
import { readings } from './readings.ts';
import { defaultThresholds, type World } from './world.ts';

const today = '2024-05-31';
const as_of = early(today, 0);

const gap = (days: number, closed = true): Gap => ({ customer_id: 'ann', order_class: '1', days, closed });
const open = (days: number): Gap => gap(days, false);

describe('survival', () => {
  test('of gaps of 1, 2, 2 and 4 days, and open ones of 2 and 3', () => {
    const survival = survivalCurve([gap(1), gap(2), gap(2), gap(4), open(2), open(3)]);
    expect(survival(0)).toBe(1);
    expect(survival(1)).toBeCloseTo(5 / 6, 12); // 1 of 6
    // An open gap of 2 days is still at risk on day 2: 2 of 5.
    expect(survival(2)).toBeCloseTo((5 / 6) * (3 / 5), 12);
    expect(survival(3)).toBeCloseTo(1 / 2, 12);
    expect(survival(4)).toBe(0); // 1 of 1
    expect(survival(1000)).toBe(0);
  });

  test('who comes back on the same day leaves at day 0; who never came back is never known to', () => {
    const survival = survivalCurve([gap(0), open(0), open(9)]);
    expect(survival(0)).toBeCloseTo(2 / 3, 12);
    expect(survival(9)).toBeCloseTo(2 / 3, 12);
    expect(survival(400)).toBeCloseTo(2 / 3, 12);
  });
});

describe('risk', () => {
  test('never falls: who has passed one hump keeps the risk of before', () => {
    // S is 1 until day 9, 3/4 until 39, 1/4 from 40.
    const gaps = [...Array(10).fill(gap(10)), ...Array(20).fill(gap(40)), ...Array(10).fill(open(100))];
    const risk = riskCurve(gaps, 30);
    expect(risk(0)).toBeCloseTo(3 / 4, 12); // S(30) ÷ S(0)
    expect(risk(9)).toBeCloseTo(3 / 4, 12);
    expect(risk(10)).toBeCloseTo(3 / 4, 12); // S(40) ÷ S(10) is only 1/3
    expect(risk(39)).toBeCloseTo(3 / 4, 12);
    expect(risk(40)).toBe(1); // nobody was ever seen to come back later
    expect(risk(5000)).toBe(1);
  });

  test('where everyone had come back by then, the risk of the day before stays', () => {
    const risk = riskCurve([gap(0), gap(20), gap(40)], 30);
    expect(risk(0)).toBeCloseTo(1 / 2, 12); // S(30) = 1/3 of S(0) = 2/3
    expect(risk(20)).toBeCloseTo(1 / 2, 12); // S(50) = 0
    expect(risk(40)).toBeCloseTo(1 / 2, 12); // 0 ÷ 0
    expect(risk(400)).toBeCloseTo(1 / 2, 12);
  });

  test('where no day has one, it is 0', () => {
    expect(riskCurve([gap(0)], 30)(0)).toBe(0);
    expect(riskCurve([gap(0)], 30)(7)).toBe(0);
  });
});

/**
 * Ten came back after 10 days and twenty after 40, all of them 20 days ago; ten came once, 100 days ago. Class 1 has
 * thirty closed gaps, just enough; class 2–3 has none, and is pooled with all seventy gaps.
 */
const crowd = (different: Partial<World> = {}) => {
  const bought = (customer_id: string, days_ago: number) =>
    order({ customer_id, happened_at: early(today, days_ago), total_minor: 1_000 });
  const came = (kind: string, count: number, days: number[]) =>
    Array.from({ length: count }, (_, index) => days.map((day) => bought(`${kind}-${index}`, day))).flat();
  return worldOf({
    organization: {
      time_zone: 'Europe/London',
      values_by: 'total',
      thresholds: { ...defaultThresholds, churn_horizon_days: 30 },
    },
    orders: [...came('quick', 10, [30, 20]), ...came('slow', 20, [60, 20]), ...came('once', 10, [100])],
    ...different,
  });
};

test('the risk of a class of customers is read off its own curve, or off the curve of all', () => {
  const model = churnModel(crowd(), as_of);
  expect(model).toMatchObject({ closed_gaps: 30, pooled: ['2-3', '4+'], no_risk_reason: null, horizon_days: 30 });
  expect(model.risk('1', 0)).toBeCloseTo(3 / 4, 12);
  expect(model.risk('1', 100)).toBe(1);
  // Pooled: 10 of 70 at day 10, S = 6/7; 20 of the 30 left at day 40, S = 2/7.
  expect(model.risk('2-3', 0)).toBeCloseTo(6 / 7, 12);
  expect(model.risk('2-3', 20)).toBeCloseTo(6 / 7, 12); // S(50) ÷ S(20) is only 1/3
  expect(model.risk('4+', 40)).toBe(1);
});

test('value at risk: the risk of what a customer spends in a year', () => {
  const all = readings(crowd(), as_of);
  const quick = all.find((one) => one.customer_id === 'quick-0');
  expect(quick?.churn_risk).toBeCloseTo(6 / 7, 12);
  // 2 orders of 10.00 in the first 30 days, which are less than a month and count as one: 24 orders a year.
  expect(quick?.value_at_risk_minor).toBeCloseTo((6 / 7) * 1_000 * 24, 8);
  const once = all.find((one) => one.customer_id === 'once-0');
  expect(once).toMatchObject({ churn_risk: 1, is_churn_candidate: true });
  expect(once?.value_at_risk_minor).toBeCloseTo((1_000 * 12) / (100 / 30.4375), 8);
});

test('with a gap fewer there is no risk, and the reason is told', () => {
  const { orders } = crowd();
  const world = crowd({ orders: orders.filter((one) => one.customer_id !== 'quick-9') });
  const model = churnModel(world, as_of);
  expect(model.no_risk_reason).toBe('29 closed gaps between orders; 30 are needed');
  expect(model.risk('1', 10)).toBeNull();
  const risks = readings(world, as_of).map(({ churn_risk, value_at_risk_minor }) => [churn_risk, value_at_risk_minor]);
  expect(new Set(risks.flat())).toEqual(new Set([null]));
});

test('a booking ahead takes the risk back to that of today’s buyers', () => {
  const booking = order({
    customer_id: 'once-0',
    kind: 'booking',
    happened_at: early(today, -7),
    confirmed_at: early(today, 1),
    paid_at: null,
  });
  const world = crowd();
  world.orders.push(booking);
  const once = readings(world, as_of).find((one) => one.customer_id === 'once-0');
  expect(once?.churn_risk).toBeCloseTo(3 / 4, 12); // and the open gap of a hundred days stays in the curve
});
