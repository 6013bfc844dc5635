-- The giver's donor key beside the gift, for whoever asks what else a donor gave: a slip that is taken back, an import that is. A column of
-- its own, because an index over `state` would make every later word on a gift a new index entry.
alter table gift add column donor_key text;
update gift set donor_key = state->'giver'->>'donorKey' where state->'giver'->>'donorKey' is not null;
create index gift_donor on gift (donor_key) where donor_key is not null;
