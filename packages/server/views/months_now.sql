-- Grain: customer × local month × location, as kept.
select customer_id, month_on, location_id, order_count, gross_minor, refunded_minor
from customer_month_facts
where organization_id = :organization_id
