-- The list of customers: found by name, e-mail, phone and number, sorted by what it shows.

-- A text as it is searched: lower case, without accents, apostrophes and double spaces; hyphens and stops part words. Written with
-- lists of our own, because what PostgreSQL makes of case and accents hangs on the locale its database was made with.
create function app.folded(words text) returns text
language sql immutable parallel safe strict as $$
  select left(btrim(regexp_replace(
    case
      when octet_length(words) = length(words) then lower(replace(words, '''', '') collate "C")
      else translate(
        replace(replace(replace(replace(replace(
          lower(regexp_replace(normalize(words, NFKD), '[\u0300-\u036f''\u2018\u2019\u02bc]', '', 'g') collate "C"),
          'ß', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'),
        'ØøŁłĐđÐðÞþĦħıΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐ',
        'oollddddtthhiαβγδεζηθικλμνξοπρστυφχψωσабвгдежзийклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґ')
    end collate "C",
    '[\s!-/:-@\[-`{-~\u2010-\u2015\u00b7]+', ' ', 'g')), 200)
$$;

-- Generated: whoever writes a name need not know of it.
alter table customers
  add column search_name text collate "C" generated always as (app.folded(name)) stored,
  add column search_last_name text collate "C" generated always as (substring(app.folded(name) collate "C" from '[^ ]+$')) stored;

alter table customer_identities
  add column search_value text collate "C" generated always as (lower(value collate "C")) stored;

-- Leakproof all of them (DESIGN 7.10): starts_with under collate "C", and rows in order. The customer is in the index, so that a
-- search for a letter need not read the rows of half the town.
create index customers_name on customers (organization_id, search_name, customer_id);

create index customers_last_name on customers (organization_id, search_last_name, customer_id);

create index customers_registered on customers (organization_id, registered_at, customer_id);

create index customer_identities_search on customer_identities (organization_id, kind, search_value, customer_id);

-- The list begins again where it stopped: each order of rows ends in the customer.
drop index customer_facts_last_order;

drop index customer_facts_net;

create index customer_facts_net on customer_facts (organization_id, net_minor, customer_id);

create index customer_facts_orders on customer_facts (organization_id, order_count, customer_id);

-- As customer_readings says it, word for word.
create index customer_facts_average_order on customer_facts (
  organization_id, (floor(net_minor::numeric / nullif(order_count, 0) + 0.5)::bigint), customer_id) where order_count > 0;

create index customer_facts_first_order on customer_facts (organization_id, first_order_on, customer_id);

create index customer_facts_last_order on customer_facts (organization_id, last_order_on, customer_id);

-- Who has a booking ahead is quiet for no days, whenever they bought last.
create index customer_facts_upcoming on customer_facts (organization_id, last_upcoming_at) where last_upcoming_at is not null;

-- Whether every window sum holds for a date is asked by every reading.
create index customer_facts_window_from on customer_facts (organization_id, window_from_on);
