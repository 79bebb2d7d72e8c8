-- Grain: nobody. The future is told of whole organizations: who sees some locations only is told nothing.
select
  null::uuid as customer_id, null::timestamptz as calculated_at, null::date as told_on, null::text as method,
  null::integer as order_count, null::date as last_order_on, null::double precision as churn_risk,
  null::double precision as probability_alive, null::double precision as purchases_30, null::double precision as purchases_90,
  null::double precision as purchases_365, null::bigint as spend_365_minor, null::double precision as usual_gap_days,
  null::date as next_early_on, null::date as next_middle_on, null::date as next_late_on
where false
