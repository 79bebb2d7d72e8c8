-- Grain: one customer who bought so: within the last :period_days, through :channel, and is now in :segment (null: any).
select r.*
from ({{customer_readings}}) r
where r.order_count > 0
  and (:segment::text is null or r.rfm_segment = :segment::text)
  and ((:period_days::integer is null and :channel::text is null)
    or exists (
      select from ({{places}}) p
      where p.customer_id = r.customer_id
        and p.order_count > 0
        and (:channel::text is null or p.channel = :channel::text)
        and (:period_days::integer is null or p.last_order_on > :today::date - :period_days::integer)))
