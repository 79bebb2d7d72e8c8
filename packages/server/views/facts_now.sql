-- Grain: one contact who stands for themself. Their facts as they are kept, which is: at now. A window sum that holds for
-- another date than :today is not used but made anew from the records of these customers, each looked up by their key.
with past_windows as (
  select customer_id
  from customer_facts
  where organization_id = :organization_id
    and (window_until_on <= :today::date or window_from_on > :today::date)
),
their_originals as (
  select customer_id from past_windows
  union all
  select merged.customer_id
  from past_windows
  join customers merged on merged.organization_id = :organization_id and merged.merged_into_id = past_windows.customer_id
),
made_windows as (
  select customer_id, sum(order_count)::integer as window_order_count, sum(net_minor)::bigint as window_net_minor
  from (
    select customer_id, 1 as order_count, value_minor as net_minor
    from ({{counted_orders}}) counted_orders
    where recorded_customer_id = any (array(select customer_id from their_originals))
      and happened_on > :today::date - :window_days::integer and happened_on <= :today::date
    union all
    select customer_id, 0, -amount_minor
    from ({{counted_refunds}}) counted_refunds
    where recorded_customer_id = any (array(select customer_id from their_originals))
      and refunded_on > :today::date - :window_days::integer and refunded_on <= :today::date
  ) movements
  group by customer_id
)
select
  f.customer_id,
  f.order_count,
  f.gross_minor,
  f.refunded_minor,
  f.net_minor,
  f.first_order_at,
  f.last_order_at,
  f.first_order_on,
  f.second_order_on,
  f.last_order_on,
  f.upcoming_count,
  f.upcoming_minor,
  f.last_upcoming_at,
  case when p.customer_id is null then f.window_order_count else coalesce(m.window_order_count, 0) end as window_order_count,
  case when p.customer_id is null then f.window_net_minor else coalesce(m.window_net_minor, 0) end as window_net_minor
from customer_facts f
left join past_windows p on p.customer_id = f.customer_id
left join made_windows m on m.customer_id = f.customer_id
where f.organization_id = :organization_id
