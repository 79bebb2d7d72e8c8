-- Grain: one row. `candidates`: the first :limit of those who are slipping away, with their names, by value at risk; `inactivity`: all of
-- them, by days inactive. Both in one text, so that a million customers are gone through once.
with slipping as materialized ({{churn_candidates}}),
first_of_them as (
  select * from slipping
  order by value_at_risk_minor desc nulls last, net_minor desc, customer_id
  limit :limit::integer
),
named as (
  select
    top.customer_id, c.name, c.email, known.external_id, top.lifecycle_stage as stage, top.days_inactive,
    top.order_count, top.net_minor, top.churn_risk, top.value_at_risk_minor
  from first_of_them top
  join customers c on c.organization_id = :organization_id and c.customer_id = top.customer_id
  left join lateral ({{number_of_top}}) known on true
),
by_days as (
  select days_inactive, count(*)::integer as customer_count, sum(value_at_risk_minor) as value_at_risk_minor
  from slipping
  group by days_inactive
)
select
  (select coalesce(json_agg(n order by value_at_risk_minor desc nulls last, net_minor desc, customer_id), '[]') from named n) as candidates,
  (select coalesce(json_agg(by_days), '[]') from by_days) as inactivity
