-- Grain: one lifecycle stage that has contacts; prospects among them, so that the sum is the contacts.
select lifecycle_stage as stage, count(*)::integer as contact_count, sum(net_minor)::bigint as net_minor
from ({{customer_readings}}) readings
group by lifecycle_stage
