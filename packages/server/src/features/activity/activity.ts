import type { OrderDocument, Recorded, RefundDocument } from '@regulars/contract/activity.ts';
import type { Scope } from '../../platform/scope.ts';
import { recordOrders } from './recording-orders.ts';
import { recordRefunds } from './recording-refunds.ts';

/**
 * What customers do, recorded once. Every door may be told the same thing any number of times, and in any order:
 * the same state comes of it.
 */
export { completeDueBookings } from './bookings.ts';
export { tendCells } from './cells.ts';
export { cutsOf, ltvBeginnings, ltvBounds, nameOfCuts } from './cuts.ts';
export {
  checkFacts,
  type FactDifference,
  keepFactsInParts,
  moveWindows,
  rebuildFacts,
  type Touched,
} from './facts.ts';
export { mergeCustomers, undoMerge } from './merging.ts';
export { productsOf } from './placing.ts';
export { recordAppointments, recordInteractions, recordQuotes, recordVisits } from './plain-records.ts';
export { recordOrders } from './recording-orders.ts';
export { divideRefunds, recordRefunds } from './recording-refunds.ts';
export { changeOrderStatus } from './recording-statuses.ts';
export { voidRecords } from './voiding.ts';

/** Records orders as they are told now: without a time of its own each is its newest version. @throws Refusal naming the field */
export async function recordOrdersNow(scope: Scope, documents: readonly OrderDocument[]): Promise<Recorded[]> {
  return await recordOrders(
    scope,
    documents.map((document) => toldNow(scope, document)),
  );
}

/** The same for one. */
export async function recordOrder(scope: Scope, document: OrderDocument): Promise<Recorded> {
  return only(await recordOrdersNow(scope, [document]));
}

/** Records one refund as it is told now. @throws Refusal naming the field */
export async function recordRefund(scope: Scope, document: RefundDocument): Promise<Recorded> {
  return only(await recordRefunds(scope, [toldNow(scope, document)]));
}

function toldNow<Document extends { source_updated_at?: string | undefined }>(
  scope: Scope,
  document: Document,
): Document {
  return { ...document, source_updated_at: document.source_updated_at ?? scope.now.toISOString() };
}

function only(recorded: readonly Recorded[]): Recorded {
  return recorded[0] ?? { id: null, customer_id: null, outcome: 'unchanged' };
}
