-- Grain: local date. How many became customers that day (their first order), and how many became repeat customers (their second).
-- Everything before :from_on is gathered on the day before it.
select greatest(day_on, :from_on::date - 1) as day_on, sum(firsts)::integer as firsts, sum(seconds)::integer as seconds
from (
  select first_order_on as day_on, 1 as firsts, 0 as seconds from ({{facts}}) facts where order_count >= 1
  union all
  select second_order_on, 0, 1 from ({{facts}}) facts where order_count >= 2
) starts
group by 1
order by 1
