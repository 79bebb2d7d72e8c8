-- Grain: days inactive. All churn candidates.
select days_inactive, count(*)::integer as customer_count, sum(value_at_risk_minor) as value_at_risk_minor
from ({{churn_candidates}}) candidates
group by days_inactive
