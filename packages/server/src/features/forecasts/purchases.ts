import { type PurchaseDays, purchaseDaysOf } from '@regulars/models/purchase-days.ts';
import type { Scope } from '../../platform/scope.ts';
import { familyOf } from '../customers/customers.ts';
import type { Settings } from '../organizations/organizations.ts';
import * as queries from './queries.ts';

/** What some customers bought, as the models take it: amounts in minor units. */
export interface Purchases {
  days: PurchaseDays;
  /** Who they are, by the models' numbers, and the history that is told from. */
  customers: { id: string; orderCount: number; lastDay: number }[];
}

/** Of customers who stand for themselves; what those bought who were merged into them is theirs. */
export async function readPurchases(scope: Scope, settings: Settings, roots: readonly string[]): Promise<Purchases> {
  const rows = await queries.purchaseDays(scope, settings, await familyOf(scope, roots));
  const customers: Purchases['customers'] = [];
  const customer = new Int32Array(rows.length);
  rows.forEach((row, at) => {
    const known = customers.at(-1);
    if (known?.id === row.customer_id) {
      known.orderCount += row.order_count;
      known.lastDay = row.day;
    } else customers.push({ id: row.customer_id, orderCount: row.order_count, lastDay: row.day });
    customer[at] = customers.length - 1;
  });
  const days = purchaseDaysOf(
    {
      customer,
      day: Int32Array.from(rows, ({ day }) => day),
      amount: Float64Array.from(rows, ({ net_minor }) => net_minor),
    },
    // An order that was given back is an order.
    'keep',
  );
  return { days, customers };
}
