import { firstOfMonth, isInWindow, localDate } from './calendar.ts';
import { churnModel } from './churn.ts';
import { moneyBack, sales } from './counting.ts';
import { type CustomerFacts, customerFacts, sum } from './facts.ts';
import { type LifecycleStage, type Reading, type RfmSegment, readings } from './readings.ts';
import type { Instant, World } from './world.ts';

/** A contact with both: what is known of it and how that reads. */
export type Profile = CustomerFacts & Reading;

/** Restricts the customers to those who bought so: one order within the period through the channel; now in the segment. */
export type Filter = { period_days?: number; channel?: string; segment?: RfmSegment };

export const profiles = (world: World, as_of: Instant): Profile[] => {
  const facts = customerFacts(world, as_of);
  return readings(world, as_of).map((reading, index) => ({ ...(facts[index] as CustomerFacts), ...reading }));
};

/** The customers (who have an order that counts), as far as the filter lets them through. Their figures stay whole. */
export const customers = (world: World, as_of: Instant, filter: Filter = {}): Profile[] => {
  const { period_days, channel, segment } = filter;
  const today = localDate(as_of, world.organization.time_zone);
  const fitting = sales(world, as_of).filter(
    (sale) =>
      (period_days === undefined || isInWindow(sale.on, today, period_days)) &&
      (channel === undefined || sale.channel === channel),
  );
  return profiles(world, as_of).filter(
    (profile) =>
      fitting.some((sale) => sale.customer_id === profile.customer_id) &&
      (segment === undefined || profile.rfm_segment === segment),
  );
};

export const rfmSegments: RfmSegment[] = [
  'Champions',
  'VIP',
  'Loyal Customers',
  'New Customers',
  'Potential Loyalists',
  'At Risk',
  'Lost',
];

/** All seven, empty ones too. */
export const segments = (world: World, as_of: Instant, filter: Filter = {}) => {
  const all = customers(world, as_of, filter);
  return rfmSegments.map((segment) => {
    const members = all.filter((customer) => customer.rfm_segment === segment);
    const order_count = sum(members.map((member) => member.order_count));
    const net_minor = netOf(members);
    return {
      segment,
      customer_count: members.length,
      order_count,
      net_minor,
      /** Pooled, not rounded. */
      average_order_value_minor: ratio(net_minor, order_count),
      share: ratio(members.length, all.length),
    };
  });
};

/** Lower bounds in major units; what is below 0 is in the first. */
const bucketsFrom = [0, 50, 100, 250, 500, 1000, 2500, 5000];

export const ltvDistribution = (world: World, as_of: Instant, filter: Filter = {}) => {
  const all = customers(world, as_of, filter);
  const minor_per_major = 10 ** (world.organization.currency_digits ?? 2);
  const buckets = bucketsFrom.map((from, index) => {
    const to = bucketsFrom[index + 1];
    const members = all.filter((customer) => {
      const high_enough = index === 0 || customer.net_minor >= from * minor_per_major;
      const low_enough = to === undefined || customer.net_minor < to * minor_per_major;
      return high_enough && low_enough;
    });
    return {
      bucket: to === undefined ? `${from}+` : `${from}-${to}`,
      count: members.length,
      net_minor: netOf(members),
    };
  });
  const nets = all.map((customer) => customer.net_minor);
  return { buckets, customers: all.length, mean_minor: mean(nets), median_minor: median(nets) };
};

export const repeatRatio = (world: World, as_of: Instant, filter: Filter = {}) => {
  const all = customers(world, as_of, filter);
  const repeat_customers = all.filter((customer) => customer.order_count >= 2).length;
  return {
    customers: all.length,
    repeat_customers,
    /** Exactly one order. */
    new_customers: all.filter((customer) => customer.order_count === 1).length,
    repeat_rate: ratio(repeat_customers, all.length),
  };
};

/** All 125, empty ones too. */
export const rfmCells = (world: World, as_of: Instant, filter: Filter = {}) => {
  const all = customers(world, as_of, filter);
  const scores = [1, 2, 3, 4, 5];
  return scores.flatMap((r) =>
    scores.flatMap((f) =>
      scores.map((m) => {
        const members = all.filter(
          (customer) => customer.r_score === r && customer.f_score === f && customer.m_score === m,
        );
        return { r, f, m, count: members.length, net_minor: netOf(members) };
      }),
    ),
  );
};

export const lifecycleStages: LifecycleStage[] = ['prospect', 'new', 'active', 'at_risk', 'churned'];

/** All five; with the prospects they add up to the contacts. */
export const lifecycle = (world: World, as_of: Instant) => {
  const all = profiles(world, as_of);
  return lifecycleStages.map((stage) => {
    const members = all.filter((profile) => profile.lifecycle_stage === stage);
    return { stage, count: members.length, net_minor: netOf(members) };
  });
};

/** All candidates, the most value at risk first, then by id; without a risk by id alone. */
export const churnCandidates = (world: World, as_of: Instant, filter: Filter = {}) => {
  const { no_risk_reason, horizon_days } = churnModel(world, as_of);
  const candidates = customers(world, as_of, filter).filter((customer) => customer.is_churn_candidate);
  candidates.sort(
    (a, b) => (b.value_at_risk_minor ?? 0) - (a.value_at_risk_minor ?? 0) || (a.customer_id < b.customer_id ? -1 : 1),
  );
  return { no_risk_reason, horizon_days, candidates };
};

export const overview = (world: World, as_of: Instant) => {
  const today = localDate(as_of, world.organization.time_zone);
  const all_sales = sales(world, as_of);
  const all_refunds = moneyBack(world, as_of);
  const all = profiles(world, as_of);
  const buyers = all.filter((profile) => profile.order_count > 0);
  const prospects = all.filter((profile) => profile.order_count === 0);
  const guest_sales = all_sales.filter((sale) => sale.customer_id === null);
  const guest_refunds = all_refunds.filter((refund) => refund.customer_id === null);
  const nets = buyers.map((buyer) => buyer.net_minor);
  const gross_minor = sum(all_sales.map((sale) => sale.value_minor));
  const refunded_minor = sum(all_refunds.map((refund) => refund.amount_minor));
  return {
    contacts: all.length,
    customers: buyers.length,
    prospects: prospects.length,
    repeat_customers: buyers.filter((buyer) => buyer.order_count >= 2).length,
    repeat_rate: ratio(buyers.filter((buyer) => buyer.order_count >= 2).length, buyers.length),
    new_this_month: buyers.filter(
      (buyer) => buyer.first_order_on !== null && firstOfMonth(buyer.first_order_on) === firstOfMonth(today),
    ).length,
    mean_ltv_minor: mean(nets),
    median_ltv_minor: median(nets),
    gross_minor,
    refunded_minor,
    /** Everybody's: customers' + guests' + prospects'. */
    net_minor: gross_minor - refunded_minor,
    customers_net_minor: netOf(buyers),
    guests_net_minor:
      sum(guest_sales.map((sale) => sale.value_minor)) - sum(guest_refunds.map((refund) => refund.amount_minor)),
    /** What contacts without an order that counts were given back: never above 0, and in no lifetime value. */
    prospects_net_minor: netOf(prospects),
    prospects_with_credit: prospects.filter((one) => one.refunded_minor > 0).length,
    order_count: all_sales.length,
    guest_order_count: guest_sales.length,
  };
};

const netOf = (some: Profile[]): number => sum(some.map((profile) => profile.net_minor));

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const mean = (amounts: number[]): number | null => ratio(sum(amounts), amounts.length);

const median = (amounts: number[]): number | null => {
  if (amounts.length === 0) return null;
  const sorted = [...amounts].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] as number;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] as number;
  return (lower + upper) / 2;
};
