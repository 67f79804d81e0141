-- All endpoints of the surface that a partner is named for (requirements S11), as both sides sign them. A
-- partnership that was signed before there was this has none, so no access can be asked for under it: it is
-- nominated anew. Never changed once written, as the name of the surface is not.
alter table review.partnership add column endpoints jsonb not null default '[]';
