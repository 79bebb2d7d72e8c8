-- Grain: one row. The organization's contacts at :as_of.
select
  count(*)::integer as contacts,
  (count(*) filter (where order_count > 0))::integer as customers,
  (count(*) filter (where order_count = 0))::integer as prospects,
  (count(*) filter (where order_count >= 2))::integer as repeat_customers,
  (count(*) filter (where first_order_on >= :month_on::date))::integer as new_this_month,
  (count(*) filter (
    where first_order_on >= :previous_month_on::date and first_order_at <= :previous_month_at::timestamptz
      and first_order_on < :month_on::date))::integer as new_in_previous_month,
  coalesce(sum(order_count), 0)::bigint as customers_order_count,
  coalesce(sum(gross_minor), 0)::bigint as customers_gross_minor,
  coalesce(sum(refunded_minor) filter (where order_count > 0), 0)::bigint as customers_refunded_minor,
  coalesce(sum(net_minor) filter (where order_count > 0), 0)::bigint as customers_net_minor,
  avg(net_minor) filter (where order_count > 0) as mean_net_minor,
  percentile_cont(0.5) within group (order by net_minor) filter (where order_count > 0) as median_net_minor,
  coalesce(sum(net_minor) filter (where order_count = 0), 0)::bigint as prospects_net_minor,
  (count(*) filter (where order_count = 0 and net_minor <> 0))::integer as prospects_with_credit
from ({{customer_readings}}) readings
