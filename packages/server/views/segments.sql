-- Grain: one RFM segment that has customers.
select
  rfm_segment as segment,
  count(*)::integer as customer_count,
  sum(order_count)::bigint as order_count,
  sum(net_minor)::bigint as net_minor
from ({{chosen_customers}}) customers
group by rfm_segment
