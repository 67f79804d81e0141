-- Advisories with their two published texts; components of operators' inventories; exposures (what an
-- operator sees as an action card) and receipts. One schema a domain, no keys across.

create schema advisories;
grant usage on schema advisories to sallyport_outer;

create sequence advisories.number;
grant usage on sequence advisories.number to sallyport_outer;

create table advisories.advisory (
  id text primary key,
  case_id text not null unique,
  state text not null check (state in ('draft', 'published', 'withdrawn')),
  document jsonb not null,
  drafted_by text not null,
  published_at timestamptz,
  csaf text,
  osv text,
  check ((state = 'draft') = (published_at is null)),
  check ((published_at is null) = (csaf is null) and (csaf is null) = (osv is null))
);
create index advisory_by_publication on advisories.advisory (published_at desc, id desc) where published_at is not null;
-- Which packages an advisory names, so that an upload looks up only its own.
create table advisories.affected_package (
  advisory_id text not null references advisories.advisory (id),
  package_key text not null,
  primary key (package_key, advisory_id)
);
grant select, insert, update on advisories.advisory to sallyport_outer;
grant select, insert on advisories.affected_package to sallyport_outer;

create schema matching;
grant usage on schema matching to sallyport_outer;

create table matching.component (
  inventory_id text not null,
  place int not null,
  package_key text not null,
  purl text not null,
  name text not null,
  version text not null,
  primary key (inventory_id, place)
);
create index component_by_package on matching.component (package_key, inventory_id);
grant select, insert, delete on matching.component to sallyport_outer;

create schema operators;
grant usage on schema operators to sallyport_outer;

create table operators.system (
  id text primary key,
  organisation_id text not null,
  name text not null,
  inventory_at timestamptz not null,
  components int not null,
  no_data int not null,
  findings jsonb not null,
  unique (organisation_id, name)
);

create table operators.exposure (
  id text primary key,
  organisation_id text not null,
  system_id text not null references operators.system (id),
  advisory_id text not null,
  package_key text not null,
  component jsonb not null,
  because text not null,
  fixed_version text,
  state text not null check (state in ('due', 'confirmed', 'mitigated', 'not_affected')),
  opened_at timestamptz not null,
  due_at timestamptz not null,
  ended_at timestamptz,
  unique (system_id, advisory_id, package_key)
);
create index exposure_by_organisation on operators.exposure (organisation_id, opened_at desc, id desc);

create table operators.receipt (
  id text primary key,
  exposure_id text not null references operators.exposure (id),
  organisation_id text not null,
  at timestamptz not null,
  evidence text not null check (evidence in ('inventory', 'attestation')),
  statement text not null,
  signature text not null,
  key_id text not null
);
create index receipt_by_exposure on operators.receipt (exposure_id, at desc);

grant select, insert, update on operators.system, operators.exposure to sallyport_outer;
grant select, insert on operators.receipt to sallyport_outer;
