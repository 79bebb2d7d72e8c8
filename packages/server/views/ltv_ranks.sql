-- Grain: one customer. The lifetime values from the one at :nth (0: the least) on, at most two, of those from :from_minor (null: any) until
-- :below_minor (excluded).
select net_minor
from ({{chosen_customers}}) customers
where (:from_minor::bigint is null or net_minor >= :from_minor::bigint)
  and (:below_minor::bigint is null or net_minor < :below_minor::bigint)
order by net_minor
offset :nth::integer
limit 2
