-- Grain: one customer who bought so (see bought_so).
select r.*
from ({{customer_readings}}) r
where r.order_count > 0
  and {{bought_so}}
