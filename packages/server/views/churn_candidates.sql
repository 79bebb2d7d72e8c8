-- Grain: one churn candidate who bought so.
select
  r.customer_id, r.lifecycle_stage, r.days_inactive, r.order_count, r.net_minor, r.churn_risk, r.value_at_risk_minor
from ({{churn_risks}}) r
where r.is_churn_candidate
