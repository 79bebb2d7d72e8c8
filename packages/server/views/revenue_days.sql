-- Grain: local date from :from_on on; everything before is gathered on the day before it.
select
  greatest(day_on, :from_on::date - 1) as day_on,
  sum(order_count)::integer as order_count,
  sum(guest_order_count)::integer as guest_order_count,
  sum(gross_minor)::bigint as gross_minor,
  sum(refunded_minor)::bigint as refunded_minor,
  sum(guest_gross_minor)::bigint as guests_gross_minor,
  sum(guest_refunded_minor)::bigint as guests_refunded_minor,
  sum(guest_gross_minor - guest_refunded_minor)::bigint as guests_net_minor
from ({{days}}) days
group by 1
order by 1
