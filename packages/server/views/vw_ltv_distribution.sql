-- Grain: one bucket of lifetime value, net in major units, at now.
select bucket, customer_count as count
from ({{ltv_distribution}}) buckets
