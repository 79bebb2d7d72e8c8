-- Grain: one customer, the best by net first.
select b.customer_id, c.name, c.email, known.external_id, b.order_count, b.net_minor, b.last_order_on, b.rfm_segment
from (
  select customer_id, order_count, net_minor, last_order_on, rfm_segment
  from ({{chosen_customers}}) customers
  order by net_minor desc, customer_id
  limit :limit::integer
) b
join customers c on c.organization_id = :organization_id and c.customer_id = b.customer_id
left join lateral (
  select value as external_id from customer_identities
  where organization_id = :organization_id and customer_id = b.customer_id and kind = 'external'
  order by created_at, source, value
  limit 1
) known on true
order by b.net_minor desc, b.customer_id
