-- Grain: customer × location × channel, as kept.
select customer_id, location_id, channel, order_count, gross_minor, refunded_minor, first_order_on, last_order_on
from customer_place_facts
where organization_id = :organization_id
