-- Grain: one customer of the relation `chosen`, with their churn risk by the relation `curve` (null: too little history) and the
-- money at risk in a year: risk × average order value × orders a year.
select
  chosen.*,
  curve.churn_risk,
  curve.churn_risk * chosen.net_minor * 12 / chosen.months_since_first as value_at_risk_minor,
  chosen.lifecycle_stage = 'at_risk'
    or (chosen.lifecycle_stage = 'churned' and chosen.days_inactive <= :candidate_within_days::integer) as is_churn_candidate
from chosen
left join curve
  on curve.order_class = app.order_class(chosen.order_count)
  and curve.days_inactive = chosen.days_inactive
