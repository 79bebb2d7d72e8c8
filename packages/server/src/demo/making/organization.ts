import type {
  AppointmentDocument,
  InteractionDocument,
  OrderDocument,
  QuoteDocument,
  RefundDocument,
  VisitDocument,
} from '@regulars/contract/activity.ts';

/** One record as a source would tell it. */
export type DemoRecord =
  | { type: 'order'; document: OrderDocument }
  | { type: 'refund'; document: RefundDocument }
  | { type: 'appointment'; document: AppointmentDocument }
  | { type: 'quote'; document: QuoteDocument }
  | { type: 'visit'; document: VisitDocument }
  | { type: 'interaction'; document: InteractionDocument };

export type DemoLocation = { external_id: string; kind: 'branch' | 'shop' | 'venue'; name: string; slugs: string[] };

export type DemoProduct = {
  external_id: string;
  name: string;
  kind: 'good' | 'service' | 'game' | 'data_bundle';
  category: string;
};

/** A made-up merchant with two years of records. */
export type DemoOrganization = {
  slug: string;
  name: string;
  /** ISO 3166-1 alpha-2: reads local phone numbers. */
  country: string;
  currency: string;
  time_zone: string;
  locations: DemoLocation[];
  products: DemoProduct[];
  bookings_complete_themselves: boolean;
  /** Made afresh, and the same, at every call: orders by date, then everything else by type and date. */
  records: () => Iterable<DemoRecord>;
};

export type Setting = { now: Date; seed: number; scale: number };

/** Every record's `source`. */
export const source = 'demo';

const order_of_types = ['order', 'refund', 'appointment', 'quote', 'visit', 'interaction'] as const;

/** Type by type, each by date: what the orders gave rise to comes after them. */
export function* byTypeAndDate(records: DemoRecord[]): Generator<DemoRecord> {
  for (const type of order_of_types) {
    yield* records.filter((record) => record.type === type).sort((a, b) => compare(happenedAt(a), happenedAt(b)));
  }
}

/** All are written alike, so that text sorts as time. */
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function happenedAt(record: DemoRecord): string {
  switch (record.type) {
    case 'order':
      return record.document.placed_at;
    case 'refund':
      return record.document.refunded_at;
    case 'appointment':
      return record.document.starts_at;
    case 'quote':
      return record.document.quoted_at;
    case 'visit':
      return record.document.visited_at;
    case 'interaction':
      return record.document.happened_at;
  }
}
