-- A determination that officials took back keeps by whom and why in its row, because every later one of the
-- engagement says so in the text that is signed. And what waits for officials, part by part, has a date by which
-- they mean to look at it, as a withheld part has; that the date passed is noted once, and tells nobody anything.
-- Breaking: a server of before cannot take a determination back, or sign one; stop it first.

alter table review.determination add column withdrawn_by text, add column withdrawn_because text;
update review.determination d set withdrawn_by = e.actor, withdrawn_because = b.body::jsonb #>> '{payload,because}'
from zone_inner.event e join zone_inner.event_body b using (position)
where e.type = 'review.determination_withdrawn' and e.subject = d.id;
alter table review.determination
  add check ((state = 'withdrawn') = (withdrawn_by is not null) and
    (withdrawn_by is null) = (withdrawn_because is null));
create index determination_withdrawn on review.determination (submission_id, opened_at, id) where state = 'withdrawn';
grant update (withdrawn_by, withdrawn_because) on review.determination to sallyport_inner;

alter table review.assessment
  -- when it was noted that the date has passed; null again with the next date
  add column overdue_since timestamptz,
  drop constraint assessment_check;
update review.assessment set review_by = state_since + interval '14 days'
where state in ('review_due', 'release_proposed');
alter table review.assessment
  add check ((state = 'released') = (review_by is null) and (state = 'withheld') = (reason_class is not null)),
  add check (overdue_since is null or state in ('review_due', 'release_proposed'));
create index assessment_to_note on review.assessment (review_by)
  where state in ('review_due', 'release_proposed') and overdue_since is null;
grant update (overdue_since) on review.assessment to sallyport_inner;
