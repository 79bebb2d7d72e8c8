-- Grain: one churn candidate with their name, the first :limit by rank.
select
  candidates.customer_id, c.name, c.email, known.external_id, candidates.lifecycle_stage as stage, candidates.days_inactive,
  candidates.order_count, candidates.net_minor, candidates.churn_risk, candidates.value_at_risk_minor
from ({{churn_candidates}}) candidates
join customers c on c.organization_id = :organization_id and c.customer_id = candidates.customer_id
left join lateral (
  select value as external_id from customer_identities
  where organization_id = :organization_id and customer_id = candidates.customer_id and kind = 'external'
  order by created_at, source, value
  limit 1
) known on true
where candidates.rank <= :limit::integer
order by candidates.rank
