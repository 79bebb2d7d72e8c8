-- Grain: one customer who bought so, with their churn risk.
select
  chosen.*,
  risk.churn_risk,
  risk.churn_risk * chosen.net_minor * 12 / chosen.months_since_first as value_at_risk_minor,
  -- At risk, or churned within :candidate_within_days, said of the day they bought last so that an index finds them: who is away longer than the
  -- active are is not new, and a booking ahead makes nobody a candidate.
  chosen.last_order_on < :today::date - :active_within_days::integer
    and chosen.last_order_on >= :today::date - greatest(:at_risk_within_days::integer, :candidate_within_days::integer)
    and (chosen.last_upcoming_at is null or chosen.last_upcoming_at <= :as_of::timestamptz) as is_churn_candidate
from ({{chosen_customers}}) chosen
-- The curve of their class (see churn_curve; null: too little history).
cross join lateral (
  select (app.of_order_class(chosen.order_count, :risks_1::float8[], :risks_2_3::float8[], :risks_4::float8[]))[1 + chosen.days_inactive]
    as churn_risk
) risk
