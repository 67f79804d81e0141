-- Evaluation on the server: published procedures, sealed suites and their custody, thresholds committed to
-- beforehand, runs with their samples and reviews, findings, and the report that two people sign.
--
-- INVARIANT (committed before used), in the rows themselves: a suite's items and root, a threshold and its
-- commitment, a sample, a fingerprint and a decision are added once and never changed (no right to update or
-- delete the columns that say so). A run names its suite's root and its threshold's commitment when it is
-- planned, and these columns of it cannot change either, so a later version cannot reach an earlier run.

create schema evaluation;
grant usage on schema evaluation to sallyport_inner;

-- What both sides accept by signing a grant that names it (requirements S07).
create table evaluation.procedure (
  id text primary key,
  organisation_id text not null,
  name text not null,
  version int not null check (version >= 1),
  text text not null,
  -- whether tasks of a sealed suite may be shown to an endpoint under it
  allows_sealed boolean not null,
  published_by text not null,
  published_at timestamptz not null,
  -- grants name it by this, whoever wrote them
  unique (name, version)
);

-- A custodian's public age recipient; the identity stays with the custodian.
create table evaluation.custodian_key (
  recipient text primary key,
  person_id text not null,
  organisation_id text not null,
  registered_at timestamptz not null,
  retired_at timestamptz
);
create unique index one_custodian_key on evaluation.custodian_key (person_id) where retired_at is null;

create table evaluation.suite (
  id text primary key,
  organisation_id text not null,
  name text not null,
  version text not null,
  kind text not null check (kind in ('sealed', 'open')),
  state text not null check (state in ('declared', 'held')),
  -- over the items, in order (RFC 6962): hex
  root text not null,
  first_custodian text,
  second_custodian text,
  declared_by text not null,
  declared_at timestamptz not null,
  unique (organisation_id, name, version),
  check ((kind = 'sealed') = (first_custodian is not null)),
  check ((first_custodian is null) = (second_custodian is null)),
  check (first_custodian <> second_custodian)
);

create table evaluation.suite_task (
  suite_id text not null references evaluation.suite (id),
  position int not null check (position >= 0),
  name text not null,
  -- exactly what the Merkle tree's leaf is of
  item jsonb not null,
  -- each custodian's half of the key, encrypted to them
  first_share bytea,
  second_share bytea,
  -- custody; null for an open suite, which keeps no secret
  state text check (state in ('held', 'issued', 'exposed', 'burned')),
  -- the sealed ciphertext; null until it was brought, or for an open suite
  content_ref text,
  primary key (suite_id, position),
  unique (suite_id, name)
);

create table evaluation.threshold (
  id text primary key,
  organisation_id text not null,
  name text not null,
  version int not null check (version >= 1),
  suite_id text not null references evaluation.suite (id),
  -- attempts at each task that the rule is about; the rest of the rule is sealed
  epochs int not null check (epochs between 1 and 1000),
  commitment text not null unique,
  -- rule and salt, sealed
  content_ref text not null,
  committed_by text not null,
  committed_at timestamptz not null,
  -- when overseers were let see it
  shown_by text,
  shown_at timestamptz,
  unique (organisation_id, name, version),
  check ((shown_by is null) = (shown_at is null))
);

create table evaluation.run (
  id text primary key,
  submission_id text not null,
  organisation_id text not null,
  grant_id text not null,
  procedure_id text not null references evaluation.procedure (id),
  suite_id text not null references evaluation.suite (id),
  suite_root text not null,
  model_name text not null,
  model_digest text not null,
  epochs int not null check (epochs between 1 and 1000),
  samples_planned int not null check (samples_planned >= 1),
  budget jsonb not null,
  tier text not null check (tier in ('gvisor', 'bubblewrap')),
  purpose text not null check (purpose in ('determination', 'exploration')),
  threshold_id text references evaluation.threshold (id),
  threshold_commitment text,
  planned_by text not null,
  planned_at timestamptz not null,
  state text not null check (state in ('planned', 'queued', 'running', 'complete', 'incomplete', 'withdrawn')),
  queued_by text,
  queued_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  end_reason text,
  samples_recorded int not null default 0,
  -- hash over all samples so far, in order: hex
  chain text not null,
  check (samples_recorded <= samples_planned),
  check ((threshold_id is null) = (threshold_commitment is null)),
  check (purpose <> 'determination' or threshold_id is not null),
  check (purpose <> 'determination' or tier = 'gvisor'),
  check (purpose <> 'determination' or queued_by <> planned_by),
  check ((ended_at is not null) = (state in ('complete', 'incomplete', 'withdrawn'))),
  check (state <> 'complete' or samples_recorded = samples_planned)
);
create index run_by_submission on evaluation.run (submission_id, planned_at desc, id desc);
create index run_by_organisation on evaluation.run (organisation_id, planned_at desc, id desc);
create index run_by_planning on evaluation.run (planned_at desc, id desc);
create index run_by_grant on evaluation.run (grant_id) where ended_at is null;

create table evaluation.fingerprint (
  run_id text not null references evaluation.run (id),
  number int not null,
  phase text not null check (phase in ('start', 'during', 'end')),
  digest text not null,
  details jsonb not null,
  at timestamptz not null,
  primary key (run_id, number)
);

create table evaluation.sample (
  run_id text not null references evaluation.run (id),
  position int not null check (position >= 0),
  task text not null,
  epoch int not null check (epoch >= 1),
  disposition text not null,
  reason text not null,
  value double precision not null check (value between 0 and 1),
  refusals int not null check (refusals >= 0),
  facts jsonb not null,
  chain text not null,
  recorded_at timestamptz not null,
  primary key (run_id, position),
  unique (run_id, task, epoch),
  check (disposition = 'scored' or value = 0)
);

-- What people say of a sample; a changed score or a broken task takes two.
create table evaluation.review (
  run_id text not null,
  position int not null,
  state text not null check (state in ('agreed', 'disputed', 'changed')),
  verdict text not null check (verdict in ('agreed', 'mis_scored', 'broken_task')),
  value double precision check (value between 0 and 1),
  because text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  settled_by text,
  settled_at timestamptz,
  primary key (run_id, position),
  foreign key (run_id, position) references evaluation.sample (run_id, position),
  check ((verdict = 'mis_scored') = (value is not null)),
  check ((state = 'agreed') = (verdict = 'agreed')),
  check ((settled_by is not null) = (state = 'changed')),
  check (settled_by <> proposed_by)
);

-- Applications of a threshold: each planned look once.
create table evaluation.decision (
  run_id text not null references evaluation.run (id),
  look int not null check (look >= 1),
  threshold_id text not null references evaluation.threshold (id),
  outcome text not null check (outcome in ('met', 'not_met', 'cannot_tell')),
  reason text not null,
  facts jsonb not null,
  decided_by text not null,
  decided_at timestamptz not null,
  primary key (run_id, look)
);

create table evaluation.unseal (
  id text primary key,
  suite_id text not null references evaluation.suite (id),
  run_id text not null references evaluation.run (id),
  state text not null check (state in ('requested', 'executed', 'refused', 'withdrawn')),
  -- the runner's one-time age recipient
  recipient text not null,
  positions int[] not null,
  because text not null,
  requested_by text not null,
  requested_at timestamptz not null,
  settled_by text,
  settled_at timestamptz,
  check ((settled_by is null) = (state = 'requested')),
  check (state <> 'executed' or settled_by <> requested_by)
);
create index unseal_by_run on evaluation.unseal (run_id, requested_at desc, id desc);

-- Halves of keys, each encrypted by its custodian to the runner of one unseal.
create table evaluation.released_share (
  unseal_id text not null references evaluation.unseal (id),
  position int not null,
  custodian text not null,
  share bytea not null,
  primary key (unseal_id, position, custodian)
);

create table evaluation.finding (
  id text primary key,
  run_id text not null references evaluation.run (id),
  submission_id text not null,
  organisation_id text not null,
  kind text not null check (kind in
    ('capability', 'vulnerability', 'safeguard', 'insider_risk', 'infrastructure_or_national_security')),
  severity text not null check (severity in ('low', 'moderate', 'high', 'critical')),
  audience text not null check (audience in ('evaluator', 'both')),
  -- positions of the samples that show it
  evidence int[] not null check (cardinality(evidence) >= 1),
  -- claim and uncertainty, sealed
  content_ref text not null,
  written_by text not null,
  written_at timestamptz not null
);
create index finding_by_submission on evaluation.finding (submission_id, written_at desc, id desc);

create table evaluation.report (
  id text primary key,
  submission_id text not null,
  organisation_id text not null,
  grant_id text not null,
  state text not null check (state in ('proposed', 'signed', 'withdrawn', 'not_completed')),
  is_shared boolean not null,
  -- of the content that was proposed: what the second person signs is this and nothing else
  content_sha256 text,
  content_ref text,
  reason text,
  proposed_by text not null,
  proposed_at timestamptz not null,
  settled_by text,
  settled_at timestamptz,
  check ((state = 'not_completed') = (reason is not null)),
  check ((state = 'not_completed') = (content_ref is null)),
  check (state <> 'signed' or settled_by <> proposed_by)
);
create index report_by_submission on evaluation.report (submission_id, proposed_at desc, id desc);
create unique index one_report on evaluation.report (grant_id) where state in ('signed', 'not_completed');
create unique index one_proposal on evaluation.report (grant_id) where state = 'proposed';

grant select, insert on evaluation.procedure, evaluation.custodian_key, evaluation.suite, evaluation.suite_task,
  evaluation.threshold, evaluation.run, evaluation.fingerprint, evaluation.sample, evaluation.decision,
  evaluation.unseal, evaluation.released_share, evaluation.finding, evaluation.report to sallyport_inner;
grant select, insert, update on evaluation.review to sallyport_inner;
-- What may change of the rest, column by column.
grant update (retired_at) on evaluation.custodian_key to sallyport_inner;
grant update (state) on evaluation.suite to sallyport_inner;
grant update (state, content_ref) on evaluation.suite_task to sallyport_inner;
grant update (shown_by, shown_at) on evaluation.threshold to sallyport_inner;
grant update (state, queued_by, queued_at, started_at, ended_at, ended_by, end_reason, samples_recorded, chain)
  on evaluation.run to sallyport_inner;
grant update (state, settled_by, settled_at) on evaluation.unseal to sallyport_inner;
grant update (state, content_ref, settled_by, settled_at) on evaluation.report to sallyport_inner;
