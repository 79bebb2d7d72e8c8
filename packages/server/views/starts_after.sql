-- Grain: one row. How many became customers on a local date after a time of that day.
select count(*)::integer as firsts
from ({{facts}}) facts
where first_order_on = :on_date::date and first_order_at > :after_at::timestamptz
