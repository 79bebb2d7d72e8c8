import { type Changes, countedKinds, type ImportAccount, type orderStates } from '@regulars/contract/imports.ts';

type OrderState = (typeof orderStates)[number];

export type CountedKind = (typeof countedKinds)[number];

export const kindNames: Record<CountedKind, { one: string; many: string }> = {
  orders: { one: 'order', many: 'orders' },
  refunds: { one: 'refund', many: 'refunds' },
  quotes: { one: 'quote', many: 'quotes' },
  appointments: { one: 'appointment', many: 'appointments' },
  customers: { one: 'customer', many: 'customers' },
  products: { one: 'product', many: 'products' },
  locations: { one: 'place', many: 'places' },
};

export interface ChangesOfKind extends Changes {
  kind: CountedKind;
  together: number;
}

type Counts = Pick<ImportAccount, CountedKind>;

/** The kinds the file speaks of, with what becomes of each. */
export function changesByKind(account: Counts): ChangesOfKind[] {
  return countedKinds
    .map((kind) => ({ kind, ...account[kind], together: together(account[kind]) }))
    .filter((changes) => changes.together > 0);
}

export const orderStateNames: Record<OrderState, string> = {
  counts: 'Counted',
  unpaid: 'Not paid',
  upcoming: 'Still to come',
  cancelled: 'Cancelled',
  no_show: 'No-shows',
  nothing_paid: 'Paid with nothing',
  test: 'Tests',
  void: 'Void',
};

/** Whether anything would be, or was, recorded. */
export function changesNothing(account: Counts): boolean {
  return countedKinds.every((kind) => account[kind].created === 0 && account[kind].changed === 0);
}

function together({ created, changed, unchanged }: Changes): number {
  return created + changed + unchanged;
}
