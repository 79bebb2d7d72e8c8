-- Grain: one cell (see customer_cells). The customers as kept, counted. :originals limits to those customers; null means all.
with classes as (
  {{customer_classes}}
)
select
  counted_by, day_on, order_count, net_minor, window_order_count, window_net_minor,
  count(*)::integer as customer_count,
  sum(order_sum)::bigint as order_sum,
  sum(gross_sum)::bigint as gross_sum,
  sum(net_sum)::bigint as net_sum
from (
  select
    'last' as counted_by, last_order_on as day_on, order_count, net_minor, window_order_count, window_net_minor,
    order_sum, gross_sum, net_sum
  from classes
  union all
  select
    'last:' || places.channel, last_order_on, order_count, net_minor, window_order_count, window_net_minor,
    order_sum, gross_sum, net_sum
  from classes
  join (
    select distinct customer_id, channel
    from customer_place_facts
    where organization_id = :organization_id
      and order_count > 0
      and (:originals::uuid[] is null or customer_id = any (:originals::uuid[]))
  ) places on places.customer_id = classes.customer_id
  union all
  select 'first', first_order_on, 0, 0, 0, 0, 0, 0, 0 from classes where first_order_on is not null
  union all
  select 'second', second_order_on, 0, 0, 0, 0, 0, 0, 0 from classes where second_order_on is not null
) customers
group by counted_by, day_on, order_count, net_minor, window_order_count, window_net_minor
