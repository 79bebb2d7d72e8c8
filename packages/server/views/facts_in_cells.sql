-- Grain: customers who are alike, as kept: so many of them, and what they come to together. Of each measure there is the least value of
-- their class, which is all that a reading asks. The cells do not know who has a booking ahead, nor who came within :new_within_days and came
-- back: these are taken out as the cells have them, and told one by one.
with apart as (
  select
    customer_id, first_order_on, last_order_on, last_upcoming_at,
    order_count, gross_minor, net_minor, window_order_count, window_net_minor
  from customer_facts
  where organization_id = :organization_id and last_upcoming_at > :as_of::timestamptz
  union all
  select
    customer_id, first_order_on, last_order_on, last_upcoming_at,
    order_count, gross_minor, net_minor, window_order_count, window_net_minor
  from customer_facts
  where organization_id = :organization_id
    and first_order_on >= :today::date - :new_within_days::integer
    and order_count >= 2
    and (last_upcoming_at is null or last_upcoming_at <= :as_of::timestamptz)
)
select
  case order_count when 0 then null when 1 then day_on else date '1900-01-01' end as first_order_on,
  nullif(day_on, '-infinity') as last_order_on,
  null::timestamptz as last_upcoming_at,
  order_count, net_minor, window_order_count, window_net_minor,
  customer_count, order_sum, gross_sum, net_sum
from customer_cells
where organization_id = :organization_id and counted_by = coalesce('last:' || :channel::text, 'last')
union all
select
  case when told.times = 1 then first_order_on when order_count = 1 then last_order_on when order_count > 1 then date '1900-01-01' end,
  last_order_on,
  case when told.times = 1 then last_upcoming_at end,
  order_count, net_minor, window_order_count, window_net_minor,
  told.times, told.times * order_count, told.times * gross_minor, told.times * net_minor
from apart
cross join (values (1), (-1)) told (times)
where (:channel::text is null or exists (
  select from customer_place_facts places
  where places.organization_id = :organization_id and places.customer_id = apart.customer_id
    and places.channel = :channel::text and places.order_count > 0))
