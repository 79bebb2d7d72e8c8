-- Grain: one churn candidate who bought so (see bought_so). Most value at risk first.
select
  r.customer_id, r.lifecycle_stage, r.days_inactive, r.order_count, r.net_minor, r.churn_risk, r.value_at_risk_minor,
  row_number() over (order by r.value_at_risk_minor desc nulls last, r.net_minor desc, r.customer_id) as rank
from ({{churn_risks}}) r
where r.is_churn_candidate
  and {{bought_so}}
