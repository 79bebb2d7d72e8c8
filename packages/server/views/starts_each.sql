-- Grain: one contact's first or second order.
select 'first' as counted_by, first_order_on as day_on, 1 as customer_count
from ({{facts}}) facts
where first_order_on is not null
union all
select 'second', second_order_on, 1 from ({{facts}}) facts where second_order_on is not null
