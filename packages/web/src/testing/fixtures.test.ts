import { customersContract } from '@regulars/contract/customers.ts';
import { cohortPeriods, forecastsContract } from '@regulars/contract/forecasts.ts';
import { metricsContract } from '@regulars/contract/metrics.ts';
import { organizationsContract } from '@regulars/contract/organizations.ts';
import { describe, expect, test } from 'vitest';
import * as fixtures from './fixtures.ts';
import { cohorts, forecast } from './forecasts.ts';
import { customerCount, customerDetail, customerList, customerRecords } from './people.ts';

/** What the contract says an endpoint answers. */
async function keeps(endpoint: { '~orpc': { outputSchema?: unknown } }, answer: unknown) {
  const schema = endpoint['~orpc'].outputSchema as { '~standard': { validate: (value: unknown) => unknown } };
  const result = (await schema['~standard'].validate(answer)) as { issues?: unknown[] };
  expect(result.issues ?? []).toEqual([]);
}

describe('the shops the page is tried with answer as the contract says', () => {
  test('the session', () => keeps(organizationsContract.session, fixtures.session()));

  for (const shop of fixtures.shops) {
    for (const asked of [{}, { period: 365, as_of: '2026-03-01' }, { channel: 'phone', segment: 'At Risk' as const }]) {
      test(`${shop.detail.name} ${JSON.stringify(asked)}`, async () => {
        await keeps(organizationsContract.organization, shop.detail);
        await keeps(metricsContract.overview, fixtures.overview(shop, asked));
        await keeps(metricsContract.segments, fixtures.segments(shop, asked));
        await keeps(metricsContract.ltvDistribution, fixtures.ltvDistribution(shop, asked));
        await keeps(metricsContract.churnForecast, fixtures.churnForecast(shop, asked));
        await keeps(metricsContract.bestCustomers, fixtures.bestCustomers(shop, asked));
        await keeps(metricsContract.rfmCells, fixtures.rfmCells(shop, asked));
        await keeps(metricsContract.benchmarks, fixtures.benchmarks(shop));
      });
    }
    test(`${shop.detail.name}, what to expect of it`, async () => {
      await keeps(forecastsContract.forecast, forecast(shop));
      for (const period of cohortPeriods) await keeps(forecastsContract.cohorts, cohorts(shop, period));
    });
    test(`${shop.detail.name}, its people`, async () => {
      const list = customerList(shop, new URLSearchParams({ limit: '40' }));
      await keeps(customersContract.list, list);
      await keeps(customersContract.count, customerCount(shop, new URLSearchParams()));
      for (const { customer_id } of list.customers.slice(0, 5)) {
        await keeps(customersContract.detail, customerDetail(shop, customer_id, {}));
        await keeps(customersContract.orders, customerRecords(shop, customer_id, {}));
      }
    });
  }
});
