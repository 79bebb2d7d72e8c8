-- Grain: lifecycle stage × class of lifetime value (the least value of it), where there are contacts. Prospects are among them, so that the
-- sum is the contacts.
select
  lifecycle_stage as stage,
  app.least_of_class(net_minor, :net_bounds::bigint[]) as class_minor,
  sum(customer_count)::integer as contact_count,
  coalesce(sum(customer_count) filter (where order_count >= 2), 0)::integer as repeat_customers,
  sum(order_sum)::bigint as order_count,
  sum(gross_sum)::bigint as gross_minor,
  sum(net_sum)::bigint as net_minor
from ({{readings_alike}}) readings
group by 1, 2
having sum(customer_count) > 0
