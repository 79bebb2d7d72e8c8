-- Grain: one contact who stands for themself. Their facts at :as_of, from the records; "infinity" gives the facts as they are kept.
-- :originals (and :roots, the contacts they stand for) limit the work to some customers.
-- One pass over everything that moves a sum, and no join: a planner without statistics would loop.
select
  customer_id,
  (count(*) filter (where is_order))::integer as order_count,
  coalesce(sum(amount_minor) filter (where is_order), 0)::bigint as gross_minor,
  coalesce(sum(amount_minor) filter (where is_refund), 0)::bigint as refunded_minor,
  (coalesce(sum(amount_minor) filter (where is_order), 0) - coalesce(sum(amount_minor) filter (where is_refund), 0))::bigint as net_minor,
  min(at) filter (where is_order) as first_order_at,
  max(at) filter (where is_order) as last_order_at,
  min(on_date) filter (where is_order and nth = 1) as first_order_on,
  min(on_date) filter (where is_order and nth = 2) as second_order_on,
  min(on_date) filter (where is_order and nth_last = 1) as last_order_on,
  (count(*) filter (where is_upcoming))::integer as upcoming_count,
  coalesce(sum(amount_minor) filter (where is_upcoming), 0)::bigint as upcoming_minor,
  max(at) filter (where is_upcoming) as last_upcoming_at,
  (count(*) filter (where is_order and in_window))::integer as window_order_count,
  (coalesce(sum(amount_minor) filter (where is_order and in_window), 0)
    - coalesce(sum(amount_minor) filter (where is_refund and in_window), 0))::bigint as window_net_minor,
  :today::date as window_from_on,
  least(
    min(on_date) filter (where in_window) + :window_days::integer,
    min(on_date) filter (where (is_order or is_refund) and on_date > :today::date)) as window_until_on
from (
  select
    customer_id, true as is_order, false as is_refund, false as is_upcoming, false as is_contact, true as is_known,
    value_minor as amount_minor, happened_at as at, happened_on as on_date,
    row_number() over (partition by customer_id order by happened_at, order_id) as nth,
    row_number() over (partition by customer_id order by happened_at desc, order_id desc) as nth_last,
    happened_on > :today::date - :window_days::integer and happened_on <= :today::date as in_window
  from ({{counted_orders}}) counted_orders
  where customer_id is not null
  union all
  select
    customer_id, false, true, false, false, true, amount_minor, refunded_at, refunded_on, null, null,
    refunded_on > :today::date - :window_days::integer and refunded_on <= :today::date
  from ({{counted_refunds}}) counted_refunds
  where customer_id is not null
  union all
  select
    coalesce(merged.merged_into_id, o.customer_id), false, false, true, false, true, o.value_minor, o.slot_starts_at, null, null, null, false
  from orders o
  left join customers merged
    on merged.organization_id = :organization_id and merged.customer_id = o.customer_id and merged.merged_into_id is not null
  where o.organization_id = :organization_id
    and o.customer_id is not null
    and o.kind = 'booking'
    and o.confirmed_at <= :as_of::timestamptz
    and (o.ended_at is null or o.ended_at > :as_of::timestamptz)
    and not o.is_test
    and o.voided_at is null
    and o.total_minor > 0
    and (:originals::uuid[] is null or o.customer_id = any (:originals::uuid[]))
    and (:locations::uuid[] is null or o.location_id = any (:locations::uuid[]))
  union all
  select
    customer_id, false, false, false, true, :locations::uuid[] is null and registered_at <= :as_of::timestamptz,
    null, null, null, null, null, false
  from customers
  where organization_id = :organization_id
    and merged_into_id is null
    and voided_at is null
    and (:roots::uuid[] is null or customer_id = any (:roots::uuid[]))
) movements
group by customer_id
having bool_or(is_contact) and bool_or(is_known)
