-- Grain: one contact, as kept. When they bought, and the least value of each class they are in; and what they come to.
-- :originals limits to those customers; null means all.
select
  customer_id,
  first_order_on,
  second_order_on,
  coalesce(last_order_on, '-infinity') as last_order_on,
  app.least_of_class(order_count, :order_bounds::bigint[])::integer as order_count,
  app.least_of_class(net_minor, :net_bounds::bigint[]) as net_minor,
  app.least_of_class(window_order_count, :window_order_bounds::bigint[])::integer as window_order_count,
  app.least_of_class(window_net_minor, :window_net_bounds::bigint[]) as window_net_minor,
  order_count as order_sum,
  gross_minor as gross_sum,
  net_minor as net_sum
from customer_facts
where organization_id = :organization_id
  and (:originals::uuid[] is null or customer_id = any (:originals::uuid[]))
