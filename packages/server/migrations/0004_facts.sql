-- Sums that do not depend on the clock. They change in the transaction that changes a record and equal a full recompute.

-- One row per contact who stands for themself; prospects hold zeros.
create table customer_facts (
  organization_id uuid not null,
  customer_id uuid not null,
  order_count integer not null check (order_count >= 0),
  gross_minor bigint not null,
  refunded_minor bigint not null,
  net_minor bigint not null check (net_minor = gross_minor - refunded_minor),
  first_order_at timestamptz,
  last_order_at timestamptz,
  first_order_on date,
  second_order_on date,
  last_order_on date,
  upcoming_count integer not null,
  upcoming_minor bigint not null,
  last_upcoming_at timestamptz,
  -- The window sums hold for every local date from window_from_on until the day before window_until_on (null: for ever).
  window_order_count integer not null,
  window_net_minor bigint not null,
  window_from_on date not null,
  window_until_on date,
  primary key (organization_id, customer_id),
  foreign key (organization_id, customer_id) references customers (organization_id, customer_id),
  check ((order_count = 0) = (first_order_on is null)),
  check ((order_count >= 2) = (second_order_on is not null))
);

create index customer_facts_last_order on customer_facts (organization_id, last_order_on);

create index customer_facts_net on customer_facts (organization_id, net_minor);

create index customer_facts_window on customer_facts (organization_id, window_until_on) where window_until_on is not null;

select app.seal('customer_facts');

grant select, insert, update, delete on customer_facts to regulars_app;

create table customer_place_facts (
  organization_id uuid not null,
  customer_id uuid not null,
  location_id uuid not null,
  channel text not null,
  order_count integer not null,
  gross_minor bigint not null,
  refunded_minor bigint not null,
  first_order_on date,
  last_order_on date,
  primary key (organization_id, customer_id, location_id, channel),
  foreign key (organization_id, customer_id) references customers (organization_id, customer_id)
);

select app.seal('customer_place_facts');

grant select, insert, update, delete on customer_place_facts to regulars_app;

create table customer_product_facts (
  organization_id uuid not null,
  customer_id uuid not null,
  product_id uuid not null,
  location_id uuid not null,
  order_count integer not null,
  gross_minor bigint not null,
  refunded_minor bigint not null,
  last_order_at timestamptz,
  primary key (organization_id, customer_id, product_id, location_id),
  foreign key (organization_id, customer_id) references customers (organization_id, customer_id),
  foreign key (organization_id, product_id) references products (organization_id, product_id)
);

select app.seal('customer_product_facts');

grant select, insert, update, delete on customer_product_facts to regulars_app;

create table customer_month_facts (
  organization_id uuid not null,
  customer_id uuid not null,
  month_on date not null,
  location_id uuid not null,
  order_count integer not null,
  gross_minor bigint not null,
  refunded_minor bigint not null,
  primary key (organization_id, customer_id, month_on, location_id),
  foreign key (organization_id, customer_id) references customers (organization_id, customer_id)
);

select app.seal('customer_month_facts');

grant select, insert, update, delete on customer_month_facts to regulars_app;

-- The organization's days. A writer takes one of 16 slots, so that checkouts do not queue for one row; reads sum.
create table day_facts (
  organization_id uuid not null,
  day_on date not null,
  location_id uuid not null,
  channel text not null,
  kind text not null check (kind in ('sale', 'work_order', 'booking', 'credit_note')),
  slot smallint not null check (slot between 0 and 15),
  order_count integer not null,
  gross_minor bigint not null,
  refunded_minor bigint not null,
  guest_order_count integer not null,
  guest_gross_minor bigint not null,
  guest_refunded_minor bigint not null,
  primary key (organization_id, day_on, location_id, channel, kind, slot)
);

select app.seal('day_facts');

grant select, insert, update, delete on day_facts to regulars_app;

-- The class of an order among a customer's, by its ordinal: how soon the next one comes differs between them.
create function app.order_class(ordinal bigint) returns text
language sql immutable as $$
  select case when ordinal = 1 then '1' when ordinal <= 3 then '2-3' else '4+' end
$$;

-- How long customers stayed away before they came back: closed gaps between orders, by the ordinal of the order that began them.
create table gap_facts (
  organization_id uuid not null,
  order_class text not null check (order_class in ('1', '2-3', '4+')),
  gap_days integer not null check (gap_days >= 0),
  slot smallint not null check (slot between 0 and 15),
  closed_count integer not null,
  primary key (organization_id, order_class, gap_days, slot)
);

select app.seal('gap_facts');

grant select, insert, update, delete on gap_facts to regulars_app;
