-- Access to unreleased models, the server's side: submissions, grants with their signatures, review
-- windows, approvers' public keys, and the mirror of each gateway's log.
--
-- INVARIANT (thirty days), in the rows themselves: a window is added once and never changed (no right to
-- update or delete), lasts at most 2,592,000 s, and a government window lies inside the 2,592,000 s that
-- began with the first government use of what the developer declares one model. That beginning is a row of
-- the same kind, named by a foreign key, so no sequence of statements can make one longer.

create schema access;
grant usage on schema access to sallyport_inner;

create table access.submission (
  id text primary key,
  developer_id text not null,
  evaluator_id text not null,
  -- as the developer writes it, and as two spellings of it are compared
  declared_as text not null,
  model_key text not null,
  model_digest text not null,
  gateway_url text not null,
  -- PEM; the one certificate that is believed at that address
  listener_certificate text not null,
  -- a log belongs to one submission
  log_origin text not null unique,
  log_vkey text not null,
  developer_witness text,
  evaluator_witness text,
  planned_release_at timestamptz,
  -- rises with every grant that is offered
  epoch bigint not null default 0,
  opened_by text not null,
  opened_at timestamptz not null,
  check (developer_id <> evaluator_id),
  unique (id, developer_id, model_key)
);
create index submission_by_developer on access.submission (developer_id, opened_at desc, id desc);
create index submission_by_evaluator on access.submission (evaluator_id, opened_at desc, id desc);
create index submission_by_opening on access.submission (opened_at desc, id desc);
create index submission_by_model on access.submission (developer_id, model_key);

-- A person's public key. The private one never comes here; a key belongs to one person for ever.
create table access.party_key (
  vkey text primary key,
  public_key bytea not null unique check (length(public_key) = 32),
  person_id text not null,
  organisation_id text not null,
  registered_at timestamptz not null,
  retired_at timestamptz
);
create unique index one_active_key on access.party_key (person_id) where retired_at is null;
create index party_key_by_organisation on access.party_key (organisation_id) where retired_at is null;

-- "grant" is a word of SQL; the table is named for what is granted.
create table access.model_grant (
  id text primary key,
  submission_id text not null references access.submission (id),
  kind text not null check (kind in ('government', 'partner', 'tool')),
  state text not null check (state in
    ('requested', 'offered', 'signing', 'active', 'expired', 'withdrawn', 'revoked', 'exhausted', 'declined')),
  -- put in force at the gateway by a note that did not come from here
  is_foreign boolean not null,
  runner jsonb not null,
  name_commitment text not null,
  -- the sealed name; null where the note came from elsewhere
  name_ref text,
  request jsonb,
  requested_by text,
  requested_at timestamptz not null,
  -- exact terms, as they are signed, and what is looked up in them
  terms_text text,
  digest text,
  epoch bigint,
  claim_until timestamptz,
  length_s int check (length_s between 1 and 2592000),
  activated_at timestamptz,
  -- when the complete note is to be sent (again); null when there is nothing to send
  activation_due_at timestamptz,
  activation_problem text,
  spent_requests bigint not null default 0 check (spent_requests >= 0),
  spent_tokens bigint not null default 0 check (spent_tokens >= 0),
  -- as the gateway last said; not part of its log
  reserved_tokens bigint not null default 0,
  running int not null default 0,
  ended_at timestamptz,
  end_side text check (end_side in ('developer', 'evaluator', 'gateway', 'clock')),
  end_person text,
  end_because text,
  -- when the gateway's own log said so: from there on no window of it can open
  log_ended_at timestamptz,
  revocation_note text,
  -- when the revocation is to be sent (again); null once the gateway has answered, or it no longer matters
  revocation_due_at timestamptz,
  check ((terms_text is null) = (digest is null) and (digest is null) = (claim_until is null)
    and (digest is null) = (length_s is null) and (digest is null) = (epoch is null)),
  check ((ended_at is not null) = (state in ('expired', 'withdrawn', 'revoked', 'exhausted', 'declined'))),
  unique (id, submission_id, kind)
);
create index grant_by_submission on access.model_grant (submission_id, requested_at desc, id desc);
create unique index one_grant_in_force on access.model_grant (submission_id, digest) where activated_at is not null;
create index grant_to_activate on access.model_grant (activation_due_at) where activation_due_at is not null;
create index grant_to_revoke on access.model_grant (revocation_due_at) where revocation_due_at is not null;
create index grant_by_digest on access.model_grant (submission_id, digest);

-- One signature a person and a grant, and one a key.
create table access.signature (
  grant_id text not null references access.model_grant (id),
  person_id text not null,
  side text not null check (side in ('developer', 'evaluator')),
  vkey text not null references access.party_key (vkey),
  -- the note's signature line
  line text not null,
  at timestamptz not null,
  primary key (grant_id, person_id),
  unique (grant_id, vkey)
);

-- Where a declared model's thirty days began. Added once, never changed.
create table access.model_window (
  developer_id text not null,
  model_key text not null,
  first_used_at timestamptz not null,
  submission_id text not null references access.submission (id),
  primary key (developer_id, model_key),
  unique (developer_id, model_key, first_used_at)
);

create table access.review_window (
  grant_id text primary key,
  submission_id text not null,
  kind text not null,
  developer_id text not null,
  model_key text not null,
  -- the beginning of the model's thirty days; on government windows and no others
  first_used_at timestamptz,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  check (closes_at > opens_at),
  check (closes_at - opens_at <= interval '2592000 seconds'),
  check ((kind = 'government') = (first_used_at is not null)),
  check (first_used_at is null
    or (opens_at >= first_used_at and closes_at <= first_used_at + interval '2592000 seconds')),
  foreign key (grant_id, submission_id, kind) references access.model_grant (id, submission_id, kind),
  foreign key (submission_id, developer_id, model_key) references access.submission (id, developer_id, model_key),
  foreign key (developer_id, model_key, first_used_at)
    references access.model_window (developer_id, model_key, first_used_at)
);

-- A runner's name, asked for by one person and agreed to by one of the other side.
create table access.name_opening (
  grant_id text primary key references access.model_grant (id),
  requested_by text not null,
  requested_side text not null check (requested_side in ('developer', 'evaluator')),
  because text not null,
  requested_at timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  check (approved_by is null or approved_by <> requested_by),
  check ((approved_by is null) = (approved_at is null))
);

create table access.gateway_mirror (
  submission_id text primary key references access.submission (id),
  state text not null check (state in
    ('unseen', 'in_step', 'unreachable', 'garbled', 'rolled_back', 'forked', 'untrue')),
  problem text,
  since timestamptz not null,
  seen_at timestamptz,
  -- entries held and verified; the tree over them has this root
  size bigint not null default 0 check (size >= 0),
  root bytea not null check (length(root) = 32),
  -- the newest signed checkpoint over entries that are all held
  checkpoint text,
  checkpoint_size bigint not null default 0 check (checkpoint_size <= size),
  -- the other history, where the log signed two: proof against it, kept for ever
  rival_checkpoint text,
  -- the host's time, not the installation's: when to look next
  due_at timestamptz not null default clock_timestamp(),
  failures int not null default 0
);
create index mirror_by_due on access.gateway_mirror (due_at);

create table access.pulled_leaf (
  submission_id text not null references access.submission (id),
  index bigint not null check (index >= 0),
  entry bytea not null,
  -- what the gateway showed of it, checked against the entry; null where it was withheld or deleted
  salt bytea check (length(salt) = 32),
  body text,
  type text,
  at timestamptz,
  grant_digest text,
  primary key (submission_id, index),
  check ((salt is null) = (body is null))
);
create index leaf_by_grant on access.pulled_leaf (submission_id, grant_digest, index);
create index leaf_by_type on access.pulled_leaf (submission_id, type, index);

-- Whole tiles of every level, and the unfinished one of each, which grows.
create table access.pulled_tile (
  submission_id text not null references access.submission (id),
  level smallint not null check (level >= 0),
  index bigint not null check (index >= 0),
  hashes bytea not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
  primary key (submission_id, level, index)
);

grant select, insert on access.submission, access.party_key, access.signature, access.model_window,
  access.review_window, access.name_opening, access.pulled_leaf to sallyport_inner;
grant select, insert, update on access.model_grant, access.gateway_mirror, access.pulled_tile to sallyport_inner;
-- What may change of the rest, column by column.
grant update (planned_release_at, developer_witness, evaluator_witness, epoch) on access.submission to sallyport_inner;
grant update (retired_at) on access.party_key to sallyport_inner;
grant update (approved_by, approved_at) on access.name_opening to sallyport_inner;
