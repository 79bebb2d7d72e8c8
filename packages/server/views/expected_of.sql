-- Grain: one of :customer_ids who is a customer, with what is to be expected of them.
select
  customer_id, order_count, days_inactive, first_order_on, last_order_on, churn_risk, value_at_risk_minor, calculated_at, told_on, method,
  probability_alive, purchases_30, purchases_90, purchases_365, spend_365_minor, usual_gap_days, next_early_on, next_middle_on, next_late_on
from ({{churn_risks}}) risks
where customer_id = any (:customer_ids::uuid[])
