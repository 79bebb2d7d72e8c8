-- Grain: one class of lifetime value (the least value of it) that has customers, and the bucket it is in (0: the first).
select
  class_minor, width_bucket(class_minor, :ltv_bounds::bigint[]) as bucket,
  sum(customer_count)::integer as customer_count, sum(net_sum)::bigint as net_minor
from (
  select app.least_of_class(net_minor, :net_bounds::bigint[]) as class_minor, customer_count, net_sum
  from ({{chosen_alike}}) alike
) customers
group by class_minor
having sum(customer_count) > 0
