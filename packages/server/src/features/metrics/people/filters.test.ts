import { channels } from '@regulars/contract/activity.ts';
import {
  type CustomerListFilter,
  crmStatuses,
  customerListFilter,
  customerListInput,
  frequencyTiers,
  spendingTiers,
} from '@regulars/contract/customers.ts';
import { lifecycleStages, rfmSegments } from '@regulars/contract/metrics.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scope } from '../../../platform/scope.ts';
import { createTestDatabase, type TestDatabase } from '../../../testing/database.ts';
import { eachHistory, runs } from '../../../testing/each-history.ts';
import { steadyHistories } from '../../../testing/reference/history.ts';
import { begin } from '../moment.ts';
import { readRows } from '../readings.ts';
import { countCustomers, listCustomers } from './list.ts';

/** The cut-offs by which the list finds its rows say no more than the readings do: under any thresholds, at any moment. */

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

interface Read {
  customer_id: string;
  lifecycle_stage: string;
  crm_status: string;
  spending_tier: string | null;
  frequency_tier: string | null;
  rfm_segment: string | null;
}

const filters: [CustomerListFilter, (row: Read) => boolean][] = [
  ...lifecycleStages.map((stage) => of({ stage }, (row) => row.lifecycle_stage === stage)),
  ...crmStatuses.map((crm_status) => of({ crm_status }, (row) => row.crm_status === crm_status)),
  ...spendingTiers.map((spending_tier) => of({ spending_tier }, (row) => row.spending_tier === spending_tier)),
  ...frequencyTiers.map((frequency_tier) => of({ frequency_tier }, (row) => row.frequency_tier === frequency_tier)),
  ...rfmSegments.map((rfm_segment) => of({ rfm_segment }, (row) => row.rfm_segment === rfm_segment)),
];

function of(filter: CustomerListFilter, fits: (row: Read) => boolean): (typeof filters)[number] {
  return [filter, fits];
}

test('a filter by a reading finds whom the reading says, no more and no less', { timeout: 600_000 }, async () => {
  await eachHistory(database.databases, steadyHistories(), Math.ceil(runs / 60), async (scope, history) => {
    for (const as_of of [undefined, ...history.moments.slice(0, 1).map((moment) => new Date(moment).toISOString())]) {
      const { settings, moment } = await begin(scope, as_of);
      const rows = await readRows<Read>(scope, settings, moment, 'customer_readings');
      for (const [filter, fits] of filters) {
        const expected = rows.filter(fits).map(({ customer_id }) => customer_id);
        expect({ filter, found: await found(scope, { ...filter, as_of }) }).toEqual({ filter, found: expected.sort() });
      }
      for (const filter of [{ period: 30 }, { channel: channels[0] }, { channel: channels[1], period: 90 }]) {
        const chosen = { period_days: filter.period ?? null, channel: filter.channel ?? null };
        const expected = await readRows<Read>(scope, settings, moment, 'chosen_customers', chosen);
        const ids = expected.map(({ customer_id }) => customer_id).sort();
        expect({ filter, found: await found(scope, { ...filter, as_of }) }).toEqual({ filter, found: ids });
      }
    }
  });
});

async function found(scope: Scope, filter: object): Promise<string[]> {
  const told = await listCustomers(scope, customerListInput.parse({ ...filter, limit: 200 }));
  const { total } = await countCustomers(scope, customerListFilter.parse(filter));
  expect(told.customers.length).toBe(total);
  return told.customers.map(({ customer_id }) => customer_id).sort();
}
