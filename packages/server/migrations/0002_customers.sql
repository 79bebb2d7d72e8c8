-- People on file, how they are recognised, and the dated redirects that merge them.

create table customers (
  organization_id uuid not null references organizations (organization_id),
  customer_id uuid not null,
  name text collate "C" check (length(name) <= 200),
  email text collate "C" check (length(email) <= 254 and email = lower(email)),
  phone text collate "C" check (phone ~ '^\+[1-9][0-9]{4,14}$'),
  registered_at timestamptz not null check (registered_at >= '1900-01-01' and registered_at < '2200-01-01'),
  first_source text not null,
  -- The customer this one stands for since a merge: always the last of a chain, null while it stands for itself.
  merged_into_id uuid,
  erased_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, customer_id),
  foreign key (organization_id, merged_into_id) references customers (organization_id, customer_id),
  check (merged_into_id <> customer_id)
);

create index customers_merged_into on customers (organization_id, merged_into_id) where merged_into_id is not null;

select app.seal('customers');

grant select, insert, update on customers to regulars_app;

-- One identifier points to one customer. source is '' for phone and e-mail, which are the same everywhere.
create table customer_identities (
  organization_id uuid not null,
  kind text not null check (kind in ('external', 'phone', 'email')),
  source text not null,
  value text not null check (length(value) between 1 and 254),
  customer_id uuid not null,
  created_at timestamptz not null,
  primary key (organization_id, kind, source, value),
  foreign key (organization_id, customer_id) references customers (organization_id, customer_id),
  check (kind = 'external' or source = '')
);

create index customer_identities_customer on customer_identities (organization_id, customer_id);

select app.seal('customer_identities');

grant select, insert, update, delete on customer_identities to regulars_app;

-- A merge is a dated redirect: records keep their original customer, and it can be undone.
create table customer_merges (
  organization_id uuid not null,
  merge_id uuid not null,
  from_customer_id uuid not null,
  into_customer_id uuid not null,
  merged_at timestamptz not null,
  merged_by text not null,
  undone_at timestamptz,
  undone_by text,
  primary key (organization_id, merge_id),
  foreign key (organization_id, from_customer_id) references customers (organization_id, customer_id),
  foreign key (organization_id, into_customer_id) references customers (organization_id, customer_id),
  check (from_customer_id <> into_customer_id),
  check ((undone_at is null) = (undone_by is null))
);

create unique index customer_merges_standing on customer_merges (organization_id, from_customer_id) where undone_at is null;

select app.seal('customer_merges');

grant select, insert, update on customer_merges to regulars_app;

-- Two identifiers of one record pointed to two customers: said, never done.
create table merge_suggestions (
  organization_id uuid not null,
  first_customer_id uuid not null,
  second_customer_id uuid not null,
  reason text not null,
  suggested_at timestamptz not null,
  dismissed_at timestamptz,
  primary key (organization_id, first_customer_id, second_customer_id),
  foreign key (organization_id, first_customer_id) references customers (organization_id, customer_id),
  foreign key (organization_id, second_customer_id) references customers (organization_id, customer_id),
  check (first_customer_id < second_customer_id)
);

select app.seal('merge_suggestions');

grant select, insert, update on merge_suggestions to regulars_app;
