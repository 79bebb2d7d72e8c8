import { type CustomerColumn, type CustomerExport, customerExport } from '@regulars/contract/customers.ts';
import { invariant, Refusal } from '../../../platform/errors.ts';
import { rowText } from '../../../platform/http/csv.ts';
import type { RawEndpoint } from '../../../platform/http/endpoints.ts';
import { most_xlsx_rows, xlsx } from '../../../platform/http/xlsx.ts';
import { type Principal, type Scope, type World, withScope } from '../../../platform/scope.ts';
import type { Settings } from '../../organizations/organizations.ts';
import { begin, type Moment } from '../moment.ts';
import { customerBatches } from './batches.ts';
import { columnsFor, csvColumns, xlsxColumns } from './columns.ts';
import { choose } from './list.ts';
import * as queries from './list-queries.ts';

/** The list of customers as files, with the filters of the page. Written batch by batch: a million rows take the memory of one batch. */
export const peopleExports: readonly RawEndpoint[] = [
  exported('csv', 'text/csv; charset=utf-8', async (_scope, plan, { world, principal }) => {
    const columns = csvColumns(plan.columns, plan.settings);
    return (async function* () {
      yield Buffer.from(rowText.head(columns));
      for await (const rows of customerBatches(world, principal, plan)) yield Buffer.from(rowText.rows(columns, rows));
    })();
  }),
  exported(
    'xlsx',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    async (scope, plan, { world, principal }) => {
      await assertFitsSheet(scope, plan);
      const columns = xlsxColumns(plan.columns, plan.settings);
      return xlsx('Customers', columns, customerBatches(world, principal, plan));
    },
  ),
];

interface Plan {
  settings: Settings;
  moment: Moment;
  filter: CustomerExport;
  columns: CustomerColumn[];
}

/** @throws Refusal `too_many_rows` */
async function assertFitsSheet(scope: Scope, { settings, moment, filter }: Plan): Promise<void> {
  const rows = await queries.count(scope, await choose(scope, settings, moment, filter));
  if (rows > most_xlsx_rows)
    throw new Refusal(
      'too_many_rows',
      `These are ${rows} customers, and a worksheet holds ${most_xlsx_rows}: take the CSV file, or narrow the list`,
    );
}

function exported(
  extension: 'csv' | 'xlsx',
  type: string,
  write: (scope: Scope, plan: Plan, by: { world: World; principal: Principal }) => Promise<AsyncGenerator<Buffer>>,
): RawEndpoint {
  return {
    kind: 'raw',
    method: 'GET',
    path: `/api/v1/exports/customers.${extension}`,
    permission: 'customers:export',
    summary: `The list of customers as ${extension === 'csv' ? 'a CSV' : 'an Excel'} file, in the order in which they came on file`,
    tags: ['Exports'],
    query: customerExport,
    answers: { type: type.split(';')[0] ?? type },
    answer: async ({ c, world, query, principal }) => {
      invariant(principal, 'an export is not public');
      const filter = query as CustomerExport; // by `query` above
      // What is refused is refused before the file begins.
      const { plan, pieces } = await withScope(world, principal, async (scope) => {
        const { settings, moment } = await begin(scope, filter.as_of);
        const plan = { settings, moment, filter, columns: columnsFor(scope, filter.columns) };
        await choose(scope, settings, moment, filter);
        return { plan, pieces: await write(scope, plan, { world, principal }) };
      });
      return c.body(streamOf(pieces), 200, {
        'content-type': type,
        'content-disposition': `attachment; filename="customers-${plan.moment.today}.${extension}"`,
      });
    },
  };
}

/** Made as it is read. A fault breaks the connection off, so that nobody takes half a file for a whole one. */
function streamOf(pieces: AsyncGenerator<Buffer>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
