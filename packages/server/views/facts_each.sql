-- Grain: one contact, as one of one who is alike.
select facts.*, 1 as customer_count, order_count as order_sum, gross_minor as gross_sum, net_minor as net_sum
from ({{facts}}) facts
