-- Grain: one RFM segment that has customers.
select
  rfm_segment as segment,
  sum(customer_count)::integer as customer_count,
  sum(order_sum)::bigint as order_count,
  sum(net_sum)::bigint as net_minor
from ({{chosen_alike}}) customers
group by rfm_segment
having sum(customer_count) > 0
