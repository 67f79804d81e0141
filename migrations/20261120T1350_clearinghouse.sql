-- The clearinghouse's nouns in their first form: report, case, fix. Content is not here: bundles,
-- evidence and diffs are sealed blobs, and these rows hold refs, states and what a list must show.

create schema clearinghouse;
grant usage on schema clearinghouse to sallyport_outer;

create table clearinghouse.report (
  id text primary key,
  organisation_id text not null,
  person_id text not null,
  idempotency_key text not null,
  bundle_sha256 text not null,
  bundle_ref text not null,
  received_at timestamptz not null,
  title text not null,
  target text not null,
  target_key text not null,
  environment text not null,
  oracle text not null,
  provenance jsonb not null,
  embargo_eligibility text not null check (embargo_eligibility in ('eligible', 'none')),
  embargo_because text not null,
  state text not null check (state in ('received', 'validating', 'held', 'confirmed', 'not_confirmed')),
  verdict jsonb,
  evidence_ref text,
  root_key text,
  case_id text,
  duplicate_of text,
  -- what the fixed control was, where one ran and stopped the trigger: two reports that one fix stops may be one cause
  fix_key text,
  -- the case this is likely to belong to, until a coordinator says so or says no
  candidate_case_id text,
  unique (organisation_id, idempotency_key)
);
create index report_by_receipt on clearinghouse.report (received_at desc, id desc);
create index report_by_finder on clearinghouse.report (organisation_id, received_at desc, id desc);
create index report_by_case on clearinghouse.report (case_id) where case_id is not null;
create index report_by_root on clearinghouse.report (target_key, root_key) where root_key is not null;
create index report_by_bundle on clearinghouse.report (bundle_sha256);
create index report_waiting on clearinghouse.report (received_at) where state in ('received', 'validating', 'held');

-- "case" is a word of SQL; the table is named for what a case is about.
create table clearinghouse.root_case (
  id text primary key,
  number bigint generated always as identity unique,
  title text not null,
  target text not null,
  target_key text not null,
  root_key text not null,
  state text not null check (state in ('open', 'coordinating', 'fix_verified', 'published', 'closed')),
  owner_id text,
  embargo_eligibility text not null check (embargo_eligibility in ('eligible', 'none')),
  opened_at timestamptz not null,
  unique (target_key, root_key)
);
create index case_by_opening on clearinghouse.root_case (opened_at desc, id desc);

create table clearinghouse.fix (
  id text primary key,
  case_id text not null references clearinghouse.root_case (id),
  proposed_by text not null,
  proposed_at timestamptz not null,
  kind text not null check (kind in ('diff', 'version')),
  version text,
  diff_ref text,
  state text not null check (state in ('proposed', 'verifying', 'verified', 'refused', 'held')),
  result jsonb,
  check ((kind = 'diff') = (diff_ref is not null)),
  check ((kind = 'version') = (version is not null))
);
create index fix_by_case on clearinghouse.fix (case_id, proposed_at);

grant select, insert, update on clearinghouse.report, clearinghouse.root_case, clearinghouse.fix to sallyport_outer;
