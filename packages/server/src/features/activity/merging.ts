import { recordEvent } from '../../platform/events/outbox.ts';
import type { Scope } from '../../platform/scope.ts';
import { customersOfMerge, mergeFamily, redirectCustomer, undoRedirect } from '../customers/customers.ts';
import { keepFacts } from './facts.ts';

/**
 * Makes one customer stand for another, facts and all. Records keep their original customer.
 * @returns the merge's id, by which it can be undone
 * @throws Refusal `unknown_customer`, `already_merged`, `merge_circle`
 */
export async function mergeCustomers(scope: Scope, fromCustomerId: string, intoCustomerId: string): Promise<string> {
  const customerIds = await mergeFamily(scope, [fromCustomerId, intoCustomerId]);
  const mergeId = await keepFacts(scope, { orderIds: [], refundIds: [], customerIds, redirects: true }, () =>
    redirectCustomer(scope, fromCustomerId, intoCustomerId),
  );
  await recordEvent(scope, { name: 'customers.merged', subject: { merge_id: mergeId } });
  return mergeId;
}

/** Takes a merge back: each customer stands for themself again. @throws Refusal `unknown_merge` */
export async function undoMerge(scope: Scope, mergeId: string): Promise<void> {
  const customerIds = await mergeFamily(scope, await customersOfMerge(scope, mergeId));
  await keepFacts(scope, { orderIds: [], refundIds: [], customerIds, redirects: true }, () =>
    undoRedirect(scope, mergeId),
  );
  await recordEvent(scope, { name: 'customers.unmerged', subject: { merge_id: mergeId } });
}
