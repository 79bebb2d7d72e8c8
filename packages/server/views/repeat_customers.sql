-- Grain: one row. Customers with two or more orders, and with exactly one; and how many there were of each by :before_on.
select
  (count(*) filter (where order_count >= 2))::integer as repeat_customers,
  (count(*) filter (where order_count = 1))::integer as new_customers,
  (count(*) filter (where first_order_on <= :before_on::date))::integer as customers_before,
  (count(*) filter (where second_order_on <= :before_on::date))::integer as repeat_customers_before
from ({{chosen_customers}}) customers
