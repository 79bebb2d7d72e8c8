-- Grain: one row. Net of the instants from :from_at (excluded) until :until_at (excluded): the rest of a day that is compared in part.
select coalesce(sum(net_minor), 0)::bigint as net_minor
from (
  select value_minor as net_minor from ({{counted_orders}}) counted_orders
  where happened_at > :from_at::timestamptz and happened_at < :until_at::timestamptz
  union all
  select -amount_minor from ({{counted_refunds}}) counted_refunds
  where refunded_at > :from_at::timestamptz and refunded_at < :until_at::timestamptz
) movements
