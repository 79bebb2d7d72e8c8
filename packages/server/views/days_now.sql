-- Grain: local date × location × channel × kind, as kept, the slots summed.
select
  day_on, location_id, channel, kind,
  sum(order_count)::integer as order_count,
  sum(gross_minor)::bigint as gross_minor,
  sum(refunded_minor)::bigint as refunded_minor,
  sum(guest_order_count)::integer as guest_order_count,
  sum(guest_gross_minor)::bigint as guest_gross_minor,
  sum(guest_refunded_minor)::bigint as guest_refunded_minor
from day_facts
where organization_id = :organization_id
group by day_on, location_id, channel, kind
