-- Grain: one customer who bought so, with their churn risk.
select
  chosen.*,
  risk.churn_risk,
  risk.churn_risk * chosen.net_minor * 12 / chosen.months_since_first as value_at_risk_minor,
  chosen.lifecycle_stage = 'at_risk'
    or (chosen.lifecycle_stage = 'churned' and chosen.days_inactive <= :candidate_within_days::integer) as is_churn_candidate
from ({{chosen_customers}}) chosen
-- The curve of their class (see churn_curve; null: too little history).
cross join lateral (
  select (app.of_order_class(chosen.order_count, :risks_1::float8[], :risks_2_3::float8[], :risks_4::float8[]))[1 + chosen.days_inactive]
    as churn_risk
) risk
