-- Grain: one contact who stands for themself. Their facts as they are kept, where every window sum holds for :today (see facts_now).
-- No join and no "with": rows wanted in the order of an index come from that index.
select
  customer_id,
  order_count,
  gross_minor,
  refunded_minor,
  net_minor,
  first_order_at,
  last_order_at,
  first_order_on,
  second_order_on,
  last_order_on,
  upcoming_count,
  upcoming_minor,
  last_upcoming_at,
  window_order_count,
  window_net_minor
from customer_facts
where organization_id = :organization_id
