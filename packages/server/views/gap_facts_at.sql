-- Grain: class × days. Closed gaps between a customer's consecutive orders, by the ordinal of the order that began them.
select
  app.order_class(nth) as order_class,
  greatest(gap_days, 0) as gap_days,
  (count(*))::integer as closed_count
from (
  select
    row_number() over one_customer as nth,
    lead(happened_on) over one_customer - happened_on as gap_days
  from ({{counted_orders}}) counted_orders
  where customer_id is not null
  window one_customer as (partition by customer_id order by happened_at, order_id)
) gaps
where gap_days is not null
group by 1, 2
