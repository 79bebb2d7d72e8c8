-- Grain: one customer, with their churn risk (null: too little history) and the money at risk in a year:
-- risk × average order value × orders a year.
with readings as (
  {{customer_readings}}
),
curve as (
  {{churn_curve}}
)
select
  readings.*,
  curve.churn_risk,
  curve.churn_risk * readings.net_minor * 12 / readings.months_since_first as value_at_risk_minor,
  readings.lifecycle_stage = 'at_risk'
    or (readings.lifecycle_stage = 'churned' and readings.days_inactive <= :candidate_within_days::integer) as is_churn_candidate
from readings
left join curve
  on curve.order_class = app.order_class(readings.order_count)
  and curve.days_inactive = readings.days_inactive
where readings.order_count > 0
