-- Grain: customers who are alike and bought so.
select r.*
from ({{readings_alike}}) r
where r.order_count > 0
  and {{bought_alike}}
