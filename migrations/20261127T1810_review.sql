-- Review: a developer's question, the determination that answers it, what the developer is told, appeals,
-- trusted partners, destruction. All of it stands on a submission of `access`, named by its id.

create schema review;
grant usage on schema review to sallyport_inner;

-- A request for a determination (requirements S02): a descriptor, never weights.
create table review.question (
  id text primary key,
  submission_id text not null,
  -- the engagement's two sides, which never change
  developer_id text not null,
  evaluator_id text not null,
  state text not null check (state in ('asked', 'acknowledged', 'more_needed', 'answered', 'withdrawn')),
  -- descriptor and contact, sealed; the descriptor's digest is in the receipt
  content_ref text not null,
  descriptor_sha256 text not null,
  is_confidential boolean not null,
  asked_by text not null,
  asked_at timestamptz not null,
  state_since timestamptz not null,
  -- what the evaluating office still needs, or its answer without a determination; words for both sides
  words text,
  -- the installation's policy, not a legal duty: when the evaluating office means to have moved
  answer_due_at timestamptz,
  settled_by text
);
create unique index one_question on review.question (submission_id) where state not in ('answered', 'withdrawn');
create index question_by_submission on review.question (submission_id, asked_at desc, id desc);
create index question_by_developer on review.question (developer_id, asked_at desc, id desc);
create index question_by_evaluator on review.question (evaluator_id, asked_at desc, id desc);
create index question_by_time on review.question (asked_at desc, id desc);

-- INVARIANT (committed before the first sample), in the row itself: a determination names a run, the threshold
-- that run named when it was planned, when that was committed and when the run's first sample came, and
-- cannot exist where the order is otherwise. None of these columns can be updated.
create table review.determination (
  id text primary key,
  submission_id text not null,
  question_id text references review.question (id),
  run_id text not null,
  threshold_id text not null,
  threshold_commitment text not null,
  threshold_committed_at timestamptz not null,
  first_sample_at timestamptz not null,
  -- the code's proposal, from the run's one-sided bounds: the decision's look and its facts
  look int not null,
  proposal text not null check (proposal in ('met', 'not_met', 'cannot_tell')),
  proposal_reason text not null,
  proposal_facts jsonb not null,
  -- three, chosen by the code from the run before anybody looked
  linked_samples int[] not null check (cardinality(linked_samples) between 1 and 3),
  office text not null,
  opened_by text not null,
  opened_at timestamptz not null,
  state text not null check (state in ('consulting', 'decided', 'signed', 'withdrawn', 'superseded')),
  outcome text check (outcome in ('covered', 'not_covered', 'cannot_tell')),
  reason text,
  -- why the people say something else than the code proposed
  differs_because text,
  -- what was decided, word for word: the text that two people sign
  statement text,
  statement_sha256 text,
  decided_by text,
  decided_at timestamptz,
  signed_by text,
  signed_at timestamptz,
  appeal_until timestamptz,
  settled_at timestamptz,
  check (threshold_committed_at < first_sample_at),
  check ((outcome is null) = (decided_by is null) and (statement is null) = (decided_by is null)),
  check (state <> 'signed' or (signed_by is not null and decided_by is not null)),
  check (signed_by <> decided_by),
  check (reason is null or char_length(reason) >= 100),
  -- people who differ from the code say why, and nobody else does
  check (outcome is null or (differs_because is null) = (outcome = case proposal
    when 'met' then 'covered' when 'not_met' then 'not_covered' else 'cannot_tell' end))
);
create index determination_by_submission on review.determination (submission_id, opened_at desc, id desc);
create index determination_by_office on review.determination (office, opened_at desc, id desc);
create index determination_by_opening on review.determination (opened_at desc, id desc);
create index determination_by_run on review.determination (run_id);
create unique index one_open_determination on review.determination (submission_id)
  where state in ('consulting', 'decided');

-- Who was consulted, until when, and what they said (requirements X04).
create table review.consultation (
  determination_id text not null references review.determination (id),
  organisation_id text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  answer_by timestamptz not null,
  state text not null check (state in ('asked', 'answered', 'timed_out')),
  view text check (view in ('covered', 'not_covered', 'cannot_tell', 'no_view')),
  words text,
  answered_by text,
  answered_at timestamptz,
  primary key (determination_id, organisation_id),
  check ((state = 'answered') = (view is not null))
);
create index consultation_by_organisation on review.consultation
  (organisation_id, asked_at desc, determination_id desc);

-- Dissent of an official who does not sign; kept with the determination for good.
create table review.dissent (
  determination_id text not null references review.determination (id),
  person_id text not null,
  words text not null,
  at timestamptz not null,
  primary key (determination_id, person_id)
);

create table review.sample_opening (
  determination_id text not null references review.determination (id),
  person_id text not null,
  position int not null,
  at timestamptz not null,
  primary key (determination_id, person_id, position)
);

-- One person's signature with their own key under a statement; nobody signs twice in two roles.
create table review.signature (
  subject_id text not null,
  person_id text not null,
  role text not null check (role in ('deciding', 'second', 'developer', 'evaluator')),
  vkey text not null,
  line text not null,
  at timestamptz not null,
  primary key (subject_id, person_id),
  unique (subject_id, role),
  unique (subject_id, vkey)
);

-- How much of it the developer is told, tier by tier (requirements X01). Withholding runs out into a new
-- review, never into a release; and every tier is told to the developer alone.
create table review.assessment (
  determination_id text not null references review.determination (id),
  submission_id text not null,
  tier text not null,
  -- in the order of the document that names the tiers
  place int not null,
  state text not null check (state in ('review_due', 'withheld', 'release_proposed', 'released')),
  state_since timestamptz not null,
  -- why it is withheld, as the developer reads it, and in words for officials and overseers
  reason_class text check (reason_class in ('classified', 'sealed_tasks', 'third_party', 'being_checked')),
  reason text,
  review_by timestamptz,
  -- kept when it runs out: the next to withhold is another person
  withheld_by text,
  -- what the developer will read, sealed
  content_ref text,
  content_sha256 text,
  proposed_by text,
  settled_by text,
  primary key (determination_id, tier),
  check ((state = 'withheld') = (review_by is not null) and (state = 'withheld') = (reason_class is not null)),
  check (review_by <= state_since + interval '90 days'),
  check (state not in ('release_proposed', 'released') or (content_ref is not null and proposed_by is not null)),
  check (state <> 'released' or (settled_by is not null and settled_by <> proposed_by))
);
create index assessment_to_review on review.assessment (review_by) where state = 'withheld';

-- An installation's policy, not a legal right.
create table review.appeal (
  id text primary key,
  submission_id text not null,
  -- the engagement's two sides, which never change
  developer_id text not null,
  evaluator_id text not null,
  about text not null check (about in ('determination', 'partnership')),
  subject_id text not null,
  state text not null check (state in ('filed', 'upheld', 'dismissed', 'withdrawn')),
  -- grounds, sealed
  content_ref text not null,
  filed_by text not null,
  -- the organisation whose appeal it is: a side, or the partner that was refused
  filed_for text not null,
  filed_at timestamptz not null,
  answer_by timestamptz not null,
  -- words for whoever appealed; where it was withdrawn, only by whom and when
  answer text,
  answered_by text,
  answered_at timestamptz,
  check ((state = 'filed') = (answered_at is null)),
  check ((state in ('upheld', 'dismissed')) = (answer is not null))
);
create unique index one_appeal on review.appeal (subject_id) where state = 'filed';
create index appeal_by_submission on review.appeal (submission_id, filed_at desc, id desc);
create index appeal_by_time on review.appeal (filed_at desc, id desc);

-- A trusted partner of one submission (requirements S10, S11).
create table review.partnership (
  id text primary key,
  submission_id text not null,
  developer_id text not null,
  evaluator_id text not null,
  organisation_id text not null,
  category text not null check (category in
    ('hospital', 'bank', 'utility', 'agency', 'vendor', 'maintainer', 'research', 'other')),
  -- the criteria in force when it was nominated
  criteria_sha256 text not null,
  criteria_met text not null,
  surface text not null,
  assets text[] not null check (cardinality(assets) between 1 and 100),
  expires_at timestamptz not null,
  -- what the two organisations' own declarations say of a relation; words for both sides
  relation text not null check (relation in ('none_declared', 'declared')),
  relation_words text not null,
  nominated_side text not null check (nominated_side in ('developer', 'evaluator')),
  nominated_by text not null,
  nominated_at timestamptz not null,
  -- the text that one person of each side signs
  statement text not null,
  statement_sha256 text not null,
  state text not null check (state in
    ('nominated', 'added', 'accepted', 'refused', 'withdrawn', 'ended', 'expired')),
  added_at timestamptz,
  accepted_by text,
  accepted_at timestamptz,
  grant_id text,
  settled_by text,
  settled_side text check (settled_side in ('developer', 'evaluator', 'partner', 'clock', 'engagement')),
  settled_at timestamptz,
  reason_code text,
  reason text,
  check ((added_at is not null) or state in ('nominated', 'refused', 'withdrawn', 'expired')),
  check (state <> 'refused' or reason_code is not null),
  check (grant_id is null or added_at is not null)
);
create index partnership_by_submission on review.partnership (submission_id, nominated_at desc, id desc);
create index partnership_by_organisation on review.partnership (organisation_id, nominated_at desc, id desc);
create index partnership_by_developer on review.partnership (developer_id);
create index partnership_by_evaluator on review.partnership (evaluator_id);
create index partnership_to_expire on review.partnership (expires_at)
  where state in ('nominated', 'added', 'accepted');
create unique index one_partnership on review.partnership (submission_id, organisation_id)
  where state in ('nominated', 'added', 'accepted');

-- What a partner found and sent out of the other door: nothing of the model, only that and when.
create table review.partner_finding (
  partnership_id text not null references review.partnership (id),
  bundle_sha256 text not null,
  report_id text not null,
  by text not null,
  at timestamptz not null,
  primary key (partnership_id, bundle_sha256)
);

create table review.destruction (
  submission_id text primary key,
  -- subject of its events, so that its receipt names them
  id text not null unique,
  state text not null check (state in ('asked', 'done')),
  asked_by text not null,
  asked_side text not null check (asked_side in ('developer', 'evaluator')),
  asked_at timestamptz not null,
  because text not null,
  done_by text,
  done_at timestamptz,
  items int,
  check ((state = 'done') = (done_at is not null)),
  check (done_by <> asked_by)
);

-- Every read of sealed content of an engagement, as its ledger has it, with the published rules that it stands
-- out by; and what a second person made of one that did (requirements S09).
create table review.sealed_read (
  submission_id text not null,
  -- the commitment of the read's event
  event_id text not null,
  person_id text not null,
  kind text not null,
  subject text not null,
  purpose text not null,
  at timestamptz not null,
  unusual text[] not null,
  primary key (submission_id, event_id)
);
create index sealed_read_newest on review.sealed_read (submission_id, at desc, event_id desc);
create index sealed_read_unusual on review.sealed_read (submission_id, at desc, event_id desc) where unusual <> '{}';
create index sealed_read_by_person on review.sealed_read (submission_id, person_id, at);
create index sealed_read_by_purpose on review.sealed_read (submission_id, purpose);
create table review.read_review (
  submission_id text not null,
  event_id text not null,
  verdict text not null check (verdict in ('explained', 'not_explained')),
  words text not null,
  by text not null,
  at timestamptz not null,
  primary key (submission_id, event_id)
);
create table review.canary (
  submission_id text primary key,
  content_ref text not null,
  placed_at timestamptz not null
);

grant select, insert on review.question, review.determination, review.consultation, review.dissent,
  review.sample_opening, review.signature, review.assessment, review.appeal, review.partnership,
  review.partner_finding, review.destruction, review.sealed_read, review.read_review, review.canary to sallyport_inner;
-- What may change, column by column; what a determination rests on is not among it.
grant update (state, state_since, words, answer_due_at, settled_by, content_ref, descriptor_sha256)
  on review.question to sallyport_inner;
grant update (state, outcome, reason, differs_because, statement, statement_sha256, decided_by, decided_at, signed_by,
  signed_at, appeal_until, settled_at) on review.determination to sallyport_inner;
grant update (state, view, words, answered_by, answered_at) on review.consultation to sallyport_inner;
grant update (state, state_since, reason_class, reason, review_by, withheld_by, content_ref, content_sha256,
  proposed_by, settled_by) on review.assessment to sallyport_inner;
grant update (state, answer, answered_by, answered_at) on review.appeal to sallyport_inner;
grant update (state, added_at, accepted_by, accepted_at, grant_id, settled_by, settled_side, settled_at, reason_code,
  reason) on review.partnership to sallyport_inner;
grant update (state, done_by, done_at, items) on review.destruction to sallyport_inner;
