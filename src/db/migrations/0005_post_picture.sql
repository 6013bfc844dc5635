-- The picture a post went out with (its address is /cards/<hash>.png), or goes out with next.
alter table post add column card_hash text;
-- Each try's own, and where it had none although its platform takes pictures, why.
alter table attempt add column card_hash text, add column picture_reason text;
