-- Grain: one RFM segment. Customers and pooled average order value in major units, at now.
select
  segment,
  customer_count,
  round(net_minor::numeric / order_count / :minor_per_major::integer, :currency_digits::integer) as avg_order_value
from ({{segments}}) segments
