-- Grain: the date of a first or a second order, as kept.
select counted_by, day_on, customer_count
from customer_cells
where organization_id = :organization_id and counted_by in ('first', 'second')
