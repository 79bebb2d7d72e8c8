-- Grain: one row. Mean and median lifetime value of the customers who bought so.
select avg(net_minor) as mean_minor, percentile_cont(0.5) within group (order by net_minor) as median_minor
from ({{chosen_customers}}) customers
