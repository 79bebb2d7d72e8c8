-- Grain: one customer of the relation `chosen`, with their churn risk by the relation `curve` (null: too little history) and the
-- money at risk in a year: risk × average order value × orders a year.
-- A curve is three rows, each with all its days: whatever the planner expects, nobody is held against every day.
select
  chosen.*,
  risk.churn_risk,
  risk.churn_risk * chosen.net_minor * 12 / chosen.months_since_first as value_at_risk_minor,
  chosen.lifecycle_stage = 'at_risk'
    or (chosen.lifecycle_stage = 'churned' and chosen.days_inactive <= :candidate_within_days::integer) as is_churn_candidate
from chosen
left join lateral (
  select curve.risks[1 + chosen.days_inactive] as churn_risk
  from curve
  where curve.order_class = app.order_class(chosen.order_count)
) risk on true
