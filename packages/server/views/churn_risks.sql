-- Grain: one customer, with their churn risk.
with readings as (
  {{customer_readings}}
),
curve as materialized (
  {{churn_curve}}
),
chosen as (
  select * from readings where order_count > 0
)
{{risk_of_chosen}}
