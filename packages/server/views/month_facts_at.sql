-- Grain: customer × local month × location.
select
  customer_id,
  date_trunc('month', on_date)::date as month_on,
  location_id,
  (count(order_id))::integer as order_count,
  coalesce(sum(value_minor), 0)::bigint as gross_minor,
  coalesce(sum(refunded_minor), 0)::bigint as refunded_minor
from (
  select customer_id, location_id, order_id, value_minor, null::bigint as refunded_minor, happened_on::timestamp as on_date
  from ({{counted_orders}}) counted_orders
  union all
  select customer_id, location_id, null, null, amount_minor, refunded_on::timestamp
  from ({{counted_refunds}}) counted_refunds
) movements
where customer_id is not null
group by 1, 2, 3
