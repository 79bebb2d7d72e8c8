-- Grain: one churn candidate who bought so (see chosen_customers). Most value at risk first.
select
  r.customer_id, r.lifecycle_stage, r.days_inactive, r.order_count, r.net_minor, r.churn_risk, r.value_at_risk_minor,
  row_number() over (order by r.value_at_risk_minor desc nulls last, r.net_minor desc, r.customer_id) as rank
from ({{churn_risks}}) r
where r.is_churn_candidate
  and (:segment::text is null or r.rfm_segment = :segment::text)
  and ((:period_days::integer is null and :channel::text is null)
    or exists (
      select from ({{places}}) p
      where p.customer_id = r.customer_id
        and p.order_count > 0
        and (:channel::text is null or p.channel = :channel::text)
        and (:period_days::integer is null or p.last_order_on > :today::date - :period_days::integer)))
