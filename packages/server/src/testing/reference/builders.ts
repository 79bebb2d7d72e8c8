import {
  type Customer,
  defaultThresholds,
  type Instant,
  type LocalDate,
  type Order,
  type Refund,
  type World,
} from './world.ts';

/** A world of these records; everyone they name is on file. */
export const worldOf = (records: Partial<World> & { time_zone?: string }): World => {
  const { time_zone = 'Europe/London', orders = [], refunds = [] } = records;
  const named = [...orders, ...refunds].flatMap((record) => record.customer_id ?? []);
  const customers: Customer[] = records.customers ?? [...new Set(named)].map((id) => ({ id }));
  const organization = records.organization ?? { time_zone, values_by: 'total', thresholds: { ...defaultThresholds } };
  return { organization, customers, orders, refunds };
};

/** A sale, paid when it was placed, worth its total; say what is different. */
export const order = ({ happened_at, ...rest }: Partial<Order> & { happened_at: Instant }): Order => ({
  id: `${rest.customer_id ?? 'guest'} ${happened_at} ${rest.id ?? ''}`,
  customer_id: null,
  location_id: null,
  channel: 'online',
  kind: 'sale',
  happened_at,
  total_minor: 100,
  value_minor: rest.total_minor ?? 100,
  confirmed_at: null,
  paid_at: happened_at,
  completed_at: null,
  cancelled_at: null,
  no_show_at: null,
  voided: false,
  is_test: false,
  lines: [],
  ...rest,
});

/** A refund of the order it names, else a credit note. */
export const refund = ({ refunded_at, ...rest }: Partial<Refund> & { refunded_at: Instant }): Refund => ({
  id: `refund ${refunded_at} ${rest.id ?? ''}`,
  order_id: null,
  claims_order: (rest.order_id ?? null) !== null,
  customer_id: null,
  location_id: null,
  channel: 'online',
  refunded_at,
  amount_minor: 100,
  voided: false,
  lines: [],
  ...rest,
});

/** Ten past midnight on the local day so many days before another one. */
export const early = (today: LocalDate, days_ago: number, time_zone = 'Europe/London'): Instant =>
  Temporal.PlainDate.from(today)
    .subtract({ days: days_ago })
    .toZonedDateTime({ timeZone: time_zone, plainTime: '00:10' })
    .toInstant()
    .toString();
