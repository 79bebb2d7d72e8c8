import { orderDocument } from '@regulars/contract/activity.ts';
import { simulatedPurchases } from '@regulars/models/testing/simulated.ts';
import { recordOrdersNow } from '../features/activity/activity.ts';
import { orderOf, type Shop } from './shop.ts';

/** Regulars of a shop whose future can be told: how often they come and when they stop, in days. */
const regulars = { r: 0.9, alpha: 40, a: 0.6, b: 2 };

/** Records what simulated customers bought over the last two years until `today` (noon UTC), the same ones every time. */
export async function recordSimulatedOrders(shop: Shop, customers: number, today: string): Promise<void> {
  const { from, day, amount } = simulatedPurchases('MBG/NBD', regulars, { customers, span: 720 });
  const noon = Date.parse(`${today}T12:00:00Z`);
  const orders = Array.from(from.subarray(0, -1)).flatMap((begin, who) =>
    Array.from(day.subarray(begin, from[who + 1]), (ago, nth) => {
      const at = new Date(noon + (ago + 1) * 86_400_000).toISOString();
      return orderDocument.parse(
        orderOf(`${who}-${nth}`, `customer ${who}`, at, Math.round((amount[begin + nth] ?? 0) * 100)),
      );
    }),
  );
  for (let at = 0; at < orders.length; at += 500)
    await shop.inside((scope) => recordOrdersNow(scope, orders.slice(at, at + 500)));
}
