-- Grain: class × days, as kept, the slots summed.
select order_class, gap_days, sum(closed_count)::integer as closed_count
from gap_facts
where organization_id = :organization_id
group by order_class, gap_days
having sum(closed_count) <> 0
