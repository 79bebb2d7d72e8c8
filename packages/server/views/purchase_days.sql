-- Grain: customer of :originals × local date with an order that counts. As days from 1970-01-01; what was bought in all, less what was
-- given back of these orders.
select
  o.customer_id,
  o.happened_on - date '1970-01-01' as day,
  count(*)::integer as order_count,
  sum(o.value_minor - coalesce(returned.amount_minor, 0))::bigint as net_minor
from ({{counted_orders}}) o
left join (
  select order_id, sum(amount_minor) as amount_minor
  from refunds
  where organization_id = :organization_id
    and voided_at is null
    and order_id is not null
    and refunded_at <= :as_of::timestamptz
    and customer_id = any (:originals::uuid[])
  group by order_id
) returned on returned.order_id = o.order_id
where o.customer_id is not null
group by o.customer_id, o.happened_on
order by o.customer_id, o.happened_on
