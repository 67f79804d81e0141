-- Who holds an office of one of the two sides of an engagement: its page lists who may sign there, and a person
-- whose office ended signs nothing. Of every other office the inner zone learns no person here.
create view membership.side_person as
  select person_id, organisation_id, office, opens_at, closes_at
  from membership.office where office in ('developer', 'evaluator');
grant select on membership.side_person to sallyport_inner;
