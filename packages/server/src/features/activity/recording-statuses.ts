import type { OrderStatusChange, Recorded } from '@regulars/contract/activity.ts';
import { recordEvent } from '../../platform/events/outbox.ts';
import type { Scope } from '../../platform/scope.ts';
import { refuseFuture } from './dates.ts';
import { keepFacts } from './facts.ts';
import { demandKnownOrder } from './own-places.ts';
import * as queries from './queries.ts';
import { mergeStatuses } from './statuses.ts';

/**
 * Records a dated change of an order's status. One that comes before its order is kept and takes effect when the order comes.
 * @throws Refusal `in_the_future`; `unknown_order` for who sees some locations only
 */
export async function changeOrderStatus(scope: Scope, change: OrderStatusChange): Promise<Recorded> {
  refuseFuture(scope.now, { at: change.at });
  const told = { ...change, at: new Date(change.at) };
  await queries.lockOrderKeys(scope, [told], 'exclusive');
  const [order] = await queries.lockOrders(scope, [told]);
  demandKnownOrder(scope, order, 'external_id');
  const isNew = await queries.addStatusChange(scope, told);
  if (!order) return { id: null, customer_id: null, outcome: 'pending' };

  const merged = mergeStatuses(order, [told]);
  const recorded = { id: order.order_id, customer_id: order.customer_id };
  if (!isNew || merged[`${told.status}_at`]?.getTime() === order[`${told.status}_at`]?.getTime()) {
    return { ...recorded, outcome: 'unchanged' };
  }
  const customerIds = order.customer_id ? [order.customer_id] : [];
  await keepFacts(scope, { orderIds: [order.order_id], refundIds: [], customerIds }, () =>
    queries.updateOrderStatuses(scope, order.order_id, merged),
  );
  await recordEvent(scope, { name: 'order.recorded', subject: { order_id: order.order_id } });
  return { ...recorded, outcome: 'changed' };
}
