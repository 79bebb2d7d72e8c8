-- Grain: local date × location × channel × kind, of the whole organization, guests' part apart.
select
  day_on,
  location_id,
  channel,
  kind,
  (count(order_id))::integer as order_count,
  coalesce(sum(value_minor), 0)::bigint as gross_minor,
  coalesce(sum(refunded_minor), 0)::bigint as refunded_minor,
  (count(order_id) filter (where customer_id is null))::integer as guest_order_count,
  coalesce(sum(value_minor) filter (where customer_id is null), 0)::bigint as guest_gross_minor,
  coalesce(sum(refunded_minor) filter (where customer_id is null), 0)::bigint as guest_refunded_minor
from (
  select happened_on as day_on, location_id, channel, kind, customer_id, order_id, value_minor, null::bigint as refunded_minor
  from ({{counted_orders}}) counted_orders
  union all
  select refunded_on, location_id, channel, kind, customer_id, null, null, amount_minor
  from ({{counted_refunds}}) counted_refunds
) movements
group by day_on, location_id, channel, kind
