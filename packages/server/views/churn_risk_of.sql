-- Grain: one of :customer_ids who is a customer, with their churn risk.
select churn_risk, value_at_risk_minor
from ({{churn_risks}}) risks
where customer_id = any (:customer_ids::uuid[])
