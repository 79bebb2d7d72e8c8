-- A condition on one customer `r`: within the last :period_days, through :channel, and now in :segment (null: any).
{{bought_in_cells}}
  and (:channel::text is null or exists (
    select from ({{places}}) p
    where p.customer_id = r.customer_id
      and p.order_count > 0
      and p.channel = :channel::text
      and (:period_days::integer is null or p.last_order_on > :today::date - :period_days::integer)))
