-- Grain: one customer of whom the future was told from :today on, or from the day before. It holds while their orders are those it was told
-- from: whoever joins this looks at both. (Where records ended long ago the future is told from the day of the last order.)
select
  f.customer_id, f.calculated_at, f.told_on, f.method, f.order_count, f.last_order_on, f.churn_risk, f.probability_alive,
  f.purchases_30, f.purchases_90, f.purchases_365, f.spend_365_minor, f.usual_gap_days, f.next_early_on, f.next_middle_on, f.next_late_on
from customer_forecasts f
where f.organization_id = :organization_id
  and f.horizon_days = :churn_horizon_days::integer
  and f.told_on between :today::date - 1 and :today::date
