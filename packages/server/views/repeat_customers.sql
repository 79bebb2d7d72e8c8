-- Grain: one row. Customers with two or more orders, and with exactly one.
select
  coalesce(sum(customer_count) filter (where order_count >= 2), 0)::integer as repeat_customers,
  coalesce(sum(customer_count) filter (where order_count = 1), 0)::integer as new_customers
from ({{chosen_alike}}) customers
