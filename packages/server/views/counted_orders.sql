-- Grain: one order that counts at :as_of, with the customer it stands for (null: a guest), the one it was recorded for, and its local date.
-- :originals limits to the records of those customers, :order_ids to those orders, :locations to those places; null means all.
select
  o.order_id,
  coalesce(merged.merged_into_id, o.customer_id) as customer_id,
  o.customer_id as recorded_customer_id,
  coalesce(o.location_id, '00000000-0000-0000-0000-000000000000') as location_id,
  o.channel,
  o.kind,
  o.happened_at,
  (o.happened_at at time zone :time_zone)::date as happened_on,
  o.value_minor
from orders o
left join customers merged
  on merged.organization_id = :organization_id and merged.customer_id = o.customer_id and merged.merged_into_id is not null
where o.organization_id = :organization_id
  and o.counts_at <= :as_of::timestamptz
  and (o.uncounts_at is null or o.uncounts_at > :as_of::timestamptz)
  and (:originals::uuid[] is null or o.customer_id = any (:originals::uuid[]))
  and (:locations::uuid[] is null or o.location_id = any (:locations::uuid[]))
  and (:order_ids::uuid[] is null or o.order_id = any (:order_ids::uuid[]))
