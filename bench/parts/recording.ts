import { orderDocument } from '@regulars/contract/activity.ts';
import { recordOrder, recordOrders } from '@regulars/server/features/activity/activity.ts';
import { type Scope, withScope } from '@regulars/server/platform/scope.ts';
import { type Timing, timed } from '../measuring/timing.ts';
import { openBareRows } from '../raw/bare-rows.ts';
import { atMost, type Finding } from '../report/findings.ts';
import type { Shop } from '../shop/shop.ts';
import { someOrder } from './orders.ts';

/** Orders with their customer, lines, facts and event in one transaction, beside the rows of order and lines alone. */
export async function recording({ shop }: { shop: Shop }): Promise<Finding[]> {
  const document = () => orderDocument.parse(someOrder(shop.size.customers));
  const inScope = (work: (scope: Scope) => Promise<unknown>) => withScope(shop.world, shop.principal, work);
  const bare = await openBareRows(shop);
  try {
    const many = { warm: 20, runs: 300, within_ms: 15_000 };
    const one = await timed(() => inScope((scope) => recordOrder(scope, document())), many);
    const row = await timed(() => bare.write(1), many);
    const findings = [finding('one order', one, row, atMost(one.p50_ms, 5, 'ms'))];
    for (const count of [100, 1_000]) {
      const few = { warm: 2, runs: 10, within_ms: 15_000 };
      const documents = () => Array.from({ length: count }, document);
      const batch = await timed(() => inScope((scope) => recordOrders(scope, documents())), few);
      findings.push(finding(`a batch of ${count} orders`, batch, await timed(() => bare.write(count), few)));
    }
    return findings;
  } finally {
    await bare.drop();
  }
}

/** Its value is the median, and so is what it is held against. */
function finding(what: string, timing: Timing, bare: Timing, target?: Finding['target']): Finding {
  const baselines = { 'the rows alone': bare.p50_ms };
  return { part: 'recording', what, value: timing.p50_ms, unit: 'ms', timing, baselines, ...(target && { target }) };
}
