-- Grain: one row. Of the customers who had bought within :period_days by :as_of, through :channel (null: any): those who had two or more
-- orders then, and those who had one. One pass over the orders that counted then, and no other fact is made.
select
  (count(*) filter (where order_count >= 2))::integer as repeat_customers,
  (count(*) filter (where order_count = 1))::integer as new_customers
from (
  select customer_id, count(*) as order_count
  from ({{counted_orders}}) counted_orders
  where customer_id is not null
  group by customer_id
  having bool_or(
    happened_on > :today::date - :period_days::integer and (:channel::text is null or channel = :channel::text))
) buyers
where exists (
  select from customers c
  where c.organization_id = :organization_id and c.customer_id = buyers.customer_id and c.merged_into_id is null and c.voided_at is null)
