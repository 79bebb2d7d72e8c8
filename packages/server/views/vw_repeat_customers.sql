-- Grain: one row. Customers with two or more orders, and with exactly one, at now.
select repeat_customers, new_customers
from ({{repeat_customers}}) totals
