-- Requests of a partner by the asset that each named (requirements S11), counted from the gateway's verified log:
-- one number for each asset of the grant, in the order of its terms. Empty for every other kind of grant.
alter table access.model_grant add column asset_requests int[] not null default '{}';
