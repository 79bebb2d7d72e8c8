-- Grain: local date from :from_on on. How many became customers that day (their first order), and how many became repeat customers (their
-- second).
select
  day_on,
  coalesce(sum(customer_count) filter (where counted_by = 'first'), 0)::integer as firsts,
  coalesce(sum(customer_count) filter (where counted_by = 'second'), 0)::integer as seconds
from ({{starts}}) starts
where day_on >= :from_on::date
group by day_on
order by day_on
