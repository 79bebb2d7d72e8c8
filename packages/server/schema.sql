table account_directory
  account_id text not null
  organization_id uuid not null
  PRIMARY KEY (account_id, organization_id)
  grant insert to regulars_app
  grant select to regulars_directory
table api_keys
  organization_id uuid not null
  api_key_id uuid not null
  auth_key_id text not null
  name text not null
  permissions text[] not null
  created_by text not null
  created_at timestamp with time zone not null
  revoked_at timestamp with time zone
  CHECK (((length(name) >= 1) AND (length(name) <= 100)))
  FOREIGN KEY (organization_id) REFERENCES organizations(organization_id)
  PRIMARY KEY (organization_id, api_key_id)
  UNIQUE (organization_id, auth_key_id)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant insert, select, update to regulars_app
table appointments
  organization_id uuid not null
  appointment_id uuid not null
  source text not null
  external_id text not null
  kind text not null
  customer_id uuid
  location_id uuid
  booked_at timestamp with time zone
  starts_at timestamp with time zone not null
  ends_at timestamp with time zone
  confirmed_at timestamp with time zone
  completed_at timestamp with time zone
  cancelled_at timestamp with time zone
  no_show_at timestamp with time zone
  source_updated_at timestamp with time zone
  content_hash text not null
  import_id uuid
  voided_at timestamp with time zone
  voided_by text
  recorded_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  made_by_import_id uuid
  CHECK (((starts_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (starts_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
  CHECK ((ends_at >= starts_at))
  FOREIGN KEY (organization_id) REFERENCES organizations(organization_id)
  FOREIGN KEY (organization_id, customer_id) REFERENCES customers(organization_id, customer_id)
  FOREIGN KEY (organization_id, import_id) REFERENCES imports(organization_id, import_id)
  FOREIGN KEY (organization_id, location_id) REFERENCES locations(organization_id, location_id)
  PRIMARY KEY (organization_id, appointment_id)
  UNIQUE (organization_id, source, external_id)
  INDEX appointments_customer ON public.appointments USING btree (organization_id, customer_id)
  INDEX appointments_starts ON public.appointments USING btree (organization_id, starts_at)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant insert, select, update to regulars_app
table cell_cuts
  organization_id uuid not null
  cut_by text
  PRIMARY KEY (organization_id)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant insert, select, update to regulars_app
table customer_cells
  organization_id uuid not null
  counted_by text not null
  day_on date not null
  order_count integer not null
  net_minor bigint not null
  window_order_count integer not null
  window_net_minor bigint not null
  customer_count integer not null
  order_sum bigint not null
  gross_sum bigint not null
  net_sum bigint not null
  PRIMARY KEY (organization_id, counted_by, day_on, order_count, net_minor, window_order_count, window_net_minor)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to regulars_app
table customer_facts
  organization_id uuid not null
  customer_id uuid not null
  order_count integer not null
  gross_minor bigint not null
  refunded_minor bigint not null
  net_minor bigint not null
  first_order_at timestamp with time zone
  last_order_at timestamp with time zone
  first_order_on date
  second_order_on date
  last_order_on date
  upcoming_count integer not null
  upcoming_minor bigint not null
  last_upcoming_at timestamp with time zone
  window_order_count integer not null
  window_net_minor bigint not null
  window_from_on date not null
  window_until_on date
  CHECK (((order_count = 0) = (first_order_on IS NULL)))
  CHECK (((order_count >= 2) = (second_order_on IS NOT NULL)))
  CHECK ((net_minor = (gross_minor - refunded_minor)))
  CHECK ((order_count >= 0))
  FOREIGN KEY (organization_id, customer_id) REFERENCES customers(organization_id, customer_id)
  PRIMARY KEY (organization_id, customer_id)
  INDEX customer_facts_average_order ON public.customer_facts USING btree (organization_id, ((floor((((net_minor)::numeric / (NULLIF(order_count, 0))::numeric) + 0.5)))::bigint), customer_id) WHERE (order_count > 0)
  INDEX customer_facts_first_order ON public.customer_facts USING btree (organization_id, first_order_on, customer_id) INCLUDE (order_count, gross_minor, net_minor, last_order_on, last_upcoming_at, window_order_count, window_net_minor)
  INDEX customer_facts_last_order ON public.customer_facts USING btree (organization_id, last_order_on, customer_id) INCLUDE (order_count, net_minor, first_order_on, last_upcoming_at, window_order_count, window_net_minor)
  INDEX customer_facts_net ON public.customer_facts USING btree (organization_id, net_minor, customer_id) INCLUDE (order_count, first_order_on, last_order_on, last_upcoming_at, window_order_count, window_net_minor)
  INDEX customer_facts_orders ON public.customer_facts USING btree (organization_id, order_count, customer_id)
  INDEX customer_facts_second_order ON public.customer_facts USING btree (organization_id, second_order_on, customer_id) INCLUDE (order_count, net_minor, first_order_on, last_order_on, last_upcoming_at, window_order_count, window_net_minor) WHERE (second_order_on IS NOT NULL)
  INDEX customer_facts_upcoming ON public.customer_facts USING btree (organization_id, last_upcoming_at) WHERE (last_upcoming_at IS NOT NULL)
  INDEX customer_facts_window ON public.customer_facts USING btree (organization_id, window_until_on) WHERE (window_until_on IS NOT NULL)
  INDEX customer_facts_window_from ON public.customer_facts USING btree (organization_id, window_from_on)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to regulars_app
table customer_forecasts
  organization_id uuid not null
  customer_id uuid not null
  calculated_at timestamp with time zone not null
  told_on date not null
  horizon_days integer not null
  method text not null
  order_count integer not null
  last_order_on date not null
  churn_risk double precision not null
  probability_alive double precision not null
  purchases_30 double precision not null
  purchases_90 double precision not null
  purchases_365 double precision not null
  spend_365_minor bigint
  usual_gap_days double precision
  next_early_on date
  next_middle_on date
  next_late_on date
  CHECK ((((next_early_on IS NULL) = (next_late_on IS NULL)) AND ((next_early_on IS NULL) = (next_middle_on IS NULL))))
  CHECK (((churn_risk >= (0)::double precision) AND (churn_risk <= (1)::double precision)))
  CHECK (((probability_alive >= (0)::double precision) AND (probability_alive <= (1)::double precision)))
  CHECK ((horizon_days > 0))
  CHECK ((order_count > 0))
  CHECK ((purchases_30 >= (0)::double precision))
  CHECK ((purchases_365 >= purchases_90))
  CHECK ((purchases_90 >= purchases_30))
  CHECK ((usual_gap_days > (0)::double precision))
  FOREIGN KEY (organization_id, customer_id) REFERENCES customers(organization_id, customer_id)
  PRIMARY KEY (organization_id, customer_id)
  INDEX customer_forecasts_last_order ON public.customer_forecasts USING btree (organization_id, last_order_on, customer_id) INCLUDE (order_count, churn_risk, horizon_days, told_on)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to regulars_app
table customer_identities
  organization_id uuid not null
  kind text not null
  source text not null
  value text not null
  customer_id uuid not null
  created_at timestamp with time zone not null
  search_value text collate "C" generated (lower((value COLLATE "C")))
  made_by_import_id uuid
  CHECK (((kind = 'external'::text) OR (source = ''::text)))
  CHECK (((length(value) >= 1) AND (length(value) <= 254)))
  CHECK ((kind = ANY (ARRAY['external'::text, 'phone'::text, 'email'::text])))
  FOREIGN KEY (organization_id, customer_id) REFERENCES customers(organization_id, customer_id)
  PRIMARY KEY (organization_id, kind, source, value)
  INDEX customer_identities_customer ON public.customer_identities USING btree (organization_id, customer_id)
  INDEX customer_identities_search ON public.customer_identities USING btree (organization_id, kind, search_value, customer_id)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to regulars_app
table customer_merges
  organization_id uuid not null
  merge_id uuid not null
  from_customer_id uuid not null
  into_customer_id uuid not null
  merged_at timestamp with time zone not null
  merged_by text not null
  undone_at timestamp with time zone
  undone_by text
  CHECK (((undone_at IS NULL) = (undone_by IS NULL)))
  CHECK ((from_customer_id <> into_customer_id))
  FOREIGN KEY (organization_id, from_customer_id) REFERENCES customers(organization_id, customer_id)
  FOREIGN KEY (organization_id, into_customer_id) REFERENCES customers(organization_id, customer_id)
  PRIMARY KEY (organization_id, merge_id)
  UNIQUE INDEX customer_merges_standing ON public.customer_merges USING btree (organization_id, from_customer_id) WHERE (undone_at IS NULL)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant insert, select, update to regulars_app
table customer_month_facts
  organization_id uuid not null
  customer_id uuid not null
  month_on date not null
  location_id uuid not null
  order_count integer not null
  gross_minor bigint not null
  refunded_minor bigint not null
  FOREIGN KEY (organization_id, customer_id) REFERENCES customers(organization_id, customer_id)
  PRIMARY KEY (organization_id, customer_id, month_on, location_id)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to regulars_app
table customer_place_facts
  organization_id uuid not null
  customer_id uuid not null
  location_id uuid not null
  channel text not null
  order_count integer not null
  gross_minor bigint not null
  refunded_minor bigint not null
  first_order_on date
  last_order_on date
  FOREIGN KEY (organization_id, customer_id) REFERENCES customers(organization_id, customer_id)
  PRIMARY KEY (organization_id, customer_id, location_id, channel)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to regulars_app
table customer_product_facts
  organization_id uuid not null
  customer_id uuid not null
  product_id uuid not null
  location_id uuid not null
  order_count integer not null
  gross_minor bigint not null
  refunded_minor bigint not null
  last_order_at timestamp with time zone
  FOREIGN KEY (organization_id, customer_id) REFERENCES customers(organization_id, customer_id)
  FOREIGN KEY (organization_id, product_id) REFERENCES products(organization_id, product_id)
  PRIMARY KEY (organization_id, customer_id, product_id, location_id)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to regulars_app
table customers
  organization_id uuid not null
  customer_id uuid not null
  name text collate "C"
  email text collate "C"
  phone text collate "C"
  registered_at timestamp with time zone not null
  first_source text not null
  merged_into_id uuid
  erased_at timestamp with time zone
  created_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  search_name text collate "C" generated (app.folded(name))
  search_last_name text collate "C" generated ("substring"((app.folded(name) COLLATE "C"), '[^ ]+$'::text))
  made_by_import_id uuid
  voided_at timestamp with time zone
  voided_by text
  CHECK (((length(email) <= 254) AND (email = lower(email))))
  CHECK (((registered_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (registered_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
  CHECK (((voided_at IS NULL) = (voided_by IS NULL)))
  CHECK ((length(name) <= 200))
  CHECK ((merged_into_id <> customer_id))
  CHECK ((phone ~ '^\+[1-9][0-9]{4,14}$'::text))
  FOREIGN KEY (organization_id) REFERENCES organizations(organization_id)
  FOREIGN KEY (organization_id, merged_into_id) REFERENCES customers(organization_id, customer_id)
  PRIMARY KEY (organization_id, customer_id)
  INDEX customers_last_name ON public.customers USING btree (organization_id, search_last_name, customer_id)
  INDEX customers_merged_into ON public.customers USING btree (organization_id, merged_into_id) WHERE (merged_into_id IS NOT NULL)
  INDEX customers_name ON public.customers USING btree (organization_id, search_name, customer_id)
  INDEX customers_registered ON public.customers USING btree (organization_id, registered_at, customer_id)
  INDEX customers_words ON public.customers USING gin (search_name extensions.gin_trgm_ops)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant insert, select, update to regulars_app
table day_facts
  organization_id uuid not null
  day_on date not null
  location_id uuid not null
  channel text not null
  kind text not null
  slot smallint not null
  order_count integer not null
  gross_minor bigint not null
  refunded_minor bigint not null
  guest_order_count integer not null
  guest_gross_minor bigint not null
  guest_refunded_minor bigint not null
  CHECK (((slot >= 0) AND (slot <= 15)))
  CHECK ((kind = ANY (ARRAY['sale'::text, 'work_order'::text, 'booking'::text, 'credit_note'::text])))
  PRIMARY KEY (organization_id, day_on, location_id, channel, kind, slot)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to regulars_app
table forecasts
  organization_id uuid not null
  attempted_at timestamp with time zone not null
  calculated_at timestamp with time zone
  told_on date
  horizon_days integer
  status text
  order_count bigint
  duration_ms integer
  outlook jsonb
  cohorts jsonb
  CHECK ((duration_ms >= 0))
  CHECK ((horizon_days > 0))
  CHECK ((num_nulls(calculated_at, told_on, horizon_days, status, order_count, duration_ms, outlook, cohorts) = ANY (ARRAY[0, 8])))
  CHECK ((order_count >= 0))
  CHECK ((status = ANY (ARRAY['ok'::text, 'weak'::text, 'insufficient'::text])))
  PRIMARY KEY (organization_id)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to regulars_app
table gap_facts
  organization_id uuid not null
  order_class text not null
  gap_days integer not null
  slot smallint not null
  closed_count integer not null
  CHECK (((slot >= 0) AND (slot <= 15)))
  CHECK ((gap_days >= 0))
  CHECK ((order_class = ANY (ARRAY['1'::text, '2-3'::text, '4+'::text])))
  PRIMARY KEY (organization_id, order_class, gap_days, slot)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to regulars_app
table import_befores
  organization_id uuid not null
  import_id uuid not null
  kind text not null
  record_id uuid not null
  before jsonb not null
  CHECK ((kind = ANY (ARRAY['order'::text, 'refund'::text, 'quote'::text, 'appointment'::text, 'customer'::text, 'product'::text])))
  FOREIGN KEY (organization_id, import_id) REFERENCES imports(organization_id, import_id)
  PRIMARY KEY (organization_id, import_id, kind, record_id)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant delete, insert, select to regulars_app
table import_readings
  organization_id uuid not null
  header_hash text not null
  reading jsonb not null
  saved_at timestamp with time zone not null
  FOREIGN KEY (organization_id) REFERENCES organizations(organization_id)
  PRIMARY KEY (organization_id, header_hash)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant insert, select, update to regulars_app
table import_refusals
  organization_id uuid not null
  import_id uuid not null
  line integer not null
  nth integer not null
  is_left_out boolean not null
  reason text not null
  field text not null
  value text not null
  is_personal boolean not null
  FOREIGN KEY (organization_id, import_id) REFERENCES imports(organization_id, import_id)
  PRIMARY KEY (organization_id, import_id, line, nth)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant delete, insert, select to regulars_app
table imports
  organization_id uuid not null
  import_id uuid not null
  file_name text not null
  file_hash text not null
  format text not null
  state text not null
  report jsonb
  started_by text not null
  started_at timestamp with time zone not null
  finished_at timestamp with time zone
  started_by_name text not null default ''::text
  size_bytes bigint
  stored_as text
  title text not null default ''::text
  reading jsonb
  understanding jsonb
  preview jsonb
  progress jsonb
  attempt_count integer not null default 0
  cancel_requested_at timestamp with time zone
  undone_at timestamp with time zone
  undone_by text
  CHECK ((size_bytes >= 0))
  CHECK ((state = ANY (ARRAY['uploaded'::text, 'previewing'::text, 'previewed'::text, 'waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text, 'undoing'::text, 'undone'::text])))
  FOREIGN KEY (organization_id) REFERENCES organizations(organization_id)
  PRIMARY KEY (organization_id, import_id)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant insert, select, update to regulars_app
table interactions
  organization_id uuid not null
  interaction_id uuid not null
  source text not null
  external_id text not null
  kind text not null
  customer_id uuid
  location_id uuid
  happened_at timestamp with time zone not null
  score integer
  body text
  source_updated_at timestamp with time zone
  content_hash text not null
  import_id uuid
  voided_at timestamp with time zone
  voided_by text
  recorded_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  CHECK (((happened_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (happened_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
  CHECK (((score >= 0) AND (score <= 10)))
  CHECK ((kind = ANY (ARRAY['review'::text, 'support'::text, 'return'::text, 'nps'::text])))
  FOREIGN KEY (organization_id) REFERENCES organizations(organization_id)
  FOREIGN KEY (organization_id, customer_id) REFERENCES customers(organization_id, customer_id)
  FOREIGN KEY (organization_id, import_id) REFERENCES imports(organization_id, import_id)
  FOREIGN KEY (organization_id, location_id) REFERENCES locations(organization_id, location_id)
  PRIMARY KEY (organization_id, interaction_id)
  UNIQUE (organization_id, source, external_id)
  INDEX interactions_customer ON public.interactions USING btree (organization_id, customer_id, happened_at)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant insert, select, update to regulars_app
table key_directory
  auth_key_id text not null
  organization_id uuid not null
  PRIMARY KEY (auth_key_id)
  grant insert to regulars_app
  grant select to regulars_directory
table locations
  organization_id uuid not null
  location_id uuid not null
  kind text not null
  name text not null
  source text not null default 'regulars'::text
  external_id text not null
  created_at timestamp with time zone not null
  made_by_import_id uuid
  voided_at timestamp with time zone
  voided_by text
  CHECK (((length(name) >= 1) AND (length(name) <= 200)))
  CHECK (((voided_at IS NULL) = (voided_by IS NULL)))
  CHECK ((kind = ANY (ARRAY['branch'::text, 'shop'::text, 'venue'::text])))
  CHECK ((location_id <> '00000000-0000-0000-0000-000000000000'::uuid))
  FOREIGN KEY (organization_id) REFERENCES organizations(organization_id)
  PRIMARY KEY (organization_id, location_id)
  UNIQUE (organization_id, source, external_id)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant insert, select, update to regulars_app
table member_locations
  organization_id uuid not null
  member_id uuid not null
  location_id uuid not null
  FOREIGN KEY (organization_id, location_id) REFERENCES locations(organization_id, location_id)
  FOREIGN KEY (organization_id, member_id) REFERENCES members(organization_id, member_id)
  PRIMARY KEY (organization_id, member_id, location_id)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant delete, insert, select to regulars_app
table members
  organization_id uuid not null
  member_id uuid not null
  account_id text not null
  role text not null
  every_location boolean not null default true
  created_at timestamp with time zone not null
  removed_at timestamp with time zone
  CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'staff'::text, 'analyst'::text])))
  FOREIGN KEY (organization_id) REFERENCES organizations(organization_id)
  PRIMARY KEY (organization_id, member_id)
  UNIQUE (organization_id, account_id)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant insert, select, update to regulars_app
table merge_suggestions
  organization_id uuid not null
  first_customer_id uuid not null
  second_customer_id uuid not null
  reason text not null
  suggested_at timestamp with time zone not null
  dismissed_at timestamp with time zone
  CHECK ((first_customer_id < second_customer_id))
  FOREIGN KEY (organization_id, first_customer_id) REFERENCES customers(organization_id, customer_id)
  FOREIGN KEY (organization_id, second_customer_id) REFERENCES customers(organization_id, customer_id)
  PRIMARY KEY (organization_id, first_customer_id, second_customer_id)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant insert, select, update to regulars_app
table order_lines
  organization_id uuid not null
  order_id uuid not null
  line_no integer not null
  product_id uuid
  name text
  quantity numeric(24,9) not null
  unit_price numeric(24,9) not null
  discount_minor bigint not null default 0
  total_minor bigint not null
  CHECK ((line_no >= 1))
  FOREIGN KEY (organization_id, order_id) REFERENCES orders(organization_id, order_id)
  FOREIGN KEY (organization_id, product_id) REFERENCES products(organization_id, product_id)
  PRIMARY KEY (organization_id, order_id, line_no)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to regulars_app
table order_status_changes
  organization_id uuid not null
  source text not null
  external_id text not null
  status text not null
  at timestamp with time zone not null
  recorded_at timestamp with time zone not null
  CHECK (((at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
  CHECK ((status = ANY (ARRAY['confirmed'::text, 'paid'::text, 'completed'::text, 'delivered'::text, 'cancelled'::text, 'no_show'::text, 'reinstated'::text])))
  FOREIGN KEY (organization_id) REFERENCES organizations(organization_id)
  PRIMARY KEY (organization_id, source, external_id, status, at)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant insert, select to regulars_app
table orders
  organization_id uuid not null
  order_id uuid not null
  source text not null
  external_id text not null
  kind text not null
  channel text not null
  location_id uuid
  customer_id uuid
  slug text
  number text
  placed_at timestamp with time zone not null
  slot_starts_at timestamp with time zone
  slot_ends_at timestamp with time zone
  promised_on date
  confirmed_at timestamp with time zone
  paid_at timestamp with time zone
  completed_at timestamp with time zone
  delivered_at timestamp with time zone
  cancelled_at timestamp with time zone
  no_show_at timestamp with time zone
  reinstated_at timestamp with time zone
  completed_itself_at timestamp with time zone
  is_test boolean not null default false
  voided_at timestamp with time zone
  voided_by text
  goods_minor bigint not null
  discount_minor bigint not null default 0
  tax_minor bigint not null default 0
  shipping_minor bigint not null default 0
  tip_minor bigint not null default 0
  total_minor bigint not null
  value_minor bigint not null
  source_updated_at timestamp with time zone
  content_hash text not null
  import_id uuid
  recorded_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  happened_at timestamp with time zone not null generated ( CASE WHEN (kind = 'booking'::text) THEN slot_starts_at ELSE placed_at END)
  counts_at timestamp with time zone generated ( CASE WHEN (is_test OR (voided_at IS NOT NULL) OR (total_minor <= 0) OR (paid_at IS NULL)) THEN NULL::timestamp with time zone WHEN (kind <> 'booking'::text) THEN paid_at WHEN ((completed_at IS NULL) AND (completed_itself_at IS NULL)) THEN NULL::timestamp with time zone ELSE GREATEST(paid_at, COALESCE(completed_at, completed_itself_at)) END)
  uncounts_at timestamp with time zone generated (LEAST( CASE WHEN ((reinstated_at IS NULL) OR (cancelled_at > reinstated_at)) THEN cancelled_at ELSE NULL::timestamp with time zone END, CASE WHEN (((reinstated_at IS NULL) OR (no_show_at > reinstated_at)) AND ((completed_at IS NULL) OR (no_show_at > completed_at))) THEN no_show_at ELSE NULL::timestamp with time zone END))
  ended_at timestamp with time zone generated (LEAST(completed_at, completed_itself_at, CASE WHEN ((reinstated_at IS NULL) OR (cancelled_at > reinstated_at)) THEN cancelled_at ELSE NULL::timestamp with time zone END, CASE WHEN (((reinstated_at IS NULL) OR (no_show_at > reinstated_at)) AND ((completed_at IS NULL) OR (no_show_at > completed_at))) THEN no_show_at ELSE NULL::timestamp with time zone END))
  made_by_import_id uuid
  CHECK (((cancelled_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (cancelled_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
  CHECK (((completed_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (completed_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
  CHECK (((completed_itself_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (completed_itself_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
  CHECK (((confirmed_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (confirmed_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
  CHECK (((delivered_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (delivered_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
  CHECK (((kind <> 'booking'::text) OR (slot_starts_at IS NOT NULL)))
  CHECK (((length(external_id) >= 1) AND (length(external_id) <= 200)))
  CHECK (((length(source) >= 1) AND (length(source) <= 64)))
  CHECK (((no_show_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (no_show_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
  CHECK (((paid_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (paid_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
  CHECK (((placed_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (placed_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
  CHECK (((promised_on >= '1900-01-01'::date) AND (promised_on < '2200-01-01'::date)))
  CHECK (((reinstated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (reinstated_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
  CHECK (((slot_ends_at >= slot_starts_at) AND (slot_ends_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
  CHECK (((slot_starts_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (slot_starts_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
  CHECK (((source_updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (source_updated_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
  CHECK (((voided_at IS NULL) = (voided_by IS NULL)))
  CHECK ((channel = ANY (ARRAY['pos'::text, 'online'::text, 'marketplace'::text, 'phone'::text, 'in_person'::text, 'other'::text])))
  CHECK ((discount_minor >= 0))
  CHECK ((kind = ANY (ARRAY['sale'::text, 'work_order'::text, 'booking'::text])))
  CHECK ((total_minor = ((goods_minor + tax_minor) + shipping_minor)))
  FOREIGN KEY (organization_id) REFERENCES organizations(organization_id)
  FOREIGN KEY (organization_id, customer_id) REFERENCES customers(organization_id, customer_id)
  FOREIGN KEY (organization_id, import_id) REFERENCES imports(organization_id, import_id)
  FOREIGN KEY (organization_id, location_id) REFERENCES locations(organization_id, location_id)
  PRIMARY KEY (organization_id, order_id)
  UNIQUE (organization_id, source, external_id)
  INDEX orders_customer ON public.orders USING btree (organization_id, customer_id, happened_at)
  INDEX orders_happened ON public.orders USING btree (organization_id, happened_at)
  INDEX orders_upcoming ON public.orders USING btree (organization_id, slot_starts_at) WHERE ((kind = 'booking'::text) AND (ended_at IS NULL) AND (voided_at IS NULL))
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant insert, select, update to regulars_app
table organization_directory
  organization_id uuid not null
  slug text not null
  time_zone text not null
  PRIMARY KEY (organization_id)
  UNIQUE (slug)
  grant insert to regulars_app
  grant select to regulars_directory
table organizations
  organization_id uuid not null
  slug text not null
  name text not null
  country text
  currency text not null
  currency_digits smallint not null
  time_zone text not null
  values_by text not null default 'total'::text
  bookings_complete_themselves boolean not null default true
  plan text not null default 'self_hosted'::text
  is_demo boolean not null default false
  created_at timestamp with time zone not null
  CHECK (((currency_digits >= 0) AND (currency_digits <= 4)))
  CHECK (((length(name) >= 1) AND (length(name) <= 200)))
  CHECK ((country ~ '^[A-Z]{2}$'::text))
  CHECK ((currency ~ '^[A-Z]{3}$'::text))
  CHECK ((slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'::text))
  CHECK ((values_by = ANY (ARRAY['total'::text, 'goods'::text])))
  PRIMARY KEY (organization_id)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant insert, select, update to regulars_app
table outbox
  organization_id uuid not null
  event_id uuid not null
  name text not null
  version smallint not null default 1
  subject jsonb not null
  at timestamp with time zone not null
  relayed_at timestamp with time zone
  PRIMARY KEY (organization_id, event_id)
  INDEX outbox_relayed ON public.outbox USING btree (relayed_at) WHERE (relayed_at IS NOT NULL)
  INDEX outbox_waiting ON public.outbox USING btree (at) WHERE (relayed_at IS NULL)
  grant delete, select, update to regulars_relay
  grant insert to regulars_app
table products
  organization_id uuid not null
  product_id uuid not null
  source text not null
  external_id text not null
  name text
  kind text not null default 'good'::text
  category text
  created_at timestamp with time zone not null
  made_by_import_id uuid
  voided_at timestamp with time zone
  voided_by text
  CHECK (((length(external_id) >= 1) AND (length(external_id) <= 200)))
  CHECK (((voided_at IS NULL) = (voided_by IS NULL)))
  CHECK ((kind = ANY (ARRAY['good'::text, 'service'::text, 'game'::text, 'data_bundle'::text])))
  FOREIGN KEY (organization_id) REFERENCES organizations(organization_id)
  PRIMARY KEY (organization_id, product_id)
  UNIQUE (organization_id, source, external_id)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant insert, select, update to regulars_app
table quotes
  organization_id uuid not null
  quote_id uuid not null
  source text not null
  external_id text not null
  title text
  customer_id uuid
  location_id uuid
  amount_minor bigint not null
  quoted_at timestamp with time zone not null
  accepted_at timestamp with time zone
  won_at timestamp with time zone
  lost_at timestamp with time zone
  expires_on date
  source_updated_at timestamp with time zone
  content_hash text not null
  import_id uuid
  voided_at timestamp with time zone
  voided_by text
  recorded_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  made_by_import_id uuid
  CHECK (((quoted_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (quoted_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
  CHECK ((amount_minor >= 0))
  FOREIGN KEY (organization_id) REFERENCES organizations(organization_id)
  FOREIGN KEY (organization_id, customer_id) REFERENCES customers(organization_id, customer_id)
  FOREIGN KEY (organization_id, import_id) REFERENCES imports(organization_id, import_id)
  FOREIGN KEY (organization_id, location_id) REFERENCES locations(organization_id, location_id)
  PRIMARY KEY (organization_id, quote_id)
  UNIQUE (organization_id, source, external_id)
  INDEX quotes_customer ON public.quotes USING btree (organization_id, customer_id)
  INDEX quotes_quoted ON public.quotes USING btree (organization_id, quoted_at)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant insert, select, update to regulars_app
table refund_lines
  organization_id uuid not null
  refund_id uuid not null
  line_no integer not null
  product_id uuid
  name text
  amount_minor bigint not null
  is_told boolean not null
  CHECK ((line_no >= 1))
  FOREIGN KEY (organization_id, product_id) REFERENCES products(organization_id, product_id)
  FOREIGN KEY (organization_id, refund_id) REFERENCES refunds(organization_id, refund_id)
  PRIMARY KEY (organization_id, refund_id, line_no)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to regulars_app
table refunds
  organization_id uuid not null
  refund_id uuid not null
  source text not null
  external_id text not null
  order_external_id text
  order_id uuid
  customer_id uuid
  location_id uuid
  channel text not null
  refunded_at timestamp with time zone not null
  amount_minor bigint not null
  reason text
  source_updated_at timestamp with time zone
  content_hash text not null
  import_id uuid
  voided_at timestamp with time zone
  voided_by text
  recorded_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  made_by_import_id uuid
  CHECK (((order_id IS NULL) OR (order_external_id IS NOT NULL)))
  CHECK (((refunded_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (refunded_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
  CHECK (((source_updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (source_updated_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
  CHECK (((voided_at IS NULL) = (voided_by IS NULL)))
  CHECK ((amount_minor > 0))
  CHECK ((channel = ANY (ARRAY['pos'::text, 'online'::text, 'marketplace'::text, 'phone'::text, 'in_person'::text, 'other'::text])))
  FOREIGN KEY (organization_id) REFERENCES organizations(organization_id)
  FOREIGN KEY (organization_id, customer_id) REFERENCES customers(organization_id, customer_id)
  FOREIGN KEY (organization_id, import_id) REFERENCES imports(organization_id, import_id)
  FOREIGN KEY (organization_id, location_id) REFERENCES locations(organization_id, location_id)
  FOREIGN KEY (organization_id, order_id) REFERENCES orders(organization_id, order_id)
  PRIMARY KEY (organization_id, refund_id)
  UNIQUE (organization_id, source, external_id)
  INDEX refunds_customer ON public.refunds USING btree (organization_id, customer_id)
  INDEX refunds_naming ON public.refunds USING btree (organization_id, source, order_external_id) WHERE (order_external_id IS NOT NULL)
  INDEX refunds_order ON public.refunds USING btree (organization_id, order_id) WHERE (order_id IS NOT NULL)
  INDEX refunds_refunded ON public.refunds USING btree (organization_id, refunded_at)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant insert, select, update to regulars_app
table shop_slug_directory
  slug text not null
  organization_id uuid not null
  location_id uuid not null
  CHECK ((slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'::text))
  PRIMARY KEY (slug)
  grant insert to regulars_app
  grant select to regulars_directory
table thresholds
  organization_id uuid not null
  new_within_days integer not null
  active_within_days integer not null
  at_risk_within_days integer not null
  candidate_within_days integer not null
  vip_over_minor bigint not null
  high_from_minor bigint not null
  medium_from_minor bigint not null
  frequent_over_orders integer not null
  regular_from_orders integer not null
  occasional_from_orders integer not null
  window_days integer not null
  r5_within_days integer not null
  r4_within_days integer not null
  r3_within_days integer not null
  r2_within_days integer not null
  f5_from_orders integer not null
  f4_from_orders integer not null
  f3_from_orders integer not null
  f2_from_orders integer not null
  m5_from_minor bigint not null
  m4_from_minor bigint not null
  m3_from_minor bigint not null
  m2_from_minor bigint not null
  rfm_new_within_days integer not null
  churn_horizon_days integer not null
  CHECK (((1 < occasional_from_orders) AND (occasional_from_orders < regular_from_orders) AND (regular_from_orders <= frequent_over_orders)))
  CHECK (((churn_horizon_days >= 1) AND (churn_horizon_days <= 3660)))
  CHECK (((f2_from_orders < f3_from_orders) AND (f3_from_orders < f4_from_orders) AND (f4_from_orders < f5_from_orders)))
  CHECK (((m2_from_minor < m3_from_minor) AND (m3_from_minor < m4_from_minor) AND (m4_from_minor < m5_from_minor)))
  CHECK (((medium_from_minor <= high_from_minor) AND (high_from_minor <= vip_over_minor)))
  CHECK (((new_within_days <= active_within_days) AND (active_within_days < at_risk_within_days)))
  CHECK (((r5_within_days < r4_within_days) AND (r4_within_days < r3_within_days) AND (r3_within_days < r2_within_days)))
  CHECK (((window_days >= 1) AND (window_days <= 3660)))
  CHECK ((new_within_days >= 0))
  FOREIGN KEY (organization_id) REFERENCES organizations(organization_id)
  PRIMARY KEY (organization_id)
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant insert, select, update to regulars_app
table visits
  organization_id uuid not null
  visit_id uuid not null
  source text not null
  external_id text not null
  slug text not null
  location_id uuid
  visited_at timestamp with time zone not null
  referrer text
  utm_source text
  utm_medium text
  utm_campaign text
  order_external_id text
  order_id uuid
  source_updated_at timestamp with time zone
  content_hash text not null
  recorded_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  CHECK (((visited_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (visited_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
  FOREIGN KEY (organization_id) REFERENCES organizations(organization_id)
  FOREIGN KEY (organization_id, location_id) REFERENCES locations(organization_id, location_id)
  FOREIGN KEY (organization_id, order_id) REFERENCES orders(organization_id, order_id)
  PRIMARY KEY (organization_id, visit_id)
  UNIQUE (organization_id, source, external_id)
  INDEX visits_visited ON public.visits USING btree (organization_id, visited_at)
  INDEX visits_waiting ON public.visits USING btree (organization_id, source, order_external_id) WHERE ((order_id IS NULL) AND (order_external_id IS NOT NULL))
  policy organization ALL (organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)
  grant delete, insert, select, update to regulars_app
view vw_churn_candidates
  id uuid
  email text collate "C"
  days_inactive integer
  grant select to regulars_app
view vw_customer_segments
  segment text
  customer_count integer
  avg_order_value numeric
  grant select to regulars_app
view vw_ltv_distribution
  bucket text
  count integer
  grant select to regulars_app
view vw_repeat_customers
  repeat_customers integer
  new_customers integer
  grant select to regulars_app
function app.customers_named(organization uuid, words text[], is_similar boolean) returns TABLE(found uuid, likeness real) security definer
function app.distribute(table_name text) returns void
function app.folded(words text) returns text
function app.least_of_class(value bigint, bounds bigint[]) returns bigint
function app.of_order_class(ordinal bigint, of_1 double precision[], of_2_3 double precision[], of_4 double precision[]) returns double precision[]
function app.order_class(ordinal bigint) returns text
function app.order_lock(organization uuid, source text, external_id text) returns bigint
function app.seal(table_name text) returns void
function app.use_organization(organization uuid) returns void
