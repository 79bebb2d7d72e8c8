import { expect, test } from 'vitest';
import { type Benchmark, benchmarkGroups } from './benchmark-groups.ts';

const published = { year: 2025, source: 'A report', url: 'https://example.com/report' };
const rate = (industry: string, value: number): Benchmark => ({
  ...published,
  metric: 'repeat_rate',
  industry,
  value,
  unit: 'fraction',
  currency: null,
});
const dollars: Benchmark = {
  ...published,
  metric: 'average_order_value',
  industry: 'Food',
  value: 114,
  unit: 'currency',
  currency: 'USD',
};
const own = { repeat_rate: 0.5, average_order_value: 80, currency: 'USD' };

test('published figures stand by what they measure, beside one’s own, the highest first', () => {
  const { groups } = benchmarkGroups([rate('Luxury', 0.1), dollars, rate('Grocery', 0.6)], own);
  expect(groups.map((group) => [group.metric, group.own, group.published.map((each) => each.industry)])).toEqual([
    ['repeat_rate', 0.5, ['Grocery', 'Luxury']],
    ['average_order_value', 80, ['Food']],
  ]);
});

test('an amount in another currency is not compared, and it is said', () => {
  const { groups, left_out } = benchmarkGroups([rate('Grocery', 0.6), dollars], { ...own, currency: 'GBP' });
  expect(groups.map((group) => group.metric)).toEqual(['repeat_rate']);
  expect(left_out).toEqual(['USD']);
});

test('a churn rate of others means something else than ours, so ours does not stand beside it', () => {
  const [group] = benchmarkGroups([{ ...rate('Shops', 0.7), metric: 'churn_rate' }], own).groups;
  expect(group).toMatchObject({ metric: 'churn_rate', own: null });
});
