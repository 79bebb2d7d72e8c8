-- A condition on the day somebody bought last: at risk, or churned within :candidate_within_days, said of the day so that an index finds
-- them. Who is away longer than the active are is not new.
last_order_on < :today::date - :active_within_days::integer
  and last_order_on >= :today::date - greatest(:at_risk_within_days::integer, :candidate_within_days::integer)
