import { ageInDays, compareInstants, localDate, monthsOf } from './calendar.ts';
import { churnModel } from './churn.ts';
import { type CustomerFacts, customerFacts } from './facts.ts';
import { orderClassOf } from './gaps.ts';
import type { Instant, Thresholds, World } from './world.ts';

export type LifecycleStage = 'prospect' | 'new' | 'active' | 'at_risk' | 'churned';
export type SpendingTier = 'vip' | 'high' | 'medium' | 'low';
export type FrequencyTier = 'frequent' | 'regular' | 'occasional' | 'one_time';
export type CrmStatus = 'lost' | 'at_risk' | 'vip' | 'inactive' | 'active';
export type RfmSegment =
  | 'New Customers'
  | 'Champions'
  | 'VIP'
  | 'Loyal Customers'
  | 'Lost'
  | 'At Risk'
  | 'Potential Loyalists';
export type Score = 1 | 2 | 3 | 4 | 5;

/** Grain: one per contact that is not merged away. What is null is null for prospects, who have no order that counts. */
export type Reading = {
  customer_id: string;
  /** Local days since the last order; 0 while a booking lies ahead. */
  days_inactive: number | null;
  /** The last order is recent, or a booking lies ahead. Never true of a prospect. */
  is_active: boolean;
  lifecycle_stage: LifecycleStage;
  spending_tier: SpendingTier | null;
  frequency_tier: FrequencyTier | null;
  r_score: Score | null;
  f_score: Score | null;
  m_score: Score | null;
  rfm_segment: RfmSegment | null;
  crm_status: CrmStatus;
  /** Net ÷ orders, not rounded. */
  average_order_value_minor: number | null;
  /** Orders a month since the first one, not rounded. */
  purchase_frequency: number | null;
  /** Null also where there are too few gaps: see `churnModel`. */
  churn_risk: number | null;
  /** Risk × average order value × orders a year, not rounded. */
  value_at_risk_minor: number | null;
  is_churn_candidate: boolean;
};

export const readings = (world: World, as_of: Instant): Reading[] => {
  const model = churnModel(world, as_of);
  return customerFacts(world, as_of).map((facts) => readingOf(facts, { world, as_of, risk: model.risk }));
};

type Moment = { world: World; as_of: Instant; risk: ReturnType<typeof churnModel>['risk'] };

const readingOf = (facts: CustomerFacts, { world, as_of, risk }: Moment): Reading => {
  const { time_zone, thresholds } = world.organization;
  if (facts.first_order_on === null || facts.last_order_on === null) return prospect(facts.customer_id);

  const today = localDate(as_of, time_zone);
  const booking_ahead = facts.last_upcoming_at !== null && compareInstants(facts.last_upcoming_at, as_of) > 0;
  const days_inactive = booking_ahead ? 0 : ageInDays(facts.last_order_on, today);
  const days_known = ageInDays(facts.first_order_on, today);

  const lifecycle_stage = lifecycleStage({ days_known, days_inactive }, thresholds);
  const spending_tier = spendingTier(facts.net_minor, thresholds);
  const r_score = recencyScore(days_inactive, thresholds);
  const f_score = frequencyScore(facts.window_order_count, thresholds);
  const m_score = monetaryScore(facts.window_net_minor, thresholds);

  const months = monthsOf(days_known);
  const average_order_value_minor = facts.net_minor / facts.order_count;
  const orders_a_year = facts.order_count / (months / 12);
  const churn_risk = risk(orderClassOf(facts.order_count), days_inactive);

  return {
    customer_id: facts.customer_id,
    days_inactive,
    is_active: days_inactive <= thresholds.active_within_days,
    lifecycle_stage,
    spending_tier,
    frequency_tier: frequencyTier(facts.order_count, thresholds),
    r_score,
    f_score,
    m_score,
    rfm_segment: rfmSegment({ r_score, f_score, m_score, days_known, order_count: facts.order_count }, thresholds),
    crm_status: crmStatus(lifecycle_stage, spending_tier),
    average_order_value_minor,
    purchase_frequency: facts.order_count / months,
    churn_risk,
    value_at_risk_minor: churn_risk === null ? null : churn_risk * average_order_value_minor * orders_a_year,
    is_churn_candidate: isChurnCandidate(lifecycle_stage, days_inactive, thresholds),
  };
};

const prospect = (customer_id: string): Reading => ({
  customer_id,
  days_inactive: null,
  is_active: false,
  lifecycle_stage: 'prospect',
  spending_tier: null,
  frequency_tier: null,
  r_score: null,
  f_score: null,
  m_score: null,
  rfm_segment: null,
  crm_status: 'inactive',
  average_order_value_minor: null,
  purchase_frequency: null,
  churn_risk: null,
  value_at_risk_minor: null,
  is_churn_candidate: false,
});

type Ages = { days_known: number; days_inactive: number };

export const lifecycleStage = ({ days_known, days_inactive }: Ages, thresholds: Thresholds): LifecycleStage => {
  if (days_known <= thresholds.new_within_days) return 'new';
  if (days_inactive <= thresholds.active_within_days) return 'active';
  if (days_inactive <= thresholds.at_risk_within_days) return 'at_risk';
  return 'churned';
};

export const spendingTier = (net_minor: number, thresholds: Thresholds): SpendingTier => {
  if (net_minor > thresholds.vip_over_minor) return 'vip';
  if (net_minor >= thresholds.high_from_minor) return 'high';
  if (net_minor >= thresholds.medium_from_minor) return 'medium';
  return 'low';
};

export const frequencyTier = (order_count: number, thresholds: Thresholds): FrequencyTier => {
  if (order_count > thresholds.frequent_over_orders) return 'frequent';
  if (order_count >= thresholds.regular_from_orders) return 'regular';
  if (order_count >= thresholds.occasional_from_orders) return 'occasional';
  return 'one_time';
};

/** By days inactive, so that who has a booking ahead is never "Lost". */
export const recencyScore = (days_inactive: number, thresholds: Thresholds): Score => {
  if (days_inactive <= thresholds.r5_within_days) return 5;
  if (days_inactive <= thresholds.r4_within_days) return 4;
  if (days_inactive <= thresholds.r3_within_days) return 3;
  if (days_inactive <= thresholds.r2_within_days) return 2;
  return 1;
};

export const frequencyScore = (window_order_count: number, thresholds: Thresholds): Score => {
  if (window_order_count >= thresholds.f5_from_orders) return 5;
  if (window_order_count >= thresholds.f4_from_orders) return 4;
  if (window_order_count >= thresholds.f3_from_orders) return 3;
  if (window_order_count >= thresholds.f2_from_orders) return 2;
  return 1;
};

export const monetaryScore = (window_net_minor: number, thresholds: Thresholds): Score => {
  if (window_net_minor >= thresholds.m5_from_minor) return 5;
  if (window_net_minor >= thresholds.m4_from_minor) return 4;
  if (window_net_minor >= thresholds.m3_from_minor) return 3;
  if (window_net_minor >= thresholds.m2_from_minor) return 2;
  return 1;
};

type RfmFacts = { r_score: Score; f_score: Score; m_score: Score; days_known: number; order_count: number };

export const rfmSegment = (
  { r_score, f_score, m_score, days_known, order_count }: RfmFacts,
  thresholds: Thresholds,
): RfmSegment => {
  if (days_known <= thresholds.rfm_new_within_days && order_count === 1) return 'New Customers';
  if (r_score >= 4 && f_score >= 4 && m_score >= 4) return 'Champions';
  if (m_score === 5 && r_score >= 3) return 'VIP';
  if (f_score >= 3 && r_score >= 3) return 'Loyal Customers';
  if (r_score === 1) return 'Lost';
  if (r_score === 2) return 'At Risk';
  return 'Potential Loyalists';
};

export const crmStatus = (stage: LifecycleStage, tier: SpendingTier | null): CrmStatus => {
  if (stage === 'churned') return 'lost';
  if (stage === 'at_risk') return 'at_risk';
  if (tier === 'vip') return 'vip';
  if (stage === 'prospect') return 'inactive';
  return 'active';
};

const isChurnCandidate = (stage: LifecycleStage, days_inactive: number, thresholds: Thresholds): boolean => {
  if (stage === 'at_risk') return true;
  return stage === 'churned' && days_inactive <= thresholds.candidate_within_days;
};
