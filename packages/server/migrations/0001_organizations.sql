-- Who the tenants are, and the ground every other table stands on.
-- Each statement travels as a message of its own; a blank line after the semicolon parts them.

grant usage on schema app to regulars_app, regulars_directory, regulars_relay;

-- The only way to choose an organization: for this transaction, by SET LOCAL (set_config does not travel to Citus workers).
create function app.use_organization(organization uuid) returns void
language plpgsql as $$
begin
  if organization is null then
    raise exception 'an organization is needed' using errcode = 'null_value_not_allowed';
  end if;
  execute format('set local app.organization_id = %L', organization);
end
$$;

-- Shards a new tenant table by its organization where Citus is installed, and does nothing elsewhere.
create function app.distribute(table_name text) returns void
language plpgsql as $$
begin
  if exists (select from pg_extension where extname = 'citus') then
    execute format('select create_distributed_table(%L, %L)', table_name, 'organization_id');
  end if;
end
$$;

-- Puts a tenant table under the one policy: rows of the organization in use, and no others. Force: the owner obeys too.
create function app.seal(table_name text) returns void
language plpgsql as $$
begin
  execute format('alter table %I enable row level security', table_name);
  execute format('alter table %I force row level security', table_name);
  execute format(
    'create policy organization on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)',
    table_name);
  perform app.distribute(table_name);
end
$$;

create table organizations (
  organization_id uuid not null primary key,
  slug text not null check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name text not null check (length(name) between 1 and 200),
  country text check (country ~ '^[A-Z]{2}$'),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  currency_digits smallint not null check (currency_digits between 0 and 4),
  time_zone text not null,
  values_by text not null default 'total' check (values_by in ('total', 'goods')),
  bookings_complete_themselves boolean not null default true,
  plan text not null default 'self_hosted',
  is_demo boolean not null default false,
  created_at timestamptz not null
);

select app.seal('organizations');

grant select, insert, update on organizations to regulars_app;

-- Every threshold of every definition, each the organization's own to change. Days, orders, or minor units.
create table thresholds (
  organization_id uuid not null primary key references organizations (organization_id),
  new_within_days integer not null check (new_within_days >= 0),
  active_within_days integer not null,
  at_risk_within_days integer not null,
  candidate_within_days integer not null,
  vip_over_minor bigint not null,
  high_from_minor bigint not null,
  medium_from_minor bigint not null,
  frequent_over_orders integer not null,
  regular_from_orders integer not null,
  occasional_from_orders integer not null,
  window_days integer not null check (window_days between 1 and 3660),
  r5_within_days integer not null,
  r4_within_days integer not null,
  r3_within_days integer not null,
  r2_within_days integer not null,
  f5_from_orders integer not null,
  f4_from_orders integer not null,
  f3_from_orders integer not null,
  f2_from_orders integer not null,
  m5_from_minor bigint not null,
  m4_from_minor bigint not null,
  m3_from_minor bigint not null,
  m2_from_minor bigint not null,
  rfm_new_within_days integer not null,
  churn_horizon_days integer not null check (churn_horizon_days between 1 and 3660),
  check (new_within_days <= active_within_days and active_within_days < at_risk_within_days),
  check (medium_from_minor <= high_from_minor and high_from_minor <= vip_over_minor),
  check (1 < occasional_from_orders and occasional_from_orders < regular_from_orders
    and regular_from_orders <= frequent_over_orders),
  check (r5_within_days < r4_within_days and r4_within_days < r3_within_days and r3_within_days < r2_within_days),
  check (f2_from_orders < f3_from_orders and f3_from_orders < f4_from_orders and f4_from_orders < f5_from_orders),
  check (m2_from_minor < m3_from_minor and m3_from_minor < m4_from_minor and m4_from_minor < m5_from_minor)
);

select app.seal('thresholds');

grant select, insert, update on thresholds to regulars_app;

-- A place of an organization. The orders of no place carry null; facts carry the fixed id of zeros.
create table locations (
  organization_id uuid not null references organizations (organization_id),
  location_id uuid not null check (location_id <> '00000000-0000-0000-0000-000000000000'),
  kind text not null check (kind in ('branch', 'shop', 'venue')),
  name text not null check (length(name) between 1 and 200),
  source text not null default 'regulars',
  external_id text not null,
  created_at timestamptz not null,
  primary key (organization_id, location_id),
  unique (organization_id, source, external_id)
);

select app.seal('locations');

grant select, insert, update on locations to regulars_app;

-- A person who signs in: the truth of access. The account itself is better-auth's (schema auth, no foreign key).
create table members (
  organization_id uuid not null references organizations (organization_id),
  member_id uuid not null,
  account_id text not null,
  role text not null check (role in ('owner', 'admin', 'manager', 'staff', 'analyst')),
  every_location boolean not null default true,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (organization_id, member_id),
  unique (organization_id, account_id)
);

select app.seal('members');

grant select, insert, update on members to regulars_app;

create table member_locations (
  organization_id uuid not null,
  member_id uuid not null,
  location_id uuid not null,
  primary key (organization_id, member_id, location_id),
  foreign key (organization_id, member_id) references members (organization_id, member_id),
  foreign key (organization_id, location_id) references locations (organization_id, location_id)
);

select app.seal('member_locations');

grant select, insert, delete on member_locations to regulars_app;

-- What an API key may do here. The secret's hash is better-auth's.
create table api_keys (
  organization_id uuid not null references organizations (organization_id),
  api_key_id uuid not null,
  auth_key_id text not null,
  name text not null check (length(name) between 1 and 100),
  permissions text[] not null,
  created_by text not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  primary key (organization_id, api_key_id),
  unique (organization_id, auth_key_id)
);

select app.seal('api_keys');

grant select, insert, update on api_keys to regulars_app;

-- Small reference tables: what must be unique or found before an organization is known.
-- Only the directory door reads them; the application adds to them in the transaction that makes the thing.

create table organization_directory (
  organization_id uuid not null primary key,
  slug text not null unique,
  time_zone text not null
);

create table account_directory (
  account_id text not null,
  organization_id uuid not null,
  primary key (account_id, organization_id)
);

create table key_directory (
  auth_key_id text not null primary key,
  organization_id uuid not null
);

create table shop_slug_directory (
  slug text not null primary key check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  organization_id uuid not null,
  location_id uuid not null
);

grant insert on organization_directory, account_directory, key_directory, shop_slug_directory to regulars_app;

grant select on organization_directory, account_directory, key_directory, shop_slug_directory to regulars_directory;
