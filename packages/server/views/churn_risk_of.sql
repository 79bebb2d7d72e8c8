-- Grain: one of :customer_ids, with their churn risk. The curve is that of all customers.
with readings as (
  select order_count, last_order_on from ({{facts}}) facts
),
curve as materialized (
  {{churn_curve}}
),
chosen as (
  select * from ({{customer_readings}}) r where r.customer_id = any (:customer_ids::uuid[]) and r.order_count > 0
)
{{risk_of_chosen}}
