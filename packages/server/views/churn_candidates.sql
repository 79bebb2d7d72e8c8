-- Grain: one churn candidate who bought so. A booking ahead makes nobody one.
select
  customer_id, lifecycle_stage, days_inactive, order_count, net_minor, churn_risk, value_at_risk_minor
from ({{churn_risks told=told_of_candidates}}) r
where {{candidate_days}}
  and (last_upcoming_at is null or last_upcoming_at <= :as_of::timestamptz)
