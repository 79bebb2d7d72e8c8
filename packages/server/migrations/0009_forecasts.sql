-- What is to be expected: of an organization as a whole, and of each customer.

-- The latest one of an organization; until there is one, when it was last tried.
create table forecasts (
  organization_id uuid not null primary key,
  attempted_at timestamptz not null,
  calculated_at timestamptz,
  -- The local date it looks ahead from.
  told_on date,
  -- Of the churn risk.
  horizon_days integer check (horizon_days > 0),
  status text check (status in ('ok', 'weak', 'insufficient')),
  -- How many orders counted then: by it is known how much has changed since.
  order_count bigint check (order_count >= 0),
  duration_ms integer check (duration_ms >= 0),
  -- Sums, values, method, reasons and the report card.
  outlook jsonb,
  -- By week, by month, by quarter.
  cohorts jsonb,
  check (num_nulls(calculated_at, told_on, horizon_days, status, order_count, duration_ms, outlook, cohorts) in (0, 8))
);

select app.seal('forecasts');

grant select, insert, update, delete on forecasts to regulars_app;

create table customer_forecasts (
  organization_id uuid not null,
  customer_id uuid not null,
  calculated_at timestamptz not null,
  told_on date not null,
  horizon_days integer not null check (horizon_days > 0),
  method text not null,
  -- The history it was told from: it holds while these are theirs.
  order_count integer not null check (order_count > 0),
  last_order_on date not null,
  churn_risk double precision not null check (churn_risk between 0 and 1),
  probability_alive double precision not null check (probability_alive between 0 and 1),
  -- Days with an order.
  purchases_30 double precision not null check (purchases_30 >= 0),
  purchases_90 double precision not null check (purchases_90 >= purchases_30),
  purchases_365 double precision not null check (purchases_365 >= purchases_90),
  -- Null: nothing is known of spending.
  spend_365_minor bigint,
  -- Null: nobody ever came back.
  usual_gap_days double precision check (usual_gap_days > 0),
  -- By when the next order has come with 25, 50 and 75 %; null for whom that says nothing.
  next_early_on date,
  next_middle_on date,
  next_late_on date,
  primary key (organization_id, customer_id),
  foreign key (organization_id, customer_id) references customers (organization_id, customer_id),
  check ((next_early_on is null) = (next_late_on is null) and (next_early_on is null) = (next_middle_on is null))
);

-- Who is slipping away is sought by the day of the last order: all that is asked of them stands in the index, the rows need not be read.
create index customer_forecasts_last_order on customer_forecasts (organization_id, last_order_on, customer_id)
  include (order_count, churn_risk, horizon_days, told_on);

select app.seal('customer_forecasts');

grant select, insert, update, delete on customer_forecasts to regulars_app;
