-- Grain: one customer, the best by net first.
select top.customer_id, c.name, c.email, known.external_id, top.order_count, top.net_minor, top.last_order_on, top.rfm_segment
from (
  select customer_id, order_count, net_minor, last_order_on, rfm_segment
  from ({{chosen_customers}}) customers
  order by net_minor desc, customer_id
  limit :limit::integer
) top
join customers c on c.organization_id = :organization_id and c.customer_id = top.customer_id
left join lateral ({{number_of_top}}) known on true
order by top.net_minor desc, top.customer_id
