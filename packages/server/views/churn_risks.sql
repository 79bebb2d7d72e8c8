-- Grain: one customer who bought so, with their churn risk: as the purchase model tells it from the orders they have, and where it does
-- not (see forecasts_now), or knows nothing of a booking that lies ahead, by the curve of their class (see churn_curve; null: too little
-- history).
select
  chosen.*,
  told.calculated_at, told.told_on, told.method, told.probability_alive, told.purchases_30, told.purchases_90, told.purchases_365,
  told.spend_365_minor, told.usual_gap_days, told.next_early_on, told.next_middle_on, told.next_late_on,
  risk.churn_risk,
  risk.churn_risk * chosen.net_minor * 12 / chosen.months_since_first as value_at_risk_minor
from ({{chosen_customers}}) chosen
left join ({{told}}) told
  on told.customer_id = chosen.customer_id
  and told.order_count = chosen.order_count
  and told.last_order_on = chosen.last_order_on
  and (chosen.last_upcoming_at is null or chosen.last_upcoming_at <= :as_of::timestamptz)
cross join lateral (
  select coalesce(
    told.churn_risk,
    (app.of_order_class(chosen.order_count, :risks_1::float8[], :risks_2_3::float8[], :risks_4::float8[]))[1 + chosen.days_inactive]
  ) as churn_risk
) risk
