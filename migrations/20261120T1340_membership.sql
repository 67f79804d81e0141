-- Who takes part: organisations, people, the offices they hold and for how long, sessions and API
-- tokens. Secrets are kept as hashes only. Names are shared with the other zones through one view,
-- because every page must say who did what; nothing else of this schema is.

create schema membership;
grant usage on schema membership to sallyport_office, sallyport_outer, sallyport_inner;

create table membership.organisation (
  id text primary key,
  name text not null,
  made_at timestamptz not null
);

create table membership.person (
  id text primary key,
  name text not null,
  made_at timestamptz not null
);

create table membership.office (
  person_id text not null references membership.person (id),
  organisation_id text not null references membership.organisation (id),
  office text not null,
  opens_at timestamptz not null,
  -- half-open: held from opens_at until just before closes_at
  closes_at timestamptz,
  primary key (person_id, organisation_id, office, opens_at),
  check (closes_at is null or closes_at > opens_at)
);

create table membership.session (
  secret_sha256 bytea primary key,
  person_id text not null references membership.person (id),
  made_at timestamptz not null,
  expires_at timestamptz not null
);

create table membership.token (
  id text primary key,
  person_id text not null references membership.person (id),
  label text not null,
  secret_sha256 bytea not null unique,
  scopes text[] not null check (cardinality(scopes) > 0),
  made_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index token_by_person on membership.token (person_id, made_at desc, id);

grant select, insert on membership.organisation, membership.person to sallyport_office;
grant select, insert, update on membership.office, membership.token to sallyport_office;
grant select, insert, delete on membership.session to sallyport_office;

create view membership.directory as
  select id, name from membership.organisation union all select id, name from membership.person;
grant select on membership.directory to sallyport_office, sallyport_outer, sallyport_inner;
