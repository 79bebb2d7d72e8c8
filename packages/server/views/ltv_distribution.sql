-- Grain: one bucket of lifetime value (net, major units; the lower bound is in, a negative net is in the first), empty ones too.
select
  buckets.bucket,
  count(customers.customer_id)::integer as customer_count,
  coalesce(sum(customers.net_minor), 0)::bigint as net_minor
from (values
  (1, '0-50', null::numeric, 50::numeric),
  (2, '50-100', 50, 100),
  (3, '100-250', 100, 250),
  (4, '250-500', 250, 500),
  (5, '500-1000', 500, 1000),
  (6, '1000-2500', 1000, 2500),
  (7, '2500-5000', 2500, 5000),
  (8, '5000+', 5000, null)
) as buckets (nth, bucket, from_major, below_major)
left join ({{chosen_customers}}) customers
  on (buckets.from_major is null or customers.net_minor >= buckets.from_major * :minor_per_major::integer)
  and (buckets.below_major is null or customers.net_minor < buckets.below_major * :minor_per_major::integer)
group by buckets.nth, buckets.bucket
order by buckets.nth
