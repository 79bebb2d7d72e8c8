-- Grain: one refund that lowers net at :as_of: of an order that counts, or a credit note of no order. Booked on its own date,
-- at the place, channel and customer of its order where there is one.
-- "offset 0" keeps each look-up by key a look-up: a planner that has not yet seen the rows would loop over all of them.
select
  r.refund_id,
  coalesce(merged.merged_into_id, movement.customer_id) as customer_id,
  r.customer_id as recorded_customer_id,
  coalesce(movement.location_id, '00000000-0000-0000-0000-000000000000') as location_id,
  movement.channel,
  movement.kind,
  r.refunded_at,
  (r.refunded_at at time zone :time_zone)::date as refunded_on,
  r.amount_minor
from refunds r
left join lateral (
  select customer_id, location_id, channel, kind, counts_at, uncounts_at
  from orders
  where organization_id = :organization_id and order_id = r.order_id
  offset 0
) o on true
cross join lateral (
  select
    case when r.order_id is null then r.customer_id else o.customer_id end as customer_id,
    case when r.order_id is null then r.location_id else o.location_id end as location_id,
    coalesce(o.channel, r.channel) as channel,
    coalesce(o.kind, 'credit_note') as kind
) movement
left join customers merged
  on merged.organization_id = :organization_id and merged.customer_id = movement.customer_id and merged.merged_into_id is not null
where r.organization_id = :organization_id
  and r.voided_at is null
  and r.refunded_at <= :as_of::timestamptz
  and (r.order_external_id is null
    or (o.counts_at <= :as_of::timestamptz and (o.uncounts_at is null or o.uncounts_at > :as_of::timestamptz)))
  and (:originals::uuid[] is null or r.customer_id = any (:originals::uuid[]))
  and (:locations::uuid[] is null or movement.location_id = any (:locations::uuid[]))
  and (:refund_ids::uuid[] is null or r.refund_id = any (:refund_ids::uuid[]))
