-- An engagement that ran its course ends with the destruction of its material; nobody withdrew it. Breaking: a
-- server of before knows no such state; stop it first.

alter table access.submission drop constraint submission_state_check,
  add constraint submission_state_check check (state in ('open', 'paused', 'withdrawn', 'ended'));
