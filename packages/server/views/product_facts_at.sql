-- Grain: customer × product × location. Orders that hold the product, what its lines came to, what was given back for it.
select
  customer_id,
  product_id,
  location_id,
  (count(distinct order_id))::integer as order_count,
  coalesce(sum(gross_minor), 0)::bigint as gross_minor,
  coalesce(sum(refunded_minor), 0)::bigint as refunded_minor,
  max(happened_at) as last_order_at
from (
  select o.customer_id, l.product_id, o.location_id, o.order_id, l.total_minor as gross_minor, null::bigint as refunded_minor, o.happened_at
  from ({{counted_orders}}) o
  cross join lateral (
    select product_id, total_minor from order_lines
    where organization_id = :organization_id and order_id = o.order_id and product_id is not null
    offset 0
  ) l
  union all
  select r.customer_id, l.product_id, r.location_id, null, null, l.amount_minor, null
  from ({{counted_refunds}}) r
  cross join lateral (
    select product_id, amount_minor from refund_lines
    where organization_id = :organization_id and refund_id = r.refund_id and product_id is not null
    offset 0
  ) l
) movements
where customer_id is not null
group by customer_id, product_id, location_id
