-- Which organisations take part in which office: a developer chooses whom to ask, and both sides whom to
-- nominate. Organisations only; who holds the office there stays in the office zone.
create view membership.taking_part as
  select distinct o.organisation_id, g.name, o.office, o.opens_at, o.closes_at
  from membership.office o join membership.organisation g on g.id = o.organisation_id;
grant select on membership.taking_part to sallyport_office, sallyport_inner;
