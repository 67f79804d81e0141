-- Lists across engagements of what waits for a second person: reads that stand out, and parts of assessments.
-- Whose engagement a read belongs to, and that nobody has looked at it yet, stand in its row, so that one index
-- answers for every engagement. Breaking: a server of before cannot note reads any more; stop it first.

alter table review.sealed_read
  -- the engagement's two sides, which never change
  add column developer_id text,
  add column evaluator_id text,
  -- it stands out, and no second person has said anything of it
  add column is_waiting boolean not null default false,
  add check (not is_waiting or unusual <> '{}');
update review.sealed_read r set
  (developer_id, evaluator_id) =
    (select s.developer_id, s.evaluator_id from access.submission s where s.id = r.submission_id),
  is_waiting = unusual <> '{}' and not exists (select from review.read_review v
    where v.submission_id = r.submission_id and v.event_id = r.event_id);
alter table review.sealed_read alter column developer_id set not null, alter column evaluator_id set not null,
  alter column is_waiting drop default;
create index sealed_read_waiting on review.sealed_read (at desc, event_id desc) where is_waiting;
grant update (is_waiting) on review.sealed_read to sallyport_inner;

create index assessment_waiting on review.assessment (state_since desc, (determination_id || '.' || tier) desc)
  where state in ('review_due', 'release_proposed');

-- What may still be appealed, the first to end first, and whether anybody has.
create index determination_to_appeal on review.determination (appeal_until, id) where state = 'signed';
create index appeal_by_subject on review.appeal (subject_id);
