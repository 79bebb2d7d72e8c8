import { channels } from '@regulars/contract/activity.ts';
import {
  type ChurnCandidate,
  ltvBuckets,
  type Overview,
  type RfmSegment,
  rfmSegments,
} from '@regulars/contract/metrics.ts';
import type { OrganizationDetail, Session } from '@regulars/contract/organizations.ts';

/** A believable shop for tests of the page, without a server: the same answers for the same question, always. */
export interface Shop {
  detail: OrganizationDetail;
  /** How many customers; 0 is a shop before its first order. */
  customers: number;
  /** Major units an average order is worth. */
  orderValue: number;
  /** Too little history for a risk. */
  young?: boolean;
  benchmarks?: boolean;
}

export const today = new Date().toISOString().slice(0, 10);

const thresholds = {
  new_within_days: 29,
  active_within_days: 89,
  at_risk_within_days: 180,
  candidate_within_days: 365,
  window_days: 365,
  r5_within_days: 30,
  r4_within_days: 60,
  r3_within_days: 90,
  r2_within_days: 180,
  f5_from_orders: 10,
  f4_from_orders: 7,
  f3_from_orders: 4,
  f2_from_orders: 2,
  m5_from_minor: 500_000,
  m4_from_minor: 250_000,
  m3_from_minor: 100_000,
  m2_from_minor: 50_000,
  rfm_new_within_days: 60,
  churn_horizon_days: 90,
};

const id = (n: number) => `018f3a2b-7c4d-7e5f-8a9b-${n.toString(16).padStart(12, '0')}`;

function organization(
  n: number,
  given: Partial<OrganizationDetail> & { slug: string; name: string },
): OrganizationDetail {
  return {
    organization_id: id(n),
    currency: 'GBP',
    currency_digits: 2,
    time_zone: 'Europe/London',
    is_demo: true,
    values_by: 'total',
    thresholds: { ...thresholds },
    channels: ['pos', 'online', 'phone'],
    locations: [],
    first_order_on: dayBefore(today, 730),
    last_order_on: today,
    last_order_at: `${today}T09:30:00Z`,
    ...given,
  };
}

export const shops: Shop[] = [
  {
    customers: 4_338,
    orderValue: 480,
    benchmarks: true,
    detail: organization(1, { slug: 'clear-sight', name: 'Clear Sight Opticians' }),
  },
  {
    customers: 4_338,
    orderValue: 480,
    detail: organization(2, {
      slug: 'online-retail',
      name: 'Online Retail',
      is_demo: false,
      channels: ['online'],
      first_order_on: '2010-12-01',
      last_order_on: '2011-12-09',
      last_order_at: '2011-12-09T12:50:00Z',
    }),
  },
  {
    customers: 0,
    orderValue: 0,
    detail: organization(3, {
      slug: 'new-shop',
      name: 'The New Shop',
      is_demo: false,
      channels: [],
      first_order_on: null,
      last_order_on: null,
      last_order_at: null,
    }),
  },
  {
    customers: 38,
    orderValue: 3_200,
    young: true,
    detail: organization(4, {
      slug: 'tokyo-rooms',
      name: 'Tokyo Escape Rooms',
      currency: 'JPY',
      currency_digits: 0,
      time_zone: 'Asia/Tokyo',
      first_order_on: dayBefore(today, 40),
    }),
  },
  {
    customers: 1_240_318,
    orderValue: 74,
    detail: organization(5, {
      slug: 'kuwait-data',
      name: 'Gulf Data Bundles and Airtime Resellers',
      currency: 'KWD',
      currency_digits: 3,
      time_zone: 'Asia/Kuwait',
    }),
  },
];

export function session(): Session {
  return {
    actor: { kind: 'member', name: 'Local owner' },
    permissions: ['metrics:read', 'customers:read', 'customers:contact', 'customers:export', 'organization:read'],
    organizations: shops.map(({ detail }) => ({
      organization_id: detail.organization_id,
      slug: detail.slug,
      name: detail.name,
      currency: detail.currency,
      currency_digits: detail.currency_digits,
      time_zone: detail.time_zone,
      is_demo: detail.is_demo,
    })),
  };
}

export interface Asked {
  period?: number | undefined;
  channel?: string | undefined;
  segment?: RfmSegment | undefined;
  as_of?: string | undefined;
}

function stamp(shop: Shop, asked: Asked) {
  const on = asked.as_of?.slice(0, 10) ?? today;
  return { currency: shop.detail.currency, as_of: `${on}T23:59:59Z`, today: on };
}

/** How much of the shop a question is about. */
function scale(shop: Shop, asked: Asked): number {
  const byPeriod = asked.period === undefined ? 1 : Math.min(1, 0.12 + asked.period / 500);
  const byChannel =
    asked.channel === undefined
      ? 1
      : shop.detail.channels.includes(asked.channel)
        ? 1 / (1.4 + channels.indexOf(asked.channel as (typeof channels)[number]))
        : 0;
  const bySegment = asked.segment === undefined ? 1 : (segmentShares[asked.segment] ?? 0);
  return shop.customers * byPeriod * byChannel * bySegment;
}

const money = (shop: Shop, major: number) => Math.round(major * 10 ** shop.detail.currency_digits);

export function overview(shop: Shop, asked: Asked): Overview {
  const random = seeded(7 + (asked.period ?? 30));
  const customers = shop.customers;
  const days = asked.period ?? 30;
  const grain = days <= 92 ? 'day' : days <= 730 ? 'week' : 'month';
  const step = { day: 1, week: 7, month: 30 }[grain];
  const on = asked.as_of?.slice(0, 10) ?? today;
  const perDay = (customers * 4.27 * shop.orderValue) / 730;
  const points = Array.from(
    { length: Math.max(1, Math.ceil(days / step)) },
    (_, index, all: unknown[] = new Array(Math.ceil(days / step))) => {
      const age = (all.length - 1 - index) * step;
      const date = dayBefore(on, age);
      const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
      const shape =
        (grain === 'day' && weekday === 6 ? 0.04 : 1) * (0.75 + 0.5 * random()) * (1 + 0.25 * Math.sin(index / 5));
      const net = perDay * step * shape;
      return {
        on: date,
        customers_net_minor: money(shop, net * 0.86),
        guests_net_minor: money(shop, net * 0.14 - (random() < 0.05 ? net * 0.16 : 0)),
        order_count: Math.round(net / Math.max(shop.orderValue, 1)),
        previous_net_minor: money(shop, net * (0.7 + 0.45 * random())),
      };
    },
  );
  const period = points.reduce((sum, point) => sum + point.customers_net_minor + point.guests_net_minor, 0);
  const before = points.reduce((sum, point) => sum + point.previous_net_minor, 0);
  const net = money(shop, customers * 4.27 * shop.orderValue);
  const guests = Math.round(net * 0.16);
  const credit = shop.detail.slug === 'online-retail' ? money(shop, -4_217.35) : 0;
  const mean = customers === 0 ? null : Math.round(net / customers);
  const rising = (to: number, by = 0.08) =>
    Array.from({ length: 12 }, (_, index) => Math.round(to * (1 - by + (by * index) / 11 + 0.012 * (random() - 0.5))));
  const changed = (now: number, previous: number) => ({
    previous,
    change: previous === 0 ? null : (now - previous) / previous,
  });
  return {
    ...stamp(shop, asked),
    period_days: days,
    total_customers: {
      value: customers,
      contacts: Math.round(customers * 1.03),
      prospects: Math.round(customers * 0.03),
      ...changed(customers, Math.round(customers * 0.976)),
      sparkline: rising(customers),
    },
    repeat_customers: {
      value: Math.round(customers * 0.656),
      rate: customers === 0 ? null : 0.6558,
      ...changed(656, 631),
      sparkline: rising(customers * 0.656),
    },
    new_this_month: {
      value: Math.round(customers * 0.0094),
      month: `${on.slice(0, 7)}-01`,
      ...changed(41, shop.young ? 0 : 53),
      sparkline: Array.from({ length: 12 }, () => Math.round(30 + 40 * random())),
    },
    average_ltv: {
      mean_minor: mean,
      median_minor: mean === null ? null : Math.round(mean * 0.34),
      ...changed(mean ?? 0, mean ?? 0),
      sparkline: rising(mean ?? 0, 0.03),
    },
    total_revenue: {
      net_minor: net + guests + credit,
      gross_minor: Math.round((net + guests) * 1.03),
      refunded_minor: Math.round((net + guests) * 0.03),
      customers_net_minor: net,
      guests_net_minor: guests,
      prospects_net_minor: credit,
      prospects_with_credit: credit === 0 ? 0 : 34,
      period_net_minor: period,
      order_count: Math.round(customers * 4.27),
      guest_order_count: Math.round(customers * 0.35),
      parts: [
        revenuePart('customers', Math.round(customers * 4.27), net),
        revenuePart('guests', Math.round(customers * 0.35), guests),
        { of: 'contacts', order_count: 0, gross_minor: 0, refunded_minor: -credit, net_minor: credit },
      ],
      ...changed(period, before),
      sparkline: points.slice(-30).map((point) => point.customers_net_minor + point.guests_net_minor),
    },
    average_order_value_minor: customers === 0 ? null : money(shop, shop.orderValue),
    lifecycle: (
      [
        ['prospect', 0.03, 0],
        ['new', 0.07, 0.02],
        ['active', 0.41, 0.62],
        ['at_risk', 0.2, 0.2],
        ['churned', 0.32, 0.16],
      ] as const
    ).map(([stage, share, value]) => ({
      stage,
      count: Math.round(customers * share),
      net_minor: Math.round(net * value),
    })),
    revenue_trend: { grain, points: customers === 0 ? [] : points },
  };
}

const segmentShares: Record<RfmSegment, number> = {
  Champions: 0.082,
  VIP: 0.021,
  'Loyal Customers': 0.204,
  'New Customers': 0.061,
  'Potential Loyalists': 0.262,
  'At Risk': 0.171,
  Lost: 0.199,
};
const segmentWorth: Record<RfmSegment, number> = {
  Champions: 2.4,
  VIP: 6.2,
  'Loyal Customers': 1.1,
  'New Customers': 0.72,
  'Potential Loyalists': 0.66,
  'At Risk': 0.81,
  Lost: 0.58,
};

export function segments(shop: Shop, asked: Asked) {
  const customers = scale(shop, asked);
  const rows = rfmSegments.map((segment) => {
    const share = asked.segment === undefined ? segmentShares[segment] : Number(segment === asked.segment);
    const customer_count = Math.round(customers * share);
    const order_count = Math.round(customer_count * (segment === 'New Customers' ? 1 : 1 + 3 * segmentWorth[segment]));
    const net_minor = money(shop, order_count * shop.orderValue * segmentWorth[segment]);
    return {
      segment,
      customer_count,
      order_count,
      net_minor,
      average_order_value_minor: order_count === 0 ? null : Math.round(net_minor / order_count),
      share: customer_count === 0 ? 0 : share,
    };
  });
  return { ...stamp(shop, asked), rows, customers: Math.round(customers) };
}

export function ltvDistribution(shop: Shop, asked: Asked) {
  const customers = Math.round(scale(shop, asked));
  const shares = [0.012, 0.031, 0.142, 0.233, 0.214, 0.231, 0.089, 0.048];
  return {
    ...stamp(shop, asked),
    buckets: ltvBuckets.map((bucket, index) => ({
      bucket,
      count: Math.round(customers * (shares[index] ?? 0)),
      net_minor: money(shop, customers * (shares[index] ?? 0) * Number.parseInt(bucket, 10) * 1.4),
    })),
    customers,
    mean_minor: customers === 0 ? null : money(shop, 2_054.27),
    median_minor: customers === 0 ? null : money(shop, 674.49),
  };
}

const people = [
  'Ann Okafor',
  'Bob Lindqvist',
  'Cleo Marchetti',
  'Dimitra Papadopoulou',
  'Emeka Adeyemi',
  'Frida Holmström',
  'Gustavo Pereira',
  'Hana Kobayashi',
  'Imran Qureshi',
  'Joséphine Lefèvre-Beaumont',
  'Kofi Mensah',
  'Lena Vogel',
  'Mateusz Nowak',
  'Niamh Gallagher',
  'Oluwaseun Balogun',
  'Priya Raman',
];

function person(shop: Shop, index: number) {
  const name = people[index % people.length] ?? '';
  const known = shop.detail.slug !== 'online-retail';
  return {
    customer_id: id(1000 + index * 7919),
    name: known ? name : null,
    external_id: String(12_346 + index * 17),
    email:
      known && index % 5 !== 3
        ? `${name
            .toLowerCase()
            .normalize('NFD')
            .replace(/[^a-z]+/g, '.')}@example.com`
        : null,
  };
}

export function churnForecast(shop: Shop, asked: Asked & { limit?: number }) {
  const random = seeded(11);
  const customers = scale(shop, asked);
  const total = Math.round(customers * 0.31);
  const known = !shop.young;
  const candidates: ChurnCandidate[] = Array.from({ length: Math.min(total, asked.limit ?? 100) }, (_, index) => {
    const days_inactive = Math.round(91 + 270 * random());
    const net = shop.orderValue * (9 - (index % 9)) * (1 + random());
    return {
      ...person(shop, index),
      stage: days_inactive > 180 ? 'churned' : 'at_risk',
      days_inactive,
      order_count: 1 + Math.round(12 * random()),
      net_minor: money(shop, net),
      churn_risk: known ? Math.min(0.993, 0.4 + days_inactive / 700 + 0.1 * random()) : null,
      value_at_risk_minor: known ? money(shop, (shop.orderValue * 9.3) / (1 + index * 0.14)) : null,
    };
  });
  const bands = Array.from(
    { length: 10 },
    (_, index) => [90 + index * 30, Math.min(119 + index * 30, 365), 0.23 * 0.8 ** index] as const,
  );
  return {
    ...stamp(shop, asked),
    horizon_days: 90,
    method: known ? 'MBG/NBD, corrected' : null,
    no_risk_reason: known
      ? null
      : 'Fewer than 30 repeat purchases are on record, too few to tell how long your customers usually wait.',
    candidates_total: total,
    candidates,
    by_inactivity: bands.map(([from_days, to_days, part]) => ({
      from_days,
      to_days,
      count: Math.round(total * part),
      value_at_risk_minor: known ? money(shop, total * part * shop.orderValue * 0.8) : null,
    })),
  };
}

export function bestCustomers(shop: Shop, asked: Asked & { limit?: number }) {
  const random = seeded(3);
  const customers = Math.round(scale(shop, asked));
  const repeat = Math.round(customers * 0.6558);
  return {
    ...stamp(shop, asked),
    customers,
    repeat_customers: repeat,
    new_customers: customers - repeat,
    repeat_rate: customers === 0 ? null : repeat / customers,
    previous_repeat_rate: customers === 0 || shop.young ? null : 0.641,
    top: Array.from({ length: Math.min(customers, asked.limit ?? 10) }, (_, index) => {
      const order_count = Math.round(12 + 60 * random());
      const net_minor = money(shop, (shop.orderValue * 330) / (1 + index * 0.6));
      return {
        ...person(shop, index + 3),
        order_count,
        net_minor,
        average_order_value_minor: Math.round(net_minor / order_count),
        last_order_on: dayBefore(asked.as_of?.slice(0, 10) ?? today, Math.round(60 * random() ** 2)),
        segment: index % 4 === 2 ? ('VIP' as const) : ('Champions' as const),
      };
    }),
  };
}

export function rfmCells(shop: Shop, asked: Asked) {
  const random = seeded(5);
  const customers = scale(shop, asked);
  const cells = [];
  for (let r = 1; r <= 5; r++) {
    for (let f = 1; f <= 5; f++) {
      for (let m = 1; m <= 5; m++) {
        const near =
          Math.exp(-((f - m) ** 2) / 2) * Math.exp(-((f - 1.4) ** 2) / (0.8 + r * 0.55)) * (0.6 + 0.4 * random());
        const count = Math.round((customers * near) / 22);
        if (count > 0) cells.push({ r, f, m, count, net_minor: money(shop, count * shop.orderValue * f * 1.3) });
      }
    }
  }
  return { ...stamp(shop, asked), cells };
}

export function benchmarks(shop: Shop) {
  if (!shop.benchmarks) return { benchmarks: [] };
  return {
    benchmarks: [
      {
        metric: 'repeat_rate' as const,
        industry: 'health and beauty',
        value: 0.259,
        unit: 'fraction' as const,
        currency: null,
        year: 2024,
        source: 'An example report',
        url: 'https://example.com/report',
      },
      {
        metric: 'repeat_rate' as const,
        industry: 'all of e-commerce',
        value: 0.282,
        unit: 'fraction' as const,
        currency: null,
        year: 2023,
        source: 'Another example',
        url: 'https://example.com/another',
      },
    ],
  };
}

function dayBefore(on: string, days: number): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** The same "random" numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function revenuePart(of: 'customers' | 'guests', order_count: number, net_minor: number) {
  const gross_minor = Math.round(net_minor * 1.03);
  return { of, order_count, gross_minor, refunded_minor: gross_minor - net_minor, net_minor };
}
