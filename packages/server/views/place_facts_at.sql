-- Grain: customer × location × channel. What they bought where, and through what, at :as_of.
select
  customer_id,
  location_id,
  channel,
  (count(order_id))::integer as order_count,
  coalesce(sum(value_minor), 0)::bigint as gross_minor,
  coalesce(sum(refunded_minor), 0)::bigint as refunded_minor,
  min(happened_on) as first_order_on,
  max(happened_on) as last_order_on
from (
  select customer_id, location_id, channel, order_id, value_minor, null::bigint as refunded_minor, happened_on
  from ({{counted_orders}}) counted_orders
  union all
  select customer_id, location_id, channel, null, null, amount_minor, null
  from ({{counted_refunds}}) counted_refunds
) movements
where customer_id is not null
group by customer_id, location_id, channel
