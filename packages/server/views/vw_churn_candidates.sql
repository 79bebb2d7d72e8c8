-- Grain: one customer who is slipping away, most value at risk first, at now.
select candidates.customer_id as id, c.email, candidates.days_inactive
from ({{churn_candidates}}) candidates
join customers c on c.organization_id = :organization_id and c.customer_id = candidates.customer_id
order by candidates.value_at_risk_minor desc nulls last, candidates.net_minor desc, candidates.customer_id
