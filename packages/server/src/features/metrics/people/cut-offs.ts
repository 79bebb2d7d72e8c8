import type { CustomerListFilter } from '@regulars/contract/customers.ts';
import type { RfmSegment } from '@regulars/contract/metrics.ts';
import type { Settings } from '../../organizations/organizations.ts';
import { addDays } from '../moment.ts';

type Thresholds = Settings['thresholds'];

/** A bound on a fact that whoever has the reading keeps: both ends are in. */
export interface Bound {
  fact: 'order_count' | 'net_minor' | 'first_order_on' | 'last_order_on' | 'window_order_count' | 'window_net_minor';
  from?: number | string;
  to?: number | string;
}

/**
 * What the readings that a filter asks for mean for the facts: never the definition, which is `customer_readings` alone, but what
 * follows from it, so that an index can be used and the planner knows how many to expect. It may say too little, never too much;
 * a test holds it to that.
 */
export function cutOffs(filter: CustomerListFilter, t: Thresholds, today: string): Bound[] {
  return [
    ...stage(filter.stage, t, today),
    ...spending(filter.spending_tier, t),
    ...frequency(filter.frequency_tier, t),
    ...crm(filter.crm_status, t, today),
    ...rfm(filter.rfm_segment, t, today),
    ...(filter.period ? [{ fact: 'last_order_on' as const, from: addDays(today, 1 - filter.period) }] : []),
  ];
}

/** At most so many days ago. */
const within = (today: string, days: number) => addDays(today, -days);
/** More days ago than so many. */
const beyond = (today: string, days: number) => addDays(today, -days - 1);

const someOrders: Bound = { fact: 'order_count', from: 1 };

function stage(is: CustomerListFilter['stage'], t: Thresholds, today: string): Bound[] {
  const notNew: Bound = { fact: 'first_order_on', to: beyond(today, t.new_within_days) };
  switch (is) {
    case undefined:
      return [];
    case 'prospect':
      return [{ fact: 'order_count', from: 0, to: 0 }];
    case 'new':
      return [{ fact: 'first_order_on', from: within(today, t.new_within_days) }];
    case 'active':
      // Whenever the last order was: a booking may lie ahead.
      return [someOrders, notNew];
    case 'at_risk':
      return [
        notNew,
        { fact: 'last_order_on', from: within(today, t.at_risk_within_days), to: beyond(today, t.active_within_days) },
      ];
    case 'churned':
      return [notNew, { fact: 'last_order_on', to: beyond(today, t.at_risk_within_days) }];
  }
}

function spending(is: CustomerListFilter['spending_tier'], t: Thresholds): Bound[] {
  switch (is) {
    case undefined:
      return [];
    case 'vip':
      return [someOrders, { fact: 'net_minor', from: t.vip_over_minor + 1 }];
    case 'high':
      return [someOrders, { fact: 'net_minor', from: t.high_from_minor, to: t.vip_over_minor }];
    case 'medium':
      return [someOrders, { fact: 'net_minor', from: t.medium_from_minor, to: t.high_from_minor - 1 }];
    case 'low':
      return [someOrders, { fact: 'net_minor', to: t.medium_from_minor - 1 }];
  }
}

function frequency(is: CustomerListFilter['frequency_tier'], t: Thresholds): Bound[] {
  switch (is) {
    case undefined:
      return [];
    case 'frequent':
      return [{ fact: 'order_count', from: t.frequent_over_orders + 1 }];
    case 'regular':
      return [{ fact: 'order_count', from: t.regular_from_orders, to: t.frequent_over_orders }];
    case 'occasional':
      return [{ fact: 'order_count', from: t.occasional_from_orders, to: t.regular_from_orders - 1 }];
    case 'one_time':
      return [{ fact: 'order_count', from: 1, to: t.occasional_from_orders - 1 }];
  }
}

function crm(is: CustomerListFilter['crm_status'], t: Thresholds, today: string): Bound[] {
  switch (is) {
    case undefined:
      return [];
    case 'lost':
      return stage('churned', t, today);
    case 'at_risk':
      return stage('at_risk', t, today);
    case 'vip':
      return spending('vip', t);
    case 'inactive':
      return stage('prospect', t, today);
    case 'active':
      return [someOrders];
  }
}

function rfm(is: RfmSegment | undefined, t: Thresholds, today: string): Bound[] {
  switch (is) {
    case undefined:
      return [];
    case 'New Customers':
      return [
        { fact: 'order_count', from: 1, to: 1 },
        { fact: 'first_order_on', from: within(today, t.rfm_new_within_days) },
      ];
    case 'Champions':
      return [
        someOrders,
        { fact: 'window_order_count', from: t.f4_from_orders },
        { fact: 'window_net_minor', from: t.m4_from_minor },
      ];
    case 'VIP':
      return [someOrders, { fact: 'window_net_minor', from: t.m5_from_minor }];
    case 'Loyal Customers':
      return [someOrders, { fact: 'window_order_count', from: t.f3_from_orders }];
    case 'Potential Loyalists':
      return [someOrders];
    case 'At Risk':
      return [{ fact: 'last_order_on', from: within(today, t.r2_within_days), to: beyond(today, t.r3_within_days) }];
    case 'Lost':
      return [{ fact: 'last_order_on', to: beyond(today, t.r2_within_days) }];
  }
}
