-- Grain: one contact. What the clock and the organization's thresholds make of their facts at :as_of (:today is its local date).
-- A prospect, who has no order that counts, has a stage and a status and no scores. The R score goes by days inactive: who has a
-- booking ahead is not lost.
select
  f.*,
  days.days_inactive,
  stages.lifecycle_stage,
  tiers.spending_tier,
  tiers.frequency_tier,
  scores.r_score,
  scores.f_score,
  scores.m_score,
  case
    when f.order_count = 0 then null
    when days.days_since_first <= :rfm_new_within_days::integer and f.order_count = 1 then 'New Customers'
    when scores.r_score >= 4 and scores.f_score >= 4 and scores.m_score >= 4 then 'Champions'
    when scores.m_score = 5 and scores.r_score >= 3 then 'VIP'
    when scores.f_score >= 3 and scores.r_score >= 3 then 'Loyal Customers'
    when scores.r_score = 1 then 'Lost'
    when scores.r_score = 2 then 'At Risk'
    else 'Potential Loyalists'
  end as rfm_segment,
  case
    when stages.lifecycle_stage = 'churned' then 'lost'
    when stages.lifecycle_stage = 'at_risk' then 'at_risk'
    when tiers.spending_tier = 'vip' then 'vip'
    when stages.lifecycle_stage = 'prospect' then 'inactive'
    else 'active'
  end as crm_status,
  greatest(days.days_since_first / 30.4375::double precision, 1) as months_since_first,
  floor(f.net_minor::numeric / nullif(f.order_count, 0) + 0.5)::bigint as average_order_minor
from ({{facts}}) f
cross join lateral (
  select
    greatest(:today::date - f.first_order_on, 0) as days_since_first,
    case
      when f.order_count = 0 then null
      when f.last_upcoming_at > :as_of::timestamptz then 0
      else greatest(:today::date - f.last_order_on, 0)
    end as days_inactive
) days
cross join lateral (
  select case
    when f.order_count = 0 then 'prospect'
    when days.days_since_first <= :new_within_days::integer then 'new'
    when days.days_inactive <= :active_within_days::integer then 'active'
    when days.days_inactive <= :at_risk_within_days::integer then 'at_risk'
    else 'churned'
  end as lifecycle_stage
) stages
cross join lateral (
  select
    case
      when f.order_count = 0 then null
      when f.net_minor > :vip_over_minor::bigint then 'vip'
      when f.net_minor >= :high_from_minor::bigint then 'high'
      when f.net_minor >= :medium_from_minor::bigint then 'medium'
      else 'low'
    end as spending_tier,
    case
      when f.order_count = 0 then null
      when f.order_count > :frequent_over_orders::integer then 'frequent'
      when f.order_count >= :regular_from_orders::integer then 'regular'
      when f.order_count >= :occasional_from_orders::integer then 'occasional'
      else 'one_time'
    end as frequency_tier
) tiers
cross join lateral (
  select
    case
      when f.order_count = 0 then null
      when days.days_inactive <= :r5_within_days::integer then 5
      when days.days_inactive <= :r4_within_days::integer then 4
      when days.days_inactive <= :r3_within_days::integer then 3
      when days.days_inactive <= :r2_within_days::integer then 2
      else 1
    end as r_score,
    case
      when f.order_count = 0 then null
      when f.window_order_count >= :f5_from_orders::integer then 5
      when f.window_order_count >= :f4_from_orders::integer then 4
      when f.window_order_count >= :f3_from_orders::integer then 3
      when f.window_order_count >= :f2_from_orders::integer then 2
      else 1
    end as f_score,
    case
      when f.order_count = 0 then null
      when f.window_net_minor >= :m5_from_minor::bigint then 5
      when f.window_net_minor >= :m4_from_minor::bigint then 4
      when f.window_net_minor >= :m3_from_minor::bigint then 3
      when f.window_net_minor >= :m2_from_minor::bigint then 2
      else 1
    end as m_score
) scores
