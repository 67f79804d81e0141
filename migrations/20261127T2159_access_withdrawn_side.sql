-- Whose side withdrew: only what the developer itself gave up is destroyed without one of its people. Null where
-- nobody withdrew, and for what was withdrawn before this was kept: that takes a person of each side.
alter table access.submission
  add column withdrawn_side text check (withdrawn_side in ('developer', 'evaluator')),
  add check (withdrawn_side is null or state = 'withdrawn');
grant update (withdrawn_side) on access.submission to sallyport_inner;
