-- Grain: one row at most: the number that another system knew the customer `top` by first.
select value as external_id from customer_identities
where organization_id = :organization_id and customer_id = top.customer_id and kind = 'external'
order by created_at, source, value
limit 1
