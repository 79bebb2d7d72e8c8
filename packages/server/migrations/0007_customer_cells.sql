-- How many customers are alike: what a distribution over a million customers is read from.

-- By which bounds an organization's cells are cut; null: they are not there, or not by its thresholds of today. Whoever moves facts
-- shares this row until the end of their transaction, so that the cells are made anew while nobody does.
create table cell_cuts (
  organization_id uuid not null primary key,
  cut_by text
);

select app.seal('cell_cuts');

grant select, insert, update on cell_cuts to regulars_app;

-- Each customer is counted by the day of their last order ('last', and once more for each channel they bought through: 'last:online') with
-- those who are in the same class of each measure, a class being known by its least value; and by the days of their first and of their
-- second order ('first', 'second'), without classes.
create table customer_cells (
  organization_id uuid not null,
  counted_by text not null,
  -- '-infinity': no order yet.
  day_on date not null,
  order_count integer not null,
  net_minor bigint not null,
  window_order_count integer not null,
  window_net_minor bigint not null,
  customer_count integer not null,
  -- What they come to together.
  order_sum bigint not null,
  gross_sum bigint not null,
  net_sum bigint not null,
  primary key (organization_id, counted_by, day_on, order_count, net_minor, window_order_count, window_net_minor)
);

select app.seal('customer_cells');

grant select, insert, update, delete on customer_cells to regulars_app;

-- The least value of the class that a value is in, where `bounds` are the least values of all classes but the first; below them: one
-- less than the first.
create function app.least_of_class(value bigint, bounds bigint[]) returns bigint
language sql immutable parallel safe as $$
  select case width_bucket(value, bounds) when 0 then bounds[1] - 1 else bounds[width_bucket(value, bounds)] end
$$;

alter function app.order_class(bigint) parallel safe;

-- What is known of a class of orders (app.order_class).
create function app.of_order_class(ordinal bigint, of_1 double precision[], of_2_3 double precision[], of_4 double precision[])
returns double precision[]
language sql immutable parallel safe as $$
  select case when ordinal = 1 then of_1 when ordinal <= 3 then of_2_3 else of_4 end
$$;

-- All that a reading asks stands beside what is sought and sorted by, so that the rows themselves need not be read: those who are sought lie
-- all over the table.
drop index customer_facts_first_order;

create index customer_facts_first_order on customer_facts (organization_id, first_order_on, customer_id)
  include (order_count, gross_minor, net_minor, last_order_on, last_upcoming_at, window_order_count, window_net_minor);

drop index customer_facts_last_order;

create index customer_facts_last_order on customer_facts (organization_id, last_order_on, customer_id)
  include (order_count, net_minor, first_order_on, last_upcoming_at, window_order_count, window_net_minor);

drop index customer_facts_net;

create index customer_facts_net on customer_facts (organization_id, net_minor, customer_id)
  include (order_count, first_order_on, last_order_on, last_upcoming_at, window_order_count, window_net_minor);

create index customer_facts_second_order on customer_facts (organization_id, second_order_on, customer_id)
  include (order_count, net_minor, first_order_on, last_order_on, last_upcoming_at, window_order_count, window_net_minor)
  where second_order_on is not null;
