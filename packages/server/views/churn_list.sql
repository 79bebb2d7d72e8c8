-- Grain: one churn candidate with their name, the first :limit by value at risk.
select
  top.customer_id, c.name, c.email, known.external_id, top.lifecycle_stage as stage, top.days_inactive,
  top.order_count, top.net_minor, top.churn_risk, top.value_at_risk_minor
from (
  select * from ({{churn_candidates}}) candidates
  order by value_at_risk_minor desc nulls last, net_minor desc, customer_id
  limit :limit::integer
) top
join customers c on c.organization_id = :organization_id and c.customer_id = top.customer_id
left join lateral (
  select value as external_id from customer_identities
  where organization_id = :organization_id and customer_id = top.customer_id and kind = 'external'
  order by created_at, source, value
  limit 1
) known on true
order by top.value_at_risk_minor desc nulls last, top.net_minor desc, top.customer_id
