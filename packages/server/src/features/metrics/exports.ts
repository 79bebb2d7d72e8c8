import { customerFilter } from '@regulars/contract/metrics.ts';
import * as z from 'zod';
import { type CsvColumn, csvText, money, number, text } from '../../platform/http/csv.ts';
import { type RawEndpoint, scopedRaw } from '../../platform/http/endpoints.ts';
import type { Scope } from '../../platform/scope.ts';
import { readSettings } from '../organizations/organizations.ts';
import { bestCustomers, churnForecast, ltvDistribution, segments } from './metrics.ts';

const inList = (most: number) =>
  customerFilter.extend({ limit: z.coerce.number().int().min(1).max(most).default(most) });

/** A list of people is whole up to here. */
const listed_people = 50_000;

/** The four lists of the Customers page as files, with the filters of the page. */
export const metricsExports: readonly RawEndpoint[] = [
  csvEndpoint('segments', 'RFM segments', customerFilter, async (scope, filter) => {
    const { currency, today, rows } = await segments(scope, filter);
    return table(scope, today, rows, (digits) => [
      text('segment', (row) => row.segment),
      number('customers', (row) => row.customer_count),
      number('orders', (row) => row.order_count),
      money(`net_${currency}`, digits, (row) => row.net_minor),
      money(`average_order_value_${currency}`, digits, (row) => row.average_order_value_minor),
      number('share', (row) => row.share),
    ]);
  }),
  csvEndpoint('ltv-distribution', 'Customers by lifetime value', customerFilter, async (scope, filter) => {
    const { currency, today, buckets } = await ltvDistribution(scope, filter);
    return table(scope, today, buckets, (digits) => [
      text('bucket', (row) => row.bucket),
      number('customers', (row) => row.count),
      money(`net_${currency}`, digits, (row) => row.net_minor),
    ]);
  }),
  csvEndpoint('churn-candidates', 'Who is slipping away', inList(listed_people), async (scope, filter) => {
    const { currency, today, candidates } = await churnForecast(scope, filter);
    return table(scope, today, candidates, (digits) => [
      text('customer_id', (row) => row.customer_id),
      text('external_id', (row) => row.external_id),
      text('name', (row) => row.name),
      text('email', (row) => row.email),
      text('stage', (row) => row.stage),
      number('days_inactive', (row) => row.days_inactive),
      number('orders', (row) => row.order_count),
      money(`net_${currency}`, digits, (row) => row.net_minor),
      number('churn_risk', (row) => row.churn_risk),
      money(`value_at_risk_${currency}`, digits, (row) => row.value_at_risk_minor),
    ]);
  }),
  csvEndpoint('best-customers', 'The best customers by net', inList(listed_people), async (scope, filter) => {
    const { currency, today, top } = await bestCustomers(scope, filter);
    return table(scope, today, top, (digits) => [
      text('customer_id', (row) => row.customer_id),
      text('external_id', (row) => row.external_id),
      text('name', (row) => row.name),
      text('email', (row) => row.email),
      number('orders', (row) => row.order_count),
      money(`net_${currency}`, digits, (row) => row.net_minor),
      money(`average_order_value_${currency}`, digits, (row) => row.average_order_value_minor),
      text('last_order_on', (row) => row.last_order_on),
      text('segment', (row) => row.segment),
    ]);
  }),
];

interface Table {
  today: string;
  csv: string;
}

async function table<Row>(
  scope: Scope,
  today: string,
  rows: readonly Row[],
  columns: (digits: number) => CsvColumn<Row>[],
): Promise<Table> {
  const { currencyDigits } = await readSettings(scope);
  return { today, csv: csvText(columns(currencyDigits), rows) };
}

function csvEndpoint<Shape extends z.ZodObject>(
  name: string,
  summary: string,
  query: Shape,
  make: (scope: Scope, filter: z.output<Shape>) => Promise<Table>,
): RawEndpoint {
  return scopedRaw({
    method: 'GET',
    path: `/api/v1/exports/${name}.csv`,
    permission: 'customers:export',
    summary: `${summary}, as a CSV file`,
    tags: ['Exports'],
    query,
    answers: { type: 'text/csv' },
    answer: async (scope, filter, c) => {
      const { today, csv } = await make(scope, filter);
      return c.body(csv, 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}-${today}.csv"`,
      });
    },
  });
}
