-- Grain: class. risks[1 + d]: d days after the last order, the probability of no order in the next :churn_horizon_days, S(d + H) ÷ S(d),
-- where S is the Kaplan–Meier survival of the gaps between orders (Kaplan and Meier 1958), the last gap of each customer censored at today.
-- Made non-decreasing in d. A class with fewer than 30 closed gaps uses all gaps; fewer than 30 in all: no rows.
with gaps as (
  select order_class, gap_days, closed_count as closed, 0 as censored from ({{gaps}}) closed_gaps
  union all
  select
    app.order_class(order_count),
    greatest(:today::date - last_order_on, 0), 0, sum(customer_count)
  from ({{facts_alike}}) alike
  where order_count > 0
  group by 1, 2
  having sum(customer_count) > 0
),
class_curves as (
  select
    classes.order_class,
    case when coalesce(sum(gaps.closed), 0) >= 30 then classes.order_class else 'all' end as curve
  from (values ('1'), ('2-3'), ('4+')) as classes (order_class)
  left join gaps on gaps.order_class = classes.order_class
  where (select sum(closed) from gaps) >= 30
  group by classes.order_class
),
curve_gaps as (
  select order_class as curve, gap_days, closed, censored from gaps
  union all
  select 'all', gap_days, closed, censored from gaps
),
every_day as (
  -- No day is passed over, so the row so many rows on is so many days on.
  select curve, day as gap_days, 0 as closed, 0 as censored
  from (select curve, max(gap_days) as longest from curve_gaps group by curve) bounds
  cross join lateral generate_series(0, bounds.longest) as day
),
lengths as (
  select curve, gap_days as day, sum(closed) as closed, sum(closed + censored) as ended
  from (select * from curve_gaps union all select * from every_day) gaps_and_days
  where curve in (select curve from class_curves)
  group by curve, gap_days
),
at_risk as (
  select curve, day, closed, sum(ended) over (partition by curve order by day desc) as at_risk
  from lengths
),
survival as (
  select
    curve, day,
    case
      when bool_or(closed = at_risk) over so_far then 0
      else exp(sum(case when closed < at_risk then ln(1 - closed::double precision / at_risk::double precision) else 0 end) over so_far)
    end as survival
  from at_risk
  window so_far as (partition by curve order by day)
),
horizons as (
  -- After the longest gap nothing changes any more.
  select
    curve, day, survival,
    coalesce(lead(survival, :churn_horizon_days::integer) over by_day, last_value(survival) over whole_curve) as later
  from survival
  window
    by_day as (partition by curve order by day),
    whole_curve as (by_day rows between unbounded preceding and unbounded following)
),
risks as (
  select curve, day, coalesce(max(case when survival > 0 then later / survival end) over (partition by curve order by day), 0) as risk
  from horizons
)
select class_curves.order_class, curves.risks
from class_curves
join (
  select curve, array_agg(least(risk, 1) order by day) as risks
  from risks
  group by curve
) curves on curves.curve = class_curves.curve
