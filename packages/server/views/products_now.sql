-- Grain: customer × product × location, as kept.
select customer_id, product_id, location_id, order_count, gross_minor, refunded_minor, last_order_at
from customer_product_facts
where organization_id = :organization_id
