import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { queryText } from './sql-text.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const every = {
  organization_id: '01a1fa63-8d6e-7cdf-a918-4fa5243094e4',
  time_zone: 'UTC',
  as_of: new Date(),
  originals: null,
  order_ids: null,
  locations: null,
};
const compiled = (params: object) =>
  queryText('counted_orders', { ...every, ...params }).compile(database.databases.app);

test('a condition on what was not given is no condition', () => {
  const { sql } = compiled({});
  expect(sql).not.toContain('order_ids');
  expect(sql).not.toMatch(/customer_id = any|location_id = any/);
  expect(sql.match(/and true/g)).toHaveLength(3);
});

test('a condition on what was given stands alone, so that its plan is right for every value', () => {
  const { sql, parameters } = compiled({ originals: [], locations: ['a'] });
  expect(sql).toMatch(/and \(o\.customer_id = any \(\$\d+::uuid\[\]\)\)\s+and \(o\.location_id = any/);
  expect(sql).not.toContain('uuid[] is null');
  expect(parameters).toContainEqual(['a']);
});

test('a parameter that was forgotten is named', () => {
  expect(() => queryText('counted_orders', {})).toThrow(/needs the parameter :time_zone/);
  expect(() => queryText('counted_orders', { ...every, locations: undefined, organization_id: 'x' })).not.toThrow();
  const { locations: _, ...others } = every;
  expect(() => queryText('counted_orders', others)).toThrow(/needs the parameter :locations/);
});
