import { expect, test } from 'vitest';
import { definitionsUnder, hintsUnder } from './definitions.ts';

const rules = {
  currency: { code: 'GBP', digits: 2 },
  thresholds: {
    new_within_days: 29,
    active_within_days: 59,
    at_risk_within_days: 120,
    r3_within_days: 90,
    r2_within_days: 180,
    m5_from_minor: 500_000,
  },
};

test('a definition speaks of the organization’s own thresholds', () => {
  const { lifecycle, rfm_scores } = definitionsUnder(rules);
  expect(lifecycle.rows).toContainEqual(['Active', 'last order at most 59 days ago, or a booking ahead']);
  expect(lifecycle.rows).toContainEqual(['At risk', 'last order at most 120 days ago']);
  expect(rfm_scores.rows.flat().join()).toMatch(/≥ £5,000 is 5/);
});

test('a hint says the same in a few words', () => {
  const { stages, segments } = hintsUnder(rules);
  expect(stages.at_risk).toBe('quiet for 60–120 days');
  expect(segments['At Risk']).toBe('Quiet for 91–180 days');
});

test('a threshold that is not told is not made up', () => {
  expect(definitionsUnder(rules).churn_risk.text).toContain('the next … days');
});
