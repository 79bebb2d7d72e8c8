-- Files of every kind, understood before they are taken in, and taken back where they were the wrong ones.

alter table imports drop constraint imports_state_check;

alter table imports add constraint imports_state_check check (state in (
  'uploaded', 'previewing', 'previewed', 'waiting', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone'));

alter table imports add column started_by_name text not null default '';

alter table imports add column size_bytes bigint check (size_bytes >= 0);

-- The name of the uploaded file in the data folder; null when it came by the command line, or is let go.
alter table imports add column stored_as text;

alter table imports add column title text not null default '';

alter table imports add column reading jsonb;

alter table imports add column understanding jsonb;

alter table imports add column preview jsonb;

alter table imports add column progress jsonb;

alter table imports add column attempt_count integer not null default 0;

alter table imports add column cancel_requested_at timestamptz;

alter table imports add column undone_at timestamptz;

alter table imports add column undone_by text;

-- Every row of a file that was not taken, and every value that was left out of one that was. Kept for some months.
create table import_refusals (
  organization_id uuid not null,
  import_id uuid not null,
  line integer not null,
  -- Several values of one row.
  nth integer not null,
  -- True: the row was taken without this value.
  is_left_out boolean not null,
  reason text not null,
  field text not null,
  value text not null,
  -- The value names or reaches a person.
  is_personal boolean not null,
  primary key (organization_id, import_id, line, nth),
  foreign key (organization_id, import_id) references imports (organization_id, import_id)
);

select app.seal('import_refusals');

grant select, insert, delete on import_refusals to regulars_app;

-- What a record was before an import told a newer version of it: what undoing the import brings back.
create table import_befores (
  organization_id uuid not null,
  import_id uuid not null,
  kind text not null check (kind in ('order', 'refund', 'quote', 'appointment', 'customer', 'product')),
  record_id uuid not null,
  before jsonb not null,
  primary key (organization_id, import_id, kind, record_id),
  foreign key (organization_id, import_id) references imports (organization_id, import_id)
);

select app.seal('import_befores');

grant select, insert, delete on import_befores to regulars_app;

-- How the files with this header were read the last time that somebody said so.
create table import_readings (
  organization_id uuid not null references organizations (organization_id),
  header_hash text not null,
  reading jsonb not null,
  saved_at timestamptz not null,
  primary key (organization_id, header_hash)
);

select app.seal('import_readings');

grant select, insert, update on import_readings to regulars_app;

-- The import that first told a record; import_id is the one whose telling stands (null: another door's).
alter table orders add column made_by_import_id uuid;

alter table refunds add column made_by_import_id uuid;

alter table quotes add column made_by_import_id uuid;

alter table appointments add column made_by_import_id uuid;

alter table customers add column made_by_import_id uuid;

alter table customer_identities add column made_by_import_id uuid;

alter table products add column made_by_import_id uuid;

alter table locations add column made_by_import_id uuid;

-- Taken back with the import that brought them, and nothing else: no contact, product or place any more.
alter table customers add column voided_at timestamptz;

alter table customers add column voided_by text check ((voided_at is null) = (voided_by is null));

alter table products add column voided_at timestamptz;

alter table products add column voided_by text check ((voided_at is null) = (voided_by is null));

alter table locations add column voided_at timestamptz;

alter table locations add column voided_by text check ((voided_at is null) = (voided_by is null));
