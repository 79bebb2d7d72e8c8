import {
  type CustomerCount,
  type CustomerDetail,
  type CustomerList,
  type CustomerListFilter,
  type CustomerRecord,
  type CustomerRow,
  customerListFilter,
  customerListInput,
} from '@regulars/contract/customers.ts';
import { type Asked, bestCustomers, type Shop, today } from './fixtures.ts';

/** Believable customers for tests of the page, without a server: the same for the same question, always. */

const stages = ['active', 'new', 'at_risk', 'churned', 'prospect'] as const;

function rowOf(shop: Shop, nth: number): CustomerRow {
  const [best] = bestCustomers(shop, { limit: 1 }).top;
  const stage = stages[nth % stages.length] ?? 'active';
  const order_count = stage === 'prospect' ? 0 : 1 + ((nth * 7) % 23);
  const net_minor = order_count * 10 ** shop.detail.currency_digits * (20 + ((nth * 13) % 70));
  const bought = order_count > 0;
  return {
    customer_id: `018f3a2b-7c4d-7e5f-8a9b-${(5000 + nth).toString(16).padStart(12, '0')}`,
    name: nth % 9 === 4 ? null : `${best?.name ?? 'Ann Okafor'} ${nth + 1}`,
    external_id: String(12_000 + nth),
    external_source: 'till',
    email: nth % 3 === 0 ? null : `customer.${nth}@example.com`,
    phone: nth % 4 === 0 ? `+4477009${String(nth).padStart(5, '0')}` : null,
    registered_on: '2025-02-03',
    order_count,
    gross_minor: net_minor,
    refunded_minor: 0,
    net_minor,
    average_order_value_minor: bought ? Math.round(net_minor / order_count) : null,
    first_order_on: bought ? '2025-02-03' : null,
    last_order_on: bought ? today : null,
    upcoming_count: 0,
    upcoming_minor: 0,
    stage,
    crm_status: stage === 'prospect' ? 'inactive' : 'active',
    spending_tier: bought ? 'medium' : null,
    frequency_tier: bought ? 'regular' : null,
    days_inactive: bought ? (nth * 11) % 300 : null,
    r_score: bought ? 4 : null,
    f_score: bought ? 3 : null,
    m_score: bought ? 2 : null,
    rfm_segment: bought ? 'Loyal Customers' : null,
    churn_risk: bought ? 0.31 : null,
    expected_spend_minor: bought ? Math.round(net_minor / 3) : null,
  };
}

const stampOf = (shop: Shop, asked: Asked) => {
  const on = asked.as_of?.slice(0, 10) ?? today;
  return { currency: shop.detail.currency, as_of: `${on}T23:59:59Z`, today: on };
};

/** Ninety people; a page begins where the cursor says. */
export function customerList(shop: Shop, search: URLSearchParams): CustomerList {
  const asked = customerListInput.parse(Object.fromEntries(search));
  const fitting = whoFits(shop, asked).sort(
    (a, b) => (asked.direction === 'asc' ? 1 : -1) * (a.net_minor - b.net_minor),
  );
  const from = Number(asked.cursor ?? 0);
  const next = from + asked.limit;
  return {
    ...stampOf(shop, { as_of: asked.as_of }),
    customers: fitting.slice(from, next),
    next_cursor: next < fitting.length ? String(next) : null,
    found_by: asked.q === undefined ? null : 'beginning',
  };
}

export function customerCount(shop: Shop, search: URLSearchParams): CustomerCount {
  const asked = customerListFilter.parse(Object.fromEntries(search));
  return { ...stampOf(shop, { as_of: asked.as_of }), total: whoFits(shop, asked).length };
}

function whoFits(shop: Shop, { q, stage }: CustomerListFilter): CustomerRow[] {
  return Array.from({ length: Math.min(shop.customers, 90) }, (_, nth) => rowOf(shop, nth))
    .filter((row) => q === undefined || row.name?.toLowerCase().includes(q.toLowerCase()))
    .filter((row) => stage === undefined || row.stage === stage);
}

export function customerDetail(shop: Shop, customerId: string, asked: Asked): CustomerDetail | null {
  const nth = Number.parseInt(customerId.slice(-12), 16) - 5000;
  if (!(nth >= 0 && nth < shop.customers)) return null;
  const row = rowOf(shop, nth);
  const { customer_id, name, external_id, external_source, email, phone, registered_on, ...reading } = row;
  const identified = { customer_id, name, external_id, external_source, email, phone, registered_on };
  const sums = { order_count: 2, gross_minor: 5_000, refunded_minor: 500, net_minor: 4_500 };
  return {
    ...stampOf(shop, asked),
    customer: { ...identified, first_source: 'till', on_file_since: '2025-02-03T10:00:00Z', is_erased: false },
    identities: [
      { kind: 'external', source: 'till', value: external_id ?? '', since: '2025-02-03T10:00:00Z', customer_id },
    ],
    merged_from: [],
    reading: {
      ...reading,
      first_order_at: '2025-02-03T10:00:00Z',
      last_order_at: `${today}T10:00:00Z`,
      next_booking_at: null,
      window_order_count: row.order_count,
      window_net_minor: row.net_minor,
      window_days: 365,
      orders_per_month: row.order_count === 0 ? null : 0.84,
      churn_reason: row.order_count === 0 ? null : 'Usually orders every 31 days, last order 74 days ago',
      value_at_risk_minor: row.order_count === 0 ? null : 12_345,
      horizon_days: 90,
      forecast:
        row.order_count === 0
          ? null
          : {
              calculated_at: `${today}T03:10:00Z`,
              told_on: today,
              method: 'MBG/NBD, corrected',
              probability_alive: 0.84,
              purchases_30: 0.6,
              purchases_90: 1.7,
              purchases_365: 5.9,
              expected_spend_minor: row.expected_spend_minor,
              next_order: { early_on: today, middle_on: today, late_on: today },
            },
    },
    places: [
      {
        location_id: null,
        location: null,
        channel: 'online',
        ...sums,
        first_order_on: '2025-02-03',
        last_order_on: today,
      },
    ],
    products: [
      {
        product_id: customer_id,
        name: 'Tea, 250 g',
        external_id: 'TEA-250',
        category: 'Tea',
        ...sums,
        last_order_on: today,
      },
    ],
    product_count: 1,
    months: [{ month: `${today.slice(0, 7)}-01`, ...sums }],
    sources: [
      { source: 'till', import: null, orders: 1, refunds: 0 },
      {
        source: 'web',
        import: { import_id: customer_id, file_name: 'orders-2025.csv', at: '2025-02-04T10:00:00Z' },
        orders: 1,
        refunds: 1,
      },
    ],
  };
}

export function customerRecords(shop: Shop, customerId: string, asked: Asked) {
  const provenance = {
    source: 'till',
    external_id: 'o-1',
    import: null,
    recorded_at: '2025-02-03T10:00:00Z',
    customer_id: customerId,
  };
  const records: CustomerRecord[] = [
    {
      record: 'order',
      order_id: customerId,
      number: '1001',
      kind: 'sale',
      channel: 'pos',
      location: 'Harbour',
      slug: null,
      happened_at: '2025-02-03T10:00:00Z',
      happened_on: '2025-02-03',
      placed_at: '2025-02-03T10:00:00Z',
      slot_ends_at: null,
      promised_on: null,
      state: 'partially_refunded',
      statuses: [{ status: 'paid', at: '2025-02-03T10:00:00Z' }],
      goods_minor: 4_700,
      discount_minor: 0,
      tax_minor: 300,
      shipping_minor: 0,
      total_minor: 5_000,
      tip_minor: 0,
      value_minor: 5_000,
      refunded_minor: 500,
      lines: [
        {
          line_no: 1,
          product_id: customerId,
          name: 'Tea, 250 g',
          category: 'Tea',
          quantity: '2',
          unit_price: '23.5',
          discount_minor: 0,
          total_minor: 4_700,
        },
      ],
      line_count: 1,
      refunds: [
        {
          refund_id: customerId,
          refunded_at: '2025-02-05T10:00:00Z',
          refunded_on: '2025-02-05',
          amount_minor: 500,
          reason: 'too cold',
          ...provenance,
          external_id: 'r-1',
        },
      ],
      ...provenance,
    },
  ];
  return { ...stampOf(shop, asked), records, next_cursor: null };
}
