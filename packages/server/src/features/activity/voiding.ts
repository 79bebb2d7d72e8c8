import { recordEvent } from '../../platform/events/outbox.ts';
import type { Scope } from '../../platform/scope.ts';
import { keepFacts } from './facts.ts';
import * as queries from './queries.ts';

/**
 * Takes records back that should never have been told: dated, with who, and kept. A void order counts at no instant, whatever
 * is told of it later. What is void already stays as it is.
 */
export async function voidRecords(
  scope: Scope,
  records: { orderIds?: readonly string[]; refundIds?: readonly string[] },
): Promise<void> {
  const { orderIds = [], refundIds = [] } = records;
  const customerIds = await queries.customersOf(scope, orderIds, refundIds);
  await keepFacts(scope, { orderIds, refundIds, customerIds }, async () => {
    await queries.markVoid(scope, 'orders', 'order_id', orderIds);
    await queries.markVoid(scope, 'refunds', 'refund_id', refundIds);
  });
  await recordEvent(scope, { name: 'records.voided', subject: { orders: orderIds.length, refunds: refundIds.length } });
}
