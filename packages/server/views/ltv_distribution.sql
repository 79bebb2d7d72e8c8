-- Grain: one bucket of lifetime value (net, major units; the lower bound is in, a negative net is in the first), empty ones too.
select
  buckets.bucket,
  coalesce(sum(classes.customer_count), 0)::integer as customer_count,
  coalesce(sum(classes.net_minor), 0)::bigint as net_minor
from (values
  (0, '0-50'), (1, '50-100'), (2, '100-250'), (3, '250-500'), (4, '500-1000'), (5, '1000-2500'), (6, '2500-5000'), (7, '5000+')
) as buckets (nth, bucket)
left join ({{ltv_classes}}) classes on classes.bucket = buckets.nth
group by buckets.nth, buckets.bucket
order by buckets.nth
