import type { CustomerExport, CustomerListFilter, CustomerRow } from '@regulars/contract/customers.ts';
import { type Principal, type Scope, type World, withScope } from '../../../platform/scope.ts';
import { familyOf } from '../../customers/customers.ts';
import type { Settings } from '../../organizations/organizations.ts';
import type { Moment } from '../moment.ts';
import { areKept } from '../readings.ts';
import { choose, readRowsOf } from './list.ts';
import * as queries from './list-queries.ts';

const batch_size = 2_000;

/**
 * Everybody who fits, in the order in which they came on file, so that nobody is told twice or passed over whatever changes meanwhile.
 * Each batch is a transaction of its own: a slow reader holds nothing up.
 */
export async function* customerBatches(
  world: World,
  principal: Principal,
  { settings, moment, filter }: { settings: Settings; moment: Moment; filter: CustomerExport },
): AsyncGenerator<CustomerRow[]> {
  for (let after: string | null = null; ; ) {
    const batch: Batch = await withScope(world, principal, (scope) =>
      readBatch(scope, settings, moment, filter, after),
    );
    if (batch.rows.length > 0) yield batch.rows;
    if (batch.last === null) return;
    after = batch.last;
  }
}

interface Batch {
  rows: CustomerRow[];
  /** Null: there are no more. */
  last: string | null;
}

async function readBatch(
  scope: Scope,
  settings: Settings,
  moment: Moment,
  filter: CustomerListFilter,
  after: string | null,
): Promise<Batch> {
  if (areKept(scope, moment)) {
    const chosen = await choose(scope, settings, moment, filter);
    const ids = await queries.nextById(scope, chosen, { afterId: after, limit: batch_size });
    return { rows: await readRowsOf(scope, settings, moment, ids), last: lastOf(ids) };
  }
  // From the records: those of so many contacts at a time, whether they fit or not.
  const roots = await queries.nextContacts(scope, { afterId: after, limit: batch_size });
  const originals = await familyOf(scope, roots);
  const chosen = await choose(scope, settings, moment, filter, { roots, originals });
  const ids = await queries.nextById(scope, chosen, { afterId: null, limit: batch_size });
  return { rows: await readRowsOf(scope, settings, moment, ids), last: lastOf(roots) };
}

function lastOf(ids: readonly string[]): string | null {
  return ids.length < batch_size ? null : (ids.at(-1) ?? null);
}
