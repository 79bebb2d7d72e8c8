-- Grain: one row. How often customers came back: the evidence that a churn risk rests on.
select coalesce(sum(closed_count), 0)::bigint as closed_gaps from ({{gaps}}) gaps
