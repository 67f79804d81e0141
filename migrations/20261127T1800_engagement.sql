-- The engagement: a submission from its first question on, with or without a gateway. What a developer chose
-- (its state and its scope), what both sides accepted before any access, and who declared what interest.

-- The gateway comes when access does; a question needs none.
create table access.gateway (
  submission_id text primary key references access.submission (id),
  url text not null,
  -- PEM; the one certificate that is believed at that address
  listener_certificate text not null,
  -- a log belongs to one submission
  log_origin text not null unique,
  log_vkey text not null,
  developer_witness text,
  evaluator_witness text,
  connected_by text not null,
  connected_at timestamptz not null
);
insert into access.gateway (submission_id, url, listener_certificate, log_origin, log_vkey, developer_witness,
  evaluator_witness, connected_by, connected_at)
select id, gateway_url, listener_certificate, log_origin, log_vkey, developer_witness, evaluator_witness, opened_by,
  opened_at from access.submission;

alter table access.submission
  drop column gateway_url, drop column listener_certificate, drop column log_origin, drop column log_vkey,
  drop column developer_witness, drop column evaluator_witness,
  -- a model under development may have no digest yet; one is declared before a gateway is connected
  alter column model_digest drop not null,
  -- shown apart: no window is anchored to it
  add column public_release_at timestamptz,
  add column state text not null default 'open' check (state in ('open', 'paused', 'withdrawn')),
  add column state_since timestamptz,
  -- what the developer takes part in now; a question is always possible
  add column scope text[] not null default '{access,determination,partners}'
    check (scope <@ '{access,determination,partners}'),
  -- persons who declared an interest: nothing of this is there for them
  add column recused text[] not null default '{}',
  -- persons who declared that they have none: only they open sealed content of it
  add column disinterested text[] not null default '{}',
  add check (not recused && disinterested);
update access.submission set state_since = opened_at;
alter table access.submission alter column state drop default, alter column scope drop default,
  alter column state_since set not null;

-- Terms, procedures, criteria and tiers as documents: read from files of the installation, never changed.
create table access.document (
  sha256 text primary key,
  kind text not null check (kind in ('terms', 'procedure', 'partner_criteria', 'assessment_tiers')),
  name text not null,
  version int not null check (version >= 1),
  title text not null,
  is_sample boolean not null,
  text text not null,
  loaded_at timestamptz not null,
  -- what is put forward now; what was accepted before stays accepted
  is_in_force boolean not null,
  unique (kind, name, version)
);

-- One side's acceptance of one exact document, by one person; both sides' make it agreed.
create table access.acceptance (
  submission_id text not null references access.submission (id),
  document_sha256 text not null references access.document (sha256),
  side text not null check (side in ('developer', 'evaluator')),
  person_id text not null,
  at timestamptz not null,
  primary key (submission_id, document_sha256, side)
);

create table access.declaration (
  submission_id text not null references access.submission (id),
  person_id text not null,
  has_interest boolean not null,
  -- what kind, in the person's words; about the person and not about the model
  words text not null,
  at timestamptz not null,
  -- an interest can be declared later; it cannot be taken back
  primary key (submission_id, person_id, has_interest)
);
create index recused on access.declaration (person_id) where has_interest;

-- A partner ends its own part alone.
alter table access.model_grant drop constraint model_grant_end_side_check,
  add check (end_side in ('developer', 'evaluator', 'partner', 'gateway', 'clock'));

grant select, insert on access.gateway, access.document, access.acceptance, access.declaration to sallyport_inner;
grant update (developer_witness, evaluator_witness) on access.gateway to sallyport_inner;
grant update (is_in_force) on access.document to sallyport_inner;
grant update (planned_release_at, public_release_at, model_digest, epoch, state, state_since, scope, recused,
  disinterested) on access.submission to sallyport_inner;
