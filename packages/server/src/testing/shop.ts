import { type OrderInput, orderDocument, type RefundInput, refundDocument } from '@regulars/contract/activity.ts';
import { permissions } from '@regulars/contract/base.ts';
import { changeOrderStatus, recordOrder, recordRefund } from '../features/activity/activity.ts';
import { createOrganization, type NewOrganization } from '../features/organizations/organizations.ts';
import { type Principal, type Scope, systemPrincipal, type World, withScope } from '../platform/scope.ts';
import { createTestDatabase } from './database.ts';

/** A shop of its own on a database of its own, at a clock that the test sets. */
export interface Shop {
  world: World;
  url: string;
  principal: Principal;
  setNow(text: string): void;
  /** One transaction of somebody who may do everything. */
  inside<T>(work: (scope: Scope) => Promise<T>): Promise<T>;
  order(told: OrderInput): Promise<Awaited<ReturnType<typeof recordOrder>>>;
  refund(told: RefundInput): Promise<Awaited<ReturnType<typeof recordRefund>>>;
  status(told: Parameters<typeof changeOrderStatus>[1]): Promise<Awaited<ReturnType<typeof changeOrderStatus>>>;
  close(): Promise<void>;
}

export async function openShop(organization: Partial<NewOrganization> = {}): Promise<Shop> {
  const database = await createTestDatabase();
  let now = new Date('2026-06-15T12:00:00Z');
  const world: World = { databases: database.databases, clock: () => now };
  const { organizationId } = await createOrganization(world, {
    slug: 'shop',
    name: 'Shop',
    country: 'GB',
    currency: 'GBP',
    time_zone: 'Europe/London',
    ...organization,
  });
  const principal = systemPrincipal(organizationId, 'test', permissions);
  const inside: Shop['inside'] = (work) => withScope(world, principal, work);
  return {
    world,
    url: database.url,
    principal,
    setNow: (text) => {
      now = new Date(text);
    },
    inside,
    order: (told) => inside((scope) => recordOrder(scope, orderDocument.parse(told))),
    refund: (told) => inside((scope) => recordRefund(scope, refundDocument.parse(told))),
    status: (told) => inside((scope) => changeOrderStatus(scope, told)),
    close: database.drop,
  };
}

/** An order in one line: what most tests need, the rest by `more`. */
export function orderOf(
  external_id: string,
  customer: string | null,
  paidAt: string,
  amountMinor: number,
  more: Partial<OrderInput> = {},
): OrderInput {
  return {
    source: 'test',
    external_id,
    ...(customer === null ? {} : { customer: { external_id: customer, name: customer } }),
    placed_at: paidAt,
    paid_at: paidAt,
    lines: [{ product: 'tea', quantity: '1', unit_price: (amountMinor / 100).toFixed(2) }],
    ...more,
  };
}
