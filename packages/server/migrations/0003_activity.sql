-- What happened. A record is known by (organization, source, external id); its newest version stands.

-- Tellings of an order share this lock, tellings of what hangs on it and may come before it take it alone: so neither misses
-- the other. 1024 locks for each source of an organization.
create function app.order_lock(organization uuid, source text, external_id text) returns bigint
language sql immutable as $$
  select hashtextextended(organization::text || source, 0) + (hashtext(external_id) & 1023)
$$;

create table imports (
  organization_id uuid not null references organizations (organization_id),
  import_id uuid not null,
  file_name text not null,
  file_hash text not null,
  format text not null,
  state text not null check (state in ('running', 'done', 'failed', 'undone')),
  report jsonb,
  started_by text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (organization_id, import_id)
);

select app.seal('imports');

grant select, insert, update on imports to regulars_app;

create table products (
  organization_id uuid not null references organizations (organization_id),
  product_id uuid not null,
  source text not null,
  external_id text not null check (length(external_id) between 1 and 200),
  name text,
  kind text not null default 'good' check (kind in ('good', 'service', 'game', 'data_bundle')),
  category text,
  created_at timestamptz not null,
  primary key (organization_id, product_id),
  unique (organization_id, source, external_id)
);

select app.seal('products');

grant select, insert, update on products to regulars_app;

-- The status columns hold what was told, merged so that the order of telling does not matter: the earliest paid, completed,
-- delivered, confirmed; the latest cancelled, no_show, reinstated. What follows from them is generated below.
create table orders (
  organization_id uuid not null references organizations (organization_id),
  order_id uuid not null,
  source text not null check (length(source) between 1 and 64),
  external_id text not null check (length(external_id) between 1 and 200),
  kind text not null check (kind in ('sale', 'work_order', 'booking')),
  channel text not null check (channel in ('pos', 'online', 'marketplace', 'phone', 'in_person', 'other')),
  location_id uuid,
  customer_id uuid,
  slug text,
  number text,
  placed_at timestamptz not null check (placed_at >= '1900-01-01' and placed_at < '2200-01-01'),
  slot_starts_at timestamptz check (slot_starts_at >= '1900-01-01' and slot_starts_at < '2200-01-01'),
  slot_ends_at timestamptz check (slot_ends_at >= slot_starts_at and slot_ends_at < '2200-01-01'),
  promised_on date check (promised_on >= '1900-01-01' and promised_on < '2200-01-01'),
  confirmed_at timestamptz check (confirmed_at >= '1900-01-01' and confirmed_at < '2200-01-01'),
  paid_at timestamptz check (paid_at >= '1900-01-01' and paid_at < '2200-01-01'),
  completed_at timestamptz check (completed_at >= '1900-01-01' and completed_at < '2200-01-01'),
  delivered_at timestamptz check (delivered_at >= '1900-01-01' and delivered_at < '2200-01-01'),
  cancelled_at timestamptz check (cancelled_at >= '1900-01-01' and cancelled_at < '2200-01-01'),
  no_show_at timestamptz check (no_show_at >= '1900-01-01' and no_show_at < '2200-01-01'),
  reinstated_at timestamptz check (reinstated_at >= '1900-01-01' and reinstated_at < '2200-01-01'),
  -- When nobody said how a booking ended and the organization has them complete by themselves.
  completed_itself_at timestamptz check (completed_itself_at >= '1900-01-01' and completed_itself_at < '2200-01-01'),
  is_test boolean not null default false,
  voided_at timestamptz,
  voided_by text,
  -- goods = lines after every discount; total = what the customer paid, without the tip.
  goods_minor bigint not null,
  discount_minor bigint not null default 0 check (discount_minor >= 0),
  tax_minor bigint not null default 0,
  shipping_minor bigint not null default 0,
  tip_minor bigint not null default 0,
  total_minor bigint not null,
  -- What the organization counts as its worth: total, or goods.
  value_minor bigint not null,
  source_updated_at timestamptz check (source_updated_at >= '1900-01-01' and source_updated_at < '2200-01-01'),
  content_hash text not null,
  import_id uuid,
  recorded_at timestamptz not null,
  updated_at timestamptz not null,
  -- When it happened: a booking at its slot, anything else when it was placed.
  happened_at timestamptz not null generated always as (
    case when kind = 'booking' then slot_starts_at else placed_at end
  ) stored,
  -- It counts from here …
  counts_at timestamptz generated always as (
    case
      when is_test or voided_at is not null or total_minor <= 0 or paid_at is null then null
      when kind <> 'booking' then paid_at
      when completed_at is null and completed_itself_at is null then null
      else greatest(paid_at, coalesce(completed_at, completed_itself_at))
    end
  ) stored,
  -- … and no longer from here: a cancellation or no-show that was not taken back, a no-show that nobody corrected.
  uncounts_at timestamptz generated always as (
    least(
      case when reinstated_at is null or cancelled_at > reinstated_at then cancelled_at end,
      case when (reinstated_at is null or no_show_at > reinstated_at)
            and (completed_at is null or no_show_at > completed_at) then no_show_at end)
  ) stored,
  -- How a booking ended, whatever the ending: until then, once confirmed, it lies ahead.
  ended_at timestamptz generated always as (
    least(
      completed_at,
      completed_itself_at,
      case when reinstated_at is null or cancelled_at > reinstated_at then cancelled_at end,
      case when (reinstated_at is null or no_show_at > reinstated_at)
            and (completed_at is null or no_show_at > completed_at) then no_show_at end)
  ) stored,
  primary key (organization_id, order_id),
  unique (organization_id, source, external_id),
  foreign key (organization_id, location_id) references locations (organization_id, location_id),
  foreign key (organization_id, customer_id) references customers (organization_id, customer_id),
  foreign key (organization_id, import_id) references imports (organization_id, import_id),
  check (total_minor = goods_minor + tax_minor + shipping_minor),
  check (kind <> 'booking' or slot_starts_at is not null),
  check ((voided_at is null) = (voided_by is null))
);

create index orders_customer on orders (organization_id, customer_id, happened_at);

create index orders_happened on orders (organization_id, happened_at);

create index orders_upcoming on orders (organization_id, slot_starts_at)
  where kind = 'booking' and ended_at is null and voided_at is null;

select app.seal('orders');

grant select, insert, update on orders to regulars_app;

create table order_lines (
  organization_id uuid not null,
  order_id uuid not null,
  line_no integer not null check (line_no >= 1),
  product_id uuid,
  name text,
  quantity numeric(24, 9) not null,
  unit_price numeric(24, 9) not null,
  discount_minor bigint not null default 0,
  -- After the line's own discount and its part of the order's.
  total_minor bigint not null,
  primary key (organization_id, order_id, line_no),
  foreign key (organization_id, order_id) references orders (organization_id, order_id),
  foreign key (organization_id, product_id) references products (organization_id, product_id)
);

select app.seal('order_lines');

grant select, insert, update, delete on order_lines to regulars_app;

-- Dated changes of status told apart from their order, perhaps before it. Kept, so that a newer version of the order keeps them.
create table order_status_changes (
  organization_id uuid not null references organizations (organization_id),
  source text not null,
  external_id text not null,
  status text not null check (status in ('confirmed', 'paid', 'completed', 'delivered', 'cancelled', 'no_show', 'reinstated')),
  at timestamptz not null check (at >= '1900-01-01' and at < '2200-01-01'),
  recorded_at timestamptz not null,
  primary key (organization_id, source, external_id, status, at)
);

select app.seal('order_status_changes');

grant select, insert on order_status_changes to regulars_app;

-- Money given back, on its own date. One that names an order waits for it (order_id null) and is subtracted only when that order counts.
create table refunds (
  organization_id uuid not null references organizations (organization_id),
  refund_id uuid not null,
  source text not null,
  external_id text not null,
  order_external_id text,
  order_id uuid,
  customer_id uuid,
  location_id uuid,
  channel text not null check (channel in ('pos', 'online', 'marketplace', 'phone', 'in_person', 'other')),
  refunded_at timestamptz not null check (refunded_at >= '1900-01-01' and refunded_at < '2200-01-01'),
  amount_minor bigint not null check (amount_minor > 0),
  reason text,
  source_updated_at timestamptz check (source_updated_at >= '1900-01-01' and source_updated_at < '2200-01-01'),
  content_hash text not null,
  import_id uuid,
  voided_at timestamptz,
  voided_by text,
  recorded_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, refund_id),
  unique (organization_id, source, external_id),
  foreign key (organization_id, order_id) references orders (organization_id, order_id),
  foreign key (organization_id, customer_id) references customers (organization_id, customer_id),
  foreign key (organization_id, location_id) references locations (organization_id, location_id),
  foreign key (organization_id, import_id) references imports (organization_id, import_id),
  check (order_id is null or order_external_id is not null),
  check ((voided_at is null) = (voided_by is null))
);

create index refunds_order on refunds (organization_id, order_id) where order_id is not null;

create index refunds_waiting on refunds (organization_id, source, order_external_id) where order_id is null and order_external_id is not null;

create index refunds_customer on refunds (organization_id, customer_id);

create index refunds_refunded on refunds (organization_id, refunded_at);

select app.seal('refunds');

grant select, insert, update on refunds to regulars_app;

-- The refund by product: as told, or pro rata over the lines of its order.
create table refund_lines (
  organization_id uuid not null,
  refund_id uuid not null,
  line_no integer not null check (line_no >= 1),
  product_id uuid,
  name text,
  amount_minor bigint not null,
  -- False: our own division over the order's lines, made anew when they change.
  is_told boolean not null,
  primary key (organization_id, refund_id, line_no),
  foreign key (organization_id, refund_id) references refunds (organization_id, refund_id),
  foreign key (organization_id, product_id) references products (organization_id, product_id)
);

select app.seal('refund_lines');

grant select, insert, update, delete on refund_lines to regulars_app;

create table appointments (
  organization_id uuid not null references organizations (organization_id),
  appointment_id uuid not null,
  source text not null,
  external_id text not null,
  kind text not null,
  customer_id uuid,
  location_id uuid,
  booked_at timestamptz,
  starts_at timestamptz not null check (starts_at >= '1900-01-01' and starts_at < '2200-01-01'),
  ends_at timestamptz check (ends_at >= starts_at),
  confirmed_at timestamptz,
  completed_at timestamptz,
  cancelled_at timestamptz,
  no_show_at timestamptz,
  source_updated_at timestamptz,
  content_hash text not null,
  import_id uuid,
  voided_at timestamptz,
  voided_by text,
  recorded_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, appointment_id),
  unique (organization_id, source, external_id),
  foreign key (organization_id, customer_id) references customers (organization_id, customer_id),
  foreign key (organization_id, location_id) references locations (organization_id, location_id),
  foreign key (organization_id, import_id) references imports (organization_id, import_id)
);

create index appointments_starts on appointments (organization_id, starts_at);

create index appointments_customer on appointments (organization_id, customer_id);

select app.seal('appointments');

grant select, insert, update on appointments to regulars_app;

create table quotes (
  organization_id uuid not null references organizations (organization_id),
  quote_id uuid not null,
  source text not null,
  external_id text not null,
  title text,
  customer_id uuid,
  location_id uuid,
  amount_minor bigint not null check (amount_minor >= 0),
  quoted_at timestamptz not null check (quoted_at >= '1900-01-01' and quoted_at < '2200-01-01'),
  accepted_at timestamptz,
  won_at timestamptz,
  lost_at timestamptz,
  expires_on date,
  source_updated_at timestamptz,
  content_hash text not null,
  import_id uuid,
  voided_at timestamptz,
  voided_by text,
  recorded_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, quote_id),
  unique (organization_id, source, external_id),
  foreign key (organization_id, customer_id) references customers (organization_id, customer_id),
  foreign key (organization_id, location_id) references locations (organization_id, location_id),
  foreign key (organization_id, import_id) references imports (organization_id, import_id)
);

create index quotes_quoted on quotes (organization_id, quoted_at);

create index quotes_customer on quotes (organization_id, customer_id);

select app.seal('quotes');

grant select, insert, update on quotes to regulars_app;

-- Somebody opened a shop link. No personal data.
create table visits (
  organization_id uuid not null references organizations (organization_id),
  visit_id uuid not null,
  source text not null,
  external_id text not null,
  slug text not null,
  location_id uuid,
  visited_at timestamptz not null check (visited_at >= '1900-01-01' and visited_at < '2200-01-01'),
  referrer text,
  utm_source text,
  utm_medium text,
  utm_campaign text,
  order_external_id text,
  order_id uuid,
  source_updated_at timestamptz,
  content_hash text not null,
  recorded_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, visit_id),
  unique (organization_id, source, external_id),
  foreign key (organization_id, location_id) references locations (organization_id, location_id),
  foreign key (organization_id, order_id) references orders (organization_id, order_id)
);

create index visits_visited on visits (organization_id, visited_at);

create index visits_waiting on visits (organization_id, source, order_external_id) where order_id is null and order_external_id is not null;

select app.seal('visits');

grant select, insert, update, delete on visits to regulars_app;

create table interactions (
  organization_id uuid not null references organizations (organization_id),
  interaction_id uuid not null,
  source text not null,
  external_id text not null,
  kind text not null check (kind in ('review', 'support', 'return', 'nps')),
  customer_id uuid,
  location_id uuid,
  happened_at timestamptz not null check (happened_at >= '1900-01-01' and happened_at < '2200-01-01'),
  score integer check (score between 0 and 10),
  body text,
  source_updated_at timestamptz,
  content_hash text not null,
  import_id uuid,
  voided_at timestamptz,
  voided_by text,
  recorded_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, interaction_id),
  unique (organization_id, source, external_id),
  foreign key (organization_id, customer_id) references customers (organization_id, customer_id),
  foreign key (organization_id, location_id) references locations (organization_id, location_id),
  foreign key (organization_id, import_id) references imports (organization_id, import_id)
);

create index interactions_customer on interactions (organization_id, customer_id, happened_at);

select app.seal('interactions');

grant select, insert, update on interactions to regulars_app;

-- Recorded events, written with the record they speak of: ids only. The relay delivers them.
-- Not a tenant table: the application may add, only the relay reads.
create table outbox (
  organization_id uuid not null,
  event_id uuid not null,
  name text not null,
  version smallint not null default 1,
  subject jsonb not null,
  at timestamptz not null,
  relayed_at timestamptz,
  primary key (organization_id, event_id)
);

create index outbox_waiting on outbox (at) where relayed_at is null;

create index outbox_relayed on outbox (relayed_at) where relayed_at is not null;

select app.distribute('outbox');

grant insert on outbox to regulars_app;

grant select, update, delete on outbox to regulars_relay;
