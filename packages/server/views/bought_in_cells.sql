-- A condition on customers who are alike, `r`: who bought last within :period_days, and are now in :segment (null: any). Through which
-- channel is asked of the cells themselves.
(:segment::text is null or r.rfm_segment = :segment::text)
  and (:period_days::integer is null or r.last_order_on > :today::date - :period_days::integer)
