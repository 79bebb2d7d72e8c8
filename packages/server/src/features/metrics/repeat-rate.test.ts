import { channels } from '@regulars/contract/activity.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { eachHistory, runs } from '../../testing/each-history.ts';
import { steadyHistories } from '../../testing/reference/history.ts';
import { bestCustomers } from './metrics.ts';
import { begin, daysBefore } from './moment.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

test('with a period the rate before is what was asked then', { timeout: 600_000 }, async () => {
  let known = 0;
  await eachHistory(database.databases, steadyHistories(), Math.ceil(runs / 100), async (scope) => {
    const { settings, moment } = await begin(scope, undefined);
    for (const filter of [{ period: 30 }, { period: 90 }, { period: 365, channel: channels[0] }]) {
      const then = daysBefore(moment, filter.period, settings.timeZone).at.toISOString();
      const { previous_repeat_rate } = await bestCustomers(scope, { ...filter, limit: 1 });
      const asked = await bestCustomers(scope, { ...filter, as_of: then, limit: 1 });
      expect({ filter, rate: previous_repeat_rate }).toEqual({ filter, rate: asked.repeat_rate });
      if (previous_repeat_rate) known += 1;
    }
  });
  expect(known).toBeGreaterThan(0);
});
