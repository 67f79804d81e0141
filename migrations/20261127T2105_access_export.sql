-- What somebody of the evaluating side takes out of the system as a file, two people take out (requirements S09):
-- one asks and says what for, another of them agrees.

create table access.export (
  id text primary key,
  submission_id text not null references access.submission (id),
  what text not null check (what in ('ledger', 'log', 'determination')),
  -- the engagement itself, or the determination
  subject text not null,
  -- which entries of the access ledger; empty for all of them
  filter jsonb not null,
  -- in the asker's words, for the colleague who agrees and for both sides
  purpose text not null,
  -- that one lapsed is told by the clock, and never written
  state text not null check (state in ('asked', 'agreed', 'refused', 'withdrawn')),
  asked_by text not null,
  asked_at timestamptz not null,
  -- INVARIANT (two people take records out), in the row itself
  agreed_by text check (agreed_by <> asked_by),
  agreed_at timestamptz,
  closed_by text,
  closed_at timestamptz,
  because text,
  check (state <> 'agreed' or agreed_by is not null),
  check ((agreed_by is null) = (agreed_at is null)),
  check ((state in ('refused', 'withdrawn')) = (closed_at is not null)),
  check ((closed_by is null) = (closed_at is null))
);
create index export_by_submission on access.export (submission_id, asked_at desc, id desc);

grant select, insert on access.export to sallyport_inner;
grant update (state, agreed_by, agreed_at, closed_by, closed_at, because) on access.export to sallyport_inner;
