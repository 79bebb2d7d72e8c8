-- Grain: one churn candidate who bought so. When they bought last follows from what a candidate is, and is said for the index.
select
  r.customer_id, r.lifecycle_stage, r.days_inactive, r.order_count, r.net_minor, r.churn_risk, r.value_at_risk_minor
from ({{churn_risks}}) r
where r.is_churn_candidate
  and r.last_order_on < :today::date - :active_within_days::integer
  and r.last_order_on >= :today::date - greatest(:at_risk_within_days::integer, :candidate_within_days::integer)
